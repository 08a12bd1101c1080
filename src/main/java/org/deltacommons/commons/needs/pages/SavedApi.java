package org.deltacommons.commons.needs.pages;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.needs.NeedsReason;
import org.deltacommons.commons.needs.SavedNeeds.Saved;
import org.deltacommons.commons.needs.saved.Matches;
import org.deltacommons.commons.needs.saved.SavedDesk;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.FindRequest.Order;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// One's own saved needs, for machines; a machine has its own, as every person has.
@RestController
class SavedApi {

    private static final String KEY = "Idempotency-Key";
    private static final int KEY_LENGTH_MAX = 200;

    /// @param chosen values by dimension, as `/api/v1/finding` names them
    /// @param priceMin in fen
    /// @param priceMax in fen
    /// @param ignored codes of conditions in the sentence that are not meant
    record Wanted(
            @Nullable String sentence,
            @Nullable Map<String, List<String>> chosen,
            @Nullable Money priceMin,
            @Nullable Money priceMax,
            @Nullable List<String> ignored) {}

    /// @param matches how many documents have fitted
    record SavedItem(
            String id,
            String sentence,
            Map<String, List<String>> chosen,
            @Nullable Money priceMin,
            @Nullable Money priceMax,
            List<String> ignored,
            boolean paused,
            Instant savedAt,
            @Nullable Instant toldAt,
            long matches) {}

    record MatchItem(String titleZh, String titleEn, String url, Province home, Instant at) {}

    /// @param created whether it is new; what is asked twice is there once
    record SavedAnswer(String id, boolean created) {}

    private final SavedDesk desk;
    private final Matches matches;

    SavedApi(SavedDesk desk, Matches matches) {
        this.desk = desk;
        this.matches = matches;
    }

    private static void signedIn(Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
    }

    /// The newest first; `after`, `size`.
    @GetMapping(path = "/api/v1/needs/saved", produces = "application/json")
    Paged<SavedItem> list(Address address, Actor actor) {
        signedIn(actor);
        List<Saved> all = desk.of(actor).reversed();
        List<Saved> rest = new ArrayList<>(all);
        Cursor.decode(address.first(Address.AFTER).orElse(null))
                .ifPresent(after -> {
                    Instant at = Times.instant(after.key());
                    rest.removeIf(one ->
                            one.savedAt().isAfter(at)
                                    || (one.savedAt().equals(at)
                                            && one.id().compareTo(after.id()) >= 0));
                });
        return Paged.of(
                        rest,
                        NeedApi.size(address),
                        all.size(),
                        one -> new Cursor(one.savedAt().toString(), one.id()))
                .map(this::item);
    }

    private SavedItem item(Saved one) {
        return new SavedItem(
                one.id(),
                one.sentence(),
                one.chosen(),
                one.priceMin(),
                one.priceMax(),
                one.ignored(),
                one.paused(),
                one.savedAt(),
                one.toldAt(),
                matches.count(one.id()));
    }

    @PostMapping(
            path = "/api/v1/needs/saved",
            consumes = "application/json",
            produces = "application/json")
    ResponseEntity<SavedAnswer> save(
            @RequestBody Wanted wanted,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            Actor actor) {
        signedIn(actor);
        FindRequest request =
                new FindRequest(
                        wanted.sentence() == null ? "" : wanted.sentence(),
                        wanted.chosen() == null ? Map.of() : wanted.chosen(),
                        wanted.priceMin(),
                        wanted.priceMax(),
                        Order.FIT,
                        null,
                        1,
                        wanted.ignored() == null ? List.of() : wanted.ignored());
        SavedDesk.Done done = done(desk.save(actor, request, key(key)));
        SavedAnswer answer = new SavedAnswer(done.saved(), done.created());
        return done.created()
                ? ResponseEntity.created(URI.create("/api/v1/needs/saved/" + done.saved()))
                        .body(answer)
                : ResponseEntity.ok(answer);
    }

    @GetMapping(path = "/api/v1/needs/saved/{id}", produces = "application/json")
    SavedItem one(@PathVariable String id, Actor actor) {
        signedIn(actor);
        return item(own(id, actor));
    }

    private Saved own(String id, Actor actor) {
        return desk.find(actor, id).orElseThrow(() -> new RefusedException(NeedsReason.NOT_FOUND));
    }

    /// What fitted, the newest first; `after`, `size`.
    @GetMapping(path = "/api/v1/needs/saved/{id}/matches", produces = "application/json")
    Paged<MatchItem> matches(@PathVariable String id, Address address, Actor actor) {
        signedIn(actor);
        own(id, actor);
        int size = NeedApi.size(address);
        return MyNeedsPages.page(matches, id, address, size)
                .map(one ->
                        new MatchItem(
                                one.titleZh(), one.titleEn(), one.url(), one.home(), one.at()));
    }

    @PostMapping(path = "/api/v1/needs/saved/{id}/pause", produces = "application/json")
    SavedAnswer pause(
            @PathVariable String id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            Actor actor) {
        signedIn(actor);
        return new SavedAnswer(done(desk.pause(actor, id, true, key(key))).saved(), false);
    }

    @PostMapping(path = "/api/v1/needs/saved/{id}/resume", produces = "application/json")
    SavedAnswer resume(
            @PathVariable String id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            Actor actor) {
        signedIn(actor);
        return new SavedAnswer(done(desk.pause(actor, id, false, key(key))).saved(), false);
    }

    @DeleteMapping(path = "/api/v1/needs/saved/{id}", produces = "application/json")
    SavedAnswer drop(
            @PathVariable String id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            Actor actor) {
        signedIn(actor);
        return new SavedAnswer(done(desk.drop(actor, id, key(key))).saved(), false);
    }

    private static @Nullable String key(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > KEY_LENGTH_MAX) {
            throw new RefusedException(ProcedureReason.KEY_INVALID);
        }
        return text;
    }

    private static SavedDesk.Done done(Outcome<SavedDesk.Done> outcome) {
        return switch (outcome) {
            case Outcome.Done<SavedDesk.Done>(SavedDesk.Done done) -> done;
            case Outcome.Refused<SavedDesk.Done>(Refusal why) -> throw new RefusedException(why);
        };
    }
}

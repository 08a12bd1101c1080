package org.deltacommons.commons.needs.saved;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.deltacommons.commons.needs.NeedFact;
import org.deltacommons.commons.needs.NeedsReason;
import org.deltacommons.commons.needs.SavedNeeds;
import org.deltacommons.commons.needs.SavedNeeds.Saved;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.finding.StandingQuestions;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Saves, pauses and drops what a person waits for. Everybody has their own and no others.
@Component
public class SavedDesk {

    /// What became of it.
    ///
    /// @param created whether it is new; what is asked twice is there once
    public record Done(String saved, boolean created) {}

    private static final int SENTENCE_MAX = 200;

    private final Lane lane;
    private final Records records;
    private final Ids ids;
    private final StandingQuestions judge;

    SavedDesk(Lane lane, Records records, Ids ids, Finding finding) {
        this.lane = lane;
        this.records = records;
        this.ids = ids;
        this.judge = finding.standing();
    }

    /// What somebody has saved, the oldest first.
    public List<Saved> of(Actor actor) {
        return records.find(SavedNeeds.class, SavedNeeds.idOf(actor.id()))
                .map(SavedNeeds::items)
                .orElse(List.of());
    }

    public Optional<Saved> find(Actor actor, String saved) {
        return of(actor).stream().filter(one -> one.id().equals(saved)).findFirst();
    }

    public Outcome<Done> save(Actor actor, FindRequest request, @Nullable String key) {
        String sentence = request.text().strip();
        boolean vain =
                sentence.codePointCount(0, sentence.length()) > SENTENCE_MAX
                        || !judge.canWait(request);
        if (vain) {
            return Outcome.refused(NeedsReason.SENTENCE_INVALID);
        }
        return change(
                actor,
                "save",
                Map.of(
                        "sentence", sentence,
                        "chosen", request.chosen(),
                        "price", List.of(text(request.priceMin()), text(request.priceMax())),
                        "ignored", request.ignored()),
                key,
                rows -> saved(own(actor, rows), sentence, request, rows));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private Outcome<Unit<Done>> saved(
            SavedNeeds before, String sentence, FindRequest request, Rows rows) {
        Optional<Saved> same = before.items().stream().filter(one -> one.asks(request)).findFirst();
        if (same.isPresent()) {
            return Outcome.done(Unit.of(new Done(same.get().id(), false)));
        }
        if (before.items().size() >= SavedNeeds.ITEMS_MAX) {
            return Outcome.refused(
                    Refusal.of(NeedsReason.SAVED_TOO_MANY, "count", SavedNeeds.ITEMS_MAX));
        }
        Saved fresh =
                new Saved(
                        ids.<Saved>next("sav").value(),
                        sentence,
                        request.chosen(),
                        request.priceMin(),
                        request.priceMax(),
                        request.ignored(),
                        false,
                        rows.now(),
                        null,
                        0);
        return Outcome.done(
                Unit.of(
                        new Done(fresh.id(), true),
                        new Put(before.adding(fresh, rows.now())),
                        told(fresh.id(), new NeedFact.NeedSaved(fresh.id()))));
    }

    public Outcome<Done> pause(Actor actor, String saved, boolean paused, @Nullable String key) {
        return change(
                actor,
                paused ? "pause" : "resume",
                Map.of("saved", saved),
                key,
                rows -> {
                    SavedNeeds before = own(actor, rows);
                    Saved item = before.item(saved).orElse(null);
                    if (item == null) {
                        return Outcome.refused(NeedsReason.NOT_FOUND);
                    }
                    if (item.paused() == paused) {
                        return Outcome.refused(NeedsReason.SAVED_NO_CHANGE);
                    }
                    return Outcome.done(
                            Unit.of(
                                    new Done(saved, false),
                                    new Put(before.replacing(item.pausing(paused), rows.now())),
                                    told(
                                            saved,
                                            paused
                                                    ? new NeedFact.SavedNeedPaused(saved)
                                                    : new NeedFact.SavedNeedResumed(saved))));
                });
    }

    public Outcome<Done> drop(Actor actor, String saved, @Nullable String key) {
        return change(
                actor,
                "drop",
                Map.of("saved", saved),
                key,
                rows -> {
                    SavedNeeds before = own(actor, rows);
                    return before.item(saved).isEmpty()
                            ? Outcome.refused(NeedsReason.NOT_FOUND)
                            : Outcome.done(
                                    Unit.of(
                                            new Done(saved, false),
                                            new Put(before.without(saved, rows.now())),
                                            told(saved, new NeedFact.SavedNeedDropped(saved))));
                });
    }

    private static SavedNeeds own(Actor actor, Rows rows) {
        return rows.find(SavedNeeds.class, SavedNeeds.idOf(actor.id()))
                .orElseGet(() ->
                        new SavedNeeds(
                                SavedNeeds.idOf(actor.id()),
                                rows.home(),
                                actor.id(),
                                List.of(),
                                rows.now()));
    }

    private static Fact told(String saved, NeedFact fact) {
        return new Fact(saved, Audience.HOME, (Record) fact);
    }

    private Outcome<Done> change(
            Actor actor,
            String verb,
            Object content,
            @Nullable String key,
            Function<Rows, Outcome<Unit<Done>>> decision) {
        if (actor.isVisitor()) {
            return Outcome.refused(NeedsReason.FORBIDDEN);
        }
        return lane.submit(
                Command.of(actor.home(), actor, "needs." + verb, content, Done.class)
                        .keyed(key == null || key.isBlank() ? null : key),
                decision);
    }
}

package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Refusals;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What the homes here have put aside, with its reason, for the system administrators of each; and
/// trying it again. Nobody can wave a fact through or throw one away.
@Controller
class ParkedPages {

    private static final int SHOWN = 500;

    /// The facts of one subject that wait, the one that could not be applied first.
    ///
    /// @param later how many wait behind it
    record Waiting(Parked first, int later) {}

    /// @param path where another try is asked for
    record ParkedCard(String path, boolean asked, Section section) {}

    private record Asked(boolean open) {}

    private final GroupLane lane;
    private final Records records;
    private final Refusals refusals;
    private final Audit audit;
    private final Words words;

    ParkedPages(GroupLane lane, Records records, Refusals refusals, Audit audit, Words words) {
        this.lane = lane;
        this.records = records;
        this.refusals = refusals;
        this.audit = audit;
        this.words = words;
    }

    /// What waits at the homes here, longest first.
    static List<Waiting> waiting(Records records) {
        Map<String, Waiting> bySubject = new LinkedHashMap<>();
        for (Parked one :
                records.list(Parked.class, "t.open", "t.since, t.position", Map.of(), SHOWN)) {
            bySubject.merge(
                    one.home().code() + '/' + one.origin().code() + '/' + one.subject(),
                    new Waiting(one, 0),
                    (before, _) -> new Waiting(before.first(), before.later() + 1));
        }
        return new ArrayList<>(bySubject.values());
    }

    @GetMapping("/feeds/parked")
    ModelAndView all(Actor actor) {
        mustAdminister(actor, actor.has(Role.SYSTEM_ADMIN), "parked");
        List<ParkedCard> cards =
                waiting(records).stream()
                        .filter(one -> may(actor, one.first().home()))
                        .map(this::card)
                        .toList();
        return new ModelAndView("feeds-parked", Map.of("cards", cards));
    }

    private static boolean may(Actor actor, Province home) {
        return actor.may(Role.SYSTEM_ADMIN, home.code());
    }

    private void mustAdminister(Actor actor, boolean may, String what) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        if (!may) {
            refusals.denied(actor, "federation.parked", what);
            throw new RefusedException(WebReason.FORBIDDEN);
        }
    }

    private ParkedCard card(Waiting waiting) {
        Parked one = waiting.first();
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("facts.kind", kind(one)));
        entries.add(Entry.of("feeds.parked.origin", one.origin()));
        entries.add(Entry.of("feeds.stop.index", one.position()));
        entries.add(Entry.of("feeds.home", one.home()));
        entries.add(Entry.of("feeds.parked.subject", one.subject()));
        entries.add(Entry.of("feeds.stop.why", words.say("feeds.parked." + one.why())));
        entries.add(Entry.of("feeds.parked.reason", one.reason()));
        entries.add(Entry.of("feeds.parked.later", waiting.later()));
        entries.add(Entry.of("feeds.parked.since", one.since()));
        if (one.tried() != null) {
            entries.add(
                    Entry.of(
                            "feeds.parked.tried",
                            words.say(
                                    "feeds.parked.tries",
                                    Map.of("times", one.tries(), "at", one.tried()))));
        }
        return new ParkedCard(
                "/feeds/parked/%s/%s/%d"
                        .formatted(one.home().code(), one.origin().code(), one.position()),
                one.asked(),
                Section.of("feeds.parked.one", entries));
    }

    private String kind(Parked one) {
        String key = "fact." + one.kind();
        return words.has(key)
                ? words.say("feeds.parked.kind", Map.of("says", words.say(key), "kind", one.kind()))
                : one.kind();
    }

    /// Asks for another try. Asking twice, or for what was applied meanwhile, does nothing more.
    @PostMapping("/feeds/parked/{home:3[1-4]0000}/{origin:3[1-4]0000}/{position:[1-9]\\d{0,17}}")
    String again(
            @PathVariable String home,
            @PathVariable String origin,
            @PathVariable long position,
            Actor actor,
            RedirectAttributes next) {
        Province at = Province.of(home);
        Id<Parked> id = Parked.idOf(at, Province.of(origin), position);
        mustAdminister(actor, may(actor, at), id.value());
        if (!lane.hosts(at) || records.find(Parked.class, id).isEmpty()) {
            throw new RefusedException(WebReason.NOT_FOUND);
        }
        // Durable before it counts: a crash in between leaves a line too many and never one too
        // few.
        audit.record(
                AuditLine.of(AuditKind.ADMINISTRATION, actor, id.value())
                        .with("operation", "federation.retry")
                        .at(at));
        Outcome<Asked> outcome =
                refusals.noted(actor, "federation.retry", id.value(), ask(id, actor, at));
        if (outcome instanceof Outcome.Refused<Asked>(Refusal why)) {
            throw new RefusedException(why);
        }
        boolean open = outcome instanceof Outcome.Done<Asked>(Asked asked) && asked.open();
        next.addFlashAttribute(
                Flash.NAME,
                open
                        ? Flash.done(words.say("feeds.parked.asked"))
                        : Flash.note(words.say("feeds.parked.applied")));
        return "redirect:/feeds/parked";
    }

    private Outcome<Asked> ask(Id<Parked> id, Actor actor, Province home) {
        Command<Asked> command =
                Command.of(
                        home, actor, "federation.retry", Map.of("fact", id.value()), Asked.class);
        return lane.submit(
                command,
                rows -> {
                    Optional<Parked> one = rows.find(Parked.class, id).filter(Parked::open);
                    return Outcome.done(
                            Unit.of(
                                    new Asked(one.isPresent()),
                                    one.filter(open -> !open.asked())
                                            .map(open -> List.of(new Put(open.askedAgain())))
                                            .orElse(List.of())));
                });
    }
}

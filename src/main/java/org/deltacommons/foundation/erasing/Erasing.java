package org.deltacommons.foundation.erasing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.deltacommons.foundation.erasing.ErasureForms.ApproveErasure;
import org.deltacommons.foundation.erasing.ErasureForms.DeclineErasure;
import org.deltacommons.foundation.erasing.ErasureForms.RequestErasure;
import org.deltacommons.foundation.erasing.PersonalTexts.Found;
import org.deltacommons.foundation.erasing.PersonalTexts.Group;
import org.deltacommons.foundation.erasing.PersonalTexts.Standing;
import org.deltacommons.foundation.federation.ErasureFollowed;
import org.deltacommons.foundation.federation.TextsErased;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Erase;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// How persons' texts are erased: one person of the security administration asks, a second one, who
/// has read the request, agrees. The audit looks on.
final class Erasing {

    static final String NAME = "erasure";
    static final Who SECURITY_ADMIN = Who.of(Role.SECURITY_ADMIN, Side.HOME);

    /// Another province has followed.
    ///
    /// @param index of the fact in its feed that says so
    /// @param kept how many of its own words of it the law has it keep
    record Heard(Province province, Instant at, long index, int kept) {}

    private final PersonalTexts texts;
    private final Retention retention;
    private final Supplier<Procedures> procedures;

    Erasing(PersonalTexts texts, Retention retention, Supplier<Procedures> procedures) {
        this.texts = texts;
        this.retention = retention;
        this.procedures = procedures;
    }

    Procedure<Erasure> declared() {
        return Procedure.of(NAME, Erasure.class, "source.erasure")
                .opens(
                        "request",
                        RequestErasure.class,
                        (_, actor) -> actor.home(),
                        this::request,
                        SECURITY_ADMIN)
                .state(
                        ErasureState.REQUESTED,
                        StateTone.WAITING,
                        "erasure.decide",
                        List.of(Who.of(Role.AUDIT_ADMIN, Side.HOME)),
                        SECURITY_ADMIN)
                .state(ErasureState.ERASED, StateTone.WAITING)
                .last(ErasureState.CONFIRMED, StateTone.GOOD)
                .last(ErasureState.DECLINED, StateTone.OVER)
                .action("approve", ApproveErasure.class)
                .from(ErasureState.REQUESTED)
                .to(ErasureState.ERASED, ErasureState.CONFIRMED)
                .by(SECURITY_ADMIN)
                .unless(Erasing::samePerson)
                .dangerous()
                .does(this::approve)
                .action("decline", DeclineErasure.class)
                .from(ErasureState.REQUESTED)
                .to(ErasureState.DECLINED)
                .by(SECURITY_ADMIN)
                .does((erasure, form, on) ->
                        Outcome.done(
                                Move.to(decided(erasure, ErasureState.DECLINED, on))
                                        .noting(form.reason())))
                .action("follow", Heard.class)
                .from(ErasureState.ERASED)
                .to(ErasureState.ERASED, ErasureState.CONFIRMED)
                .by(Who.SYSTEM)
                .does((erasure, heard, _) ->
                        Outcome.done(
                                Move.to(
                                        erasure.followedBy(
                                                new Erasure.Followed(
                                                        heard.province(),
                                                        heard.at(),
                                                        heard.index(),
                                                        heard.kept())))))
                .readers(Who.of(Role.AUDITOR, Side.HOME), Who.of(Role.AUDIT_ADMIN, Side.HOME))
                .begins(ErasureState.REQUESTED)
                .line(ErasureState.REQUESTED, ErasureState.ERASED, ErasureState.CONFIRMED)
                .build();
    }

    private Outcome<Move<Erasure>> request(RequestErasure form, Deciding on) {
        Province home = on.rows().home();
        if (!on.actor().may(Role.SECURITY_ADMIN, home.code())) {
            // Before anything is looked for: what is there is nobody else's business.
            return Outcome.refused(
                    Refusal.of(ProcedureReason.FORBIDDEN, "action", NAME + ".request"));
        }
        String what = form.what().strip();
        if (form.scope() == ErasureScope.MESSAGE && !what.startsWith(home.code() + "/")) {
            return Outcome.refused(
                    Refusal.of(
                            ErasingReason.NOT_OURS,
                            "province",
                            Province.of(what.substring(0, what.indexOf('/')))));
        }
        PersonalTexts.Search found = texts.find(home, form.scope(), what);
        if (found.groups().isEmpty()) {
            return Outcome.refused(
                    found.erased() == null
                            ? Refusal.of(ErasingReason.NOTHING_FOUND)
                            : Refusal.of(ErasingReason.ERASED_ALREADY, "at", found.erased()));
        }
        Judged judged = judge(found.groups(), on.rows());
        if (judged.free().isEmpty()) {
            return Outcome.refused(judged.kept().getFirst().why());
        }
        return Outcome.done(
                Move.to(
                        new Erasure(
                                on.ids().next("era"),
                                home,
                                ErasureState.REQUESTED,
                                form.scope(),
                                what,
                                form.ground(),
                                form.law() == null ? "" : form.law().strip(),
                                form.request().strip(),
                                judged.free().stream().map(Found::text).toList(),
                                judged.kept(),
                                found.more(),
                                readers(judged.free(), home),
                                List.of(),
                                on.actor().id(),
                                on.now(),
                                null,
                                null)));
    }

    /// What of some texts may be erased, and what not.
    private record Judged(List<Found> free, List<Erasure.Kept> kept) {}

    /// A text stays where one of its twins has to: they are the same words.
    private Judged judge(List<Group> groups, Rows rows) {
        List<Found> free = new ArrayList<>();
        List<Erasure.Kept> kept = new ArrayList<>();
        for (Group group : groups) {
            Refusal why = null;
            for (Found one : group.texts()) {
                why = why == null ? retention.obstacle(one.standing(), rows) : why;
            }
            for (Found one : group.texts()) {
                if (why == null) {
                    free.add(one);
                } else {
                    kept.add(new Erasure.Kept(one.text(), why));
                }
            }
        }
        return new Judged(free, kept);
    }

    private static List<Province> readers(List<Found> texts, Province home) {
        Set<Province> all = EnumSet.noneOf(Province.class);
        texts.forEach(one -> all.addAll(one.readers()));
        all.remove(home);
        return List.copyOf(all);
    }

    private static @Nullable Refusal samePerson(Erasure erasure, Deciding on) {
        return on.actor().id().equals(erasure.requestedBy())
                ? Refusal.of(ErasingReason.SAME_PERSON)
                : null;
    }

    /// A case may have been taken up again, and a rule may have changed, since it was asked for.
    private Outcome<Move<Erasure>> approve(Erasure erasure, ApproveErasure form, Deciding on) {
        if (!form.request().strip().equals(erasure.request())) {
            return Outcome.refused(ErasingReason.OTHER_REQUEST);
        }
        Judged now = judge(texts.again(erasure.home(), erasure.texts()), on.rows());
        if (!now.kept().isEmpty()) {
            return Outcome.refused(now.kept().getFirst().why());
        }
        ErasureState next =
                erasure.provinces().isEmpty() ? ErasureState.CONFIRMED : ErasureState.ERASED;
        List<Part> parts = new ArrayList<>(gone(now.free(), on.rows()));
        parts.add(
                told(
                        erasure.id().value(),
                        erasure.ground().name(),
                        erasure.law(),
                        erasure.texts(),
                        erasure.provinces()));
        return Outcome.done(Move.to(decided(erasure, next, on)).with(parts));
    }

    private static Fact told(
            String id,
            String ground,
            String law,
            List<Erasure.Text> erased,
            List<Province> readers) {
        return new Fact(
                id,
                Audience.of(readers),
                new TextsErased(
                        id,
                        ground,
                        law,
                        erased.stream()
                                .map(one -> new TextsErased.Text(one.index(), one.path()))
                                .toList()));
    }

    /// What a home does on another's word. What it was told is gone from its node already; what it
    /// told again itself goes now, as far as the law lets it, and those whom it told follow in
    /// their turn.
    List<Part> follow(TextsErased body, Province origin, long index, Rows rows) {
        Judged judged = judge(texts.echoes(rows.home(), origin, body.texts()), rows);
        List<Part> parts = new ArrayList<>(gone(judged.free(), rows));
        if (!judged.free().isEmpty()) {
            parts.add(
                    told(
                            body.erasure(),
                            body.ground(),
                            body.law(),
                            judged.free().stream().map(Found::text).toList(),
                            readers(judged.free(), rows.home())));
        }
        parts.add(
                new Fact(
                        body.erasure(),
                        Audience.of(origin),
                        new ErasureFollowed(body.erasure(), origin, index, judged.kept().size())));
        return parts;
    }

    /// The texts go from beside their facts and from the rows of the cases that they are about.
    private List<Part> gone(List<Found> free, Rows rows) {
        List<Part> parts = new ArrayList<>();
        Map<String, Set<String>> words = new LinkedHashMap<>();
        Map<String, Standing> cases = new LinkedHashMap<>();
        for (Found one : free) {
            parts.add(new Erase(one.text().index(), one.text().path()));
            Standing standing = one.standing();
            if (standing != null) {
                cases.put(standing.id(), standing);
                words.computeIfAbsent(standing.id(), _ -> new HashSet<>()).add(one.words());
            }
        }
        cases.forEach((id, standing) ->
                procedures
                        .get()
                        .named(standing.procedure())
                        .flatMap(declared ->
                                blank(declared, id, words.getOrDefault(id, Set.of()), rows))
                        .ifPresent(parts::add));
        return parts;
    }

    private static <C extends Case> Optional<Part> blank(
            Procedure<C> procedure, String id, Set<String> words, Rows rows) {
        return rows.find(procedure.type(), Id.<C>of(id))
                .filter(found -> found.home() == rows.home())
                .flatMap(found -> Blanked.of((Record) found, words))
                .map(after -> new Put((Row) after));
    }

    private static Erasure decided(Erasure erasure, ErasureState how, Deciding on) {
        return erasure.decided(how, on.actor().id(), on.now());
    }
}

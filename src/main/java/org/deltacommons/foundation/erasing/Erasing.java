package org.deltacommons.foundation.erasing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deltacommons.foundation.erasing.ErasureForms.ApproveErasure;
import org.deltacommons.foundation.erasing.ErasureForms.DeclineErasure;
import org.deltacommons.foundation.erasing.ErasureForms.RequestErasure;
import org.deltacommons.foundation.erasing.PersonalTexts.Found;
import org.deltacommons.foundation.erasing.PersonalTexts.Group;
import org.deltacommons.foundation.erasing.PersonalTexts.RowOf;
import org.deltacommons.foundation.federation.ErasureFollowed;
import org.deltacommons.foundation.federation.TextsErased;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Erase;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
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
    /// @param of the index of the fact in this home's feed that it followed
    record Heard(Province province, Instant at, long index, int kept, long of) {}

    private final PersonalTexts texts;
    private final Retention retention;
    private final Supplier<Stream<CopiedTexts>> copied;
    private final Supplier<Stream<Erasable>> erasables;

    Erasing(
            PersonalTexts texts,
            Retention retention,
            Supplier<Stream<CopiedTexts>> copied,
            Supplier<Stream<Erasable>> erasables) {
        this.texts = texts;
        this.retention = retention;
        this.copied = copied;
        this.erasables = erasables;
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
                .state(ErasureState.KEPT, StateTone.WAITING)
                .last(ErasureState.CONFIRMED, StateTone.GOOD)
                .last(ErasureState.DECLINED, StateTone.OVER)
                .action("approve", ApproveErasure.class)
                .from(ErasureState.REQUESTED)
                .to(ErasureState.ERASED, ErasureState.KEPT, ErasureState.CONFIRMED)
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
                .from(ErasureState.ERASED, ErasureState.KEPT)
                .to(ErasureState.ERASED, ErasureState.KEPT, ErasureState.CONFIRMED)
                .by(Who.SYSTEM)
                .does((erasure, heard, _) ->
                        Outcome.done(
                                Move.to(
                                        erasure.followedBy(
                                                new Erasure.Followed(
                                                        heard.province(),
                                                        heard.at(),
                                                        heard.index(),
                                                        heard.kept(),
                                                        heard.of())))))
                .action("complete", Ended.class)
                .from(ErasureState.ERASED, ErasureState.KEPT)
                .to(ErasureState.ERASED, ErasureState.KEPT, ErasureState.CONFIRMED)
                .by(Who.SYSTEM)
                .does((erasure, ended, _) -> Outcome.done(Move.to(erasure.ended(ended))))
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
        Optional<Erasable> erasable = erasable(form.scope());
        if (erasable.isPresent()) {
            Refusal why = erasable.get().obstacle(what, on.rows());
            return why == null
                    ? Outcome.done(
                            Move.to(asked(form, new Judged(List.of(), List.of()), false, on)))
                    : Outcome.refused(why);
        }
        PersonalTexts.Search found = texts.find(home, form.scope(), what);
        boolean isInRows =
                form.scope() == ErasureScope.CASE && !ownWords(idOf(what), on.rows()).isEmpty();
        if (found.groups().isEmpty() && !isInRows) {
            return Outcome.refused(
                    found.erased() == null
                            ? Refusal.of(ErasingReason.NOTHING_FOUND)
                            : Refusal.of(ErasingReason.ERASED_ALREADY, "at", found.erased()));
        }
        Refusal ofRows =
                isInRows ? retention.obstacle(texts.standing(idOf(what)), on.rows()) : null;
        if (ofRows != null) {
            return Outcome.refused(ofRows);
        }
        Judged judged = judge(found.groups(), on.rows());
        if (judged.free().isEmpty() && !isInRows) {
            return Outcome.refused(judged.kept().getFirst().why());
        }
        return Outcome.done(Move.to(asked(form, judged, found.more(), on)));
    }

    /// A case may be named with its procedure.
    private static String idOf(String what) {
        return what.substring(what.lastIndexOf('/') + 1);
    }

    private Optional<Erasable> erasable(ErasureScope scope) {
        return erasables.get().filter(one -> one.scope() == scope).findFirst();
    }

    private static Erasure asked(RequestErasure form, Judged judged, boolean more, Deciding on) {
        Province home = on.rows().home();
        return new Erasure(
                on.ids().next("era"),
                home,
                ErasureState.REQUESTED,
                form.scope(),
                form.what().strip(),
                form.ground(),
                form.law() == null ? "" : form.law().strip(),
                form.request().strip(),
                judged.free().stream().map(Found::text).toList(),
                judged.kept(),
                more,
                0,
                readers(judged.free(), home),
                List.of(),
                on.actor().id(),
                on.now(),
                null,
                null);
    }

    /// What stands in the rows of a case and was not heard from elsewhere: of complaints, which are
    /// told to nobody, and of what a case has besides its facts.
    private Map<RowOf, Set<String>> ownWords(String id, Rows rows) {
        Map<RowOf, Set<String>> words = new LinkedHashMap<>();
        for (RowOf row : texts.rows(rows.home(), List.of(id))) {
            Set<String> own = ownWords(row.type(), row.id(), rows);
            if (!own.isEmpty()) {
                words.put(row, own);
            }
        }
        return words;
    }

    private <R extends Row> Set<String> ownWords(Class<R> type, String id, Rows rows) {
        Record row = (Record) rows.find(type, Id.<R>of(id)).orElse(null);
        if (row == null) {
            return Set.of();
        }
        Set<String> own = Salted.words(row);
        texts.holdings(rows.home(), type, id).forEach(one -> own.removeAll(one.words(row)));
        return own;
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
        Optional<Erasable> erasable = erasable(erasure.scope());
        if (erasable.isPresent()) {
            Refusal why = erasable.get().obstacle(erasure.what(), on.rows());
            return why == null
                    ? Outcome.done(
                            Move.to(decided(erasure, ErasureState.CONFIRMED, on))
                                    .with(erasable.get().erase(erasure.what(), on.rows())))
                    : Outcome.refused(why);
        }
        List<Group> asked = texts.again(erasure.home(), erasure.texts());
        Judged now = judge(asked, on.rows());
        if (!now.kept().isEmpty()) {
            return Outcome.refused(now.kept().getFirst().why());
        }
        List<TextsErased.Text> first = places(erasure.texts());
        Map<RowOf, Set<String>> whole =
                erasure.scope() == ErasureScope.CASE
                        ? ownWords(idOf(erasure.what()), on.rows())
                        : Map.of();
        Refusal ofRows =
                whole.isEmpty()
                        ? null
                        : retention.obstacle(texts.standing(idOf(erasure.what())), on.rows());
        if (ofRows != null) {
            return Outcome.refused(ofRows);
        }
        Swept swept = sweep(erasure.home(), first, asked, whole, on.rows());
        Set<Erasure.Text> gone = new LinkedHashSet<>(erasure.texts());
        swept.judged().free().forEach(one -> gone.add(one.text()));
        Set<Erasure.Kept> kept = new LinkedHashSet<>(erasure.kept());
        kept.addAll(swept.judged().kept());
        Set<Province> readers = EnumSet.noneOf(Province.class);
        readers.addAll(erasure.provinces());
        readers.addAll(readers(swept.judged().free(), erasure.home()));
        int left = kept.size() + swept.heldBack().size();
        Erasure after =
                decided(
                        erasure.keeping(
                                List.copyOf(gone),
                                List.copyOf(kept),
                                swept.heldBack().size(),
                                List.copyOf(readers)),
                        ErasureState.ERASED,
                        on);
        List<Part> parts = new ArrayList<>(swept.parts());
        if (!after.texts().isEmpty()) {
            parts.add(
                    told(
                            erasure.id().value(),
                            erasure.ground().name(),
                            erasure.law(),
                            after.texts(),
                            after.provinces()));
        }
        if (left > 0) {
            List<TextsErased.Text> all = new ArrayList<>(places(after.texts()));
            kept.forEach(one -> all.add(place(one.text())));
            parts.add(
                    new Put(
                            new Later(
                                    on.ids().next("ltr"),
                                    erasure.home(),
                                    erasure.id().value(),
                                    erasure.home(),
                                    0,
                                    erasure.ground().name(),
                                    erasure.law(),
                                    all,
                                    left,
                                    due(kept, swept.heldBack()),
                                    on.now(),
                                    null)));
        }
        return Outcome.done(Move.to(after.settled()).with(parts));
    }

    private static TextsErased.Text place(Erasure.Text text) {
        return new TextsErased.Text(text.index(), text.path());
    }

    private static List<TextsErased.Text> places(Collection<Erasure.Text> texts) {
        return texts.stream().map(Erasing::place).toList();
    }

    private static Fact told(
            String id,
            String ground,
            String law,
            List<Erasure.Text> erased,
            List<Province> readers) {
        return new Fact(id, Audience.of(readers), new TextsErased(id, ground, law, places(erased)));
    }

    /// What goes of some words at a home, and what has to stay.
    ///
    /// @param heldBack why rows must keep them
    private record Swept(Judged judged, List<Refusal> heldBack, List<Part> parts) {}

    /// @param origin where the words were told first
    /// @param first where in its feed
    /// @param own texts of the home itself that are looked for in any case
    /// @param whole words that rows of the home hold besides
    private Swept sweep(
            Province origin,
            List<TextsErased.Text> first,
            List<Group> own,
            Map<RowOf, Set<String>> whole,
            Rows rows) {
        List<String> sources =
                first.stream().map(one -> Salted.source(origin, one.index(), one.path())).toList();
        Spread spread = Spread.of(texts, own, sources, rows);
        Judged judged = judge(spread.groups(), rows);
        List<Refusal> heldBack = new ArrayList<>();
        Map<RowOf, Set<String>> words = new LinkedHashMap<>();
        whole.forEach((row, some) -> words.put(row, new HashSet<>(some)));
        List<Part> parts = new ArrayList<>();
        judged.free().forEach(one -> parts.add(new Erase(one.text().index(), one.text().path())));
        for (Spread.Held one : spread.held()) {
            Refusal why = one.words().isEmpty() ? null : retention.obstacle(one.standing(), rows);
            if (why == null) {
                parts.add(new Put(one.holding().ended()));
                words.computeIfAbsent(one.row(), _ -> new HashSet<>()).addAll(one.words());
            } else {
                heldBack.add(why);
            }
        }
        ofSubjects(judged.free(), rows.home(), words);
        for (TextsErased.Text one : first) {
            texts.fact(origin, one.index()).ifPresent(fact -> copies(fact, one, rows, words));
        }
        words.forEach((row, gone) -> blank(row, gone, rows).ifPresent(parts::add));
        return new Swept(judged, heldBack, parts);
    }

    /// The rows that the texts are about.
    private void ofSubjects(List<Found> free, Province home, Map<RowOf, Set<String>> words) {
        Map<String, Set<String>> about = new LinkedHashMap<>();
        free.forEach(one ->
                about.computeIfAbsent(one.text().subject(), _ -> new HashSet<>()).add(one.words()));
        if (!about.isEmpty()) {
            texts.rows(home, about.keySet())
                    .forEach(row ->
                            words.computeIfAbsent(row, _ -> new HashSet<>())
                                    .addAll(about.getOrDefault(row.id(), Set.of())));
        }
    }

    private void copies(
            RecordedFact fact, TextsErased.Text text, Rows rows, Map<RowOf, Set<String>> words) {
        copied.get()
                .flatMap(port -> port.of(fact, text.path(), rows.home()).stream())
                .forEach(copy ->
                        words.computeIfAbsent(
                                        new RowOf(copy.type(), copy.row()), _ -> new HashSet<>())
                                .add(copy.words().strip()));
    }

    private static Optional<Part> blank(RowOf row, Set<String> words, Rows rows) {
        return blank(row.type(), row.id(), words, rows);
    }

    private static <R extends Row> Optional<Part> blank(
            Class<R> type, String id, Set<String> words, Rows rows) {
        return rows.find(type, Id.<R>of(id))
                .filter(found -> found.home() == rows.home())
                .flatMap(found -> Blanked.of((Record) found, words))
                .map(after -> new Put((Row) after));
    }

    private static @Nullable LocalDate due(Collection<Erasure.Kept> kept, List<Refusal> heldBack) {
        return Stream.concat(kept.stream().map(Erasure.Kept::why), heldBack.stream())
                .flatMap(why -> Retention.until(why).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /// What a home does on another's word. What it was told is gone from its node already; what it
    /// told again itself and what its rows hold goes now, as far as the law lets it, and those whom
    /// it told follow in their turn. What has to stay goes by itself, see [#later].
    List<Part> follow(TextsErased body, Province origin, long index, Rows rows) {
        Swept swept = sweep(origin, body.texts(), List.of(), Map.of(), rows);
        List<Part> parts = new ArrayList<>(swept.parts());
        Judged judged = swept.judged();
        if (!judged.free().isEmpty()) {
            parts.add(
                    told(
                            body.erasure(),
                            body.ground(),
                            body.law(),
                            judged.free().stream().map(Found::text).toList(),
                            readers(judged.free(), rows.home())));
        }
        int left = judged.kept().size() + swept.heldBack().size();
        if (left > 0) {
            parts.add(
                    new Put(
                            new Later(
                                    Id.of(
                                            "ltr-"
                                                    + rows.home().code()
                                                    + "-"
                                                    + origin.code()
                                                    + "-"
                                                    + index),
                                    rows.home(),
                                    body.erasure(),
                                    origin,
                                    index,
                                    body.ground(),
                                    body.law(),
                                    body.texts(),
                                    left,
                                    due(judged.kept(), swept.heldBack()),
                                    rows.now(),
                                    null)));
        }
        parts.add(followed(body.erasure(), origin, index, left));
        return parts;
    }

    private static Fact followed(String erasure, Province origin, long index, int left) {
        return new Fact(
                erasure, Audience.of(origin), new ErasureFollowed(erasure, origin, index, left));
    }

    /// What of a home's own texts went at the end of its period.
    ///
    /// @param texts that are gone
    /// @param kept that are not
    /// @param rows how many rows keep them besides
    record Ended(List<Erasure.Text> texts, List<Erasure.Kept> kept, int rows) {}

    /// Looks again at what had to be kept.
    ///
    /// @param ended what the case of the erasure makes of it, where it is at home here
    /// @return nothing but when to look next, if all of it has to be kept still
    List<Part> later(Later before, Rows rows, Function<Ended, List<Part>> ended) {
        boolean own = before.origin() == before.home();
        List<Group> groups = own ? texts.at(before.home(), before.texts()) : List.of();
        Swept swept = sweep(before.origin(), before.texts(), groups, Map.of(), rows);
        Judged judged = swept.judged();
        int left = judged.kept().size() + swept.heldBack().size();
        List<Part> parts = new ArrayList<>(swept.parts());
        if (!judged.free().isEmpty()) {
            parts.add(
                    told(
                            before.erasure(),
                            before.ground(),
                            before.law(),
                            judged.free().stream().map(Found::text).toList(),
                            readers(judged.free(), rows.home())));
        }
        if (own && left < before.kept()) {
            parts.addAll(
                    ended.apply(
                            new Ended(
                                    judged.free().stream().map(Found::text).toList(),
                                    judged.kept(),
                                    swept.heldBack().size())));
        } else if (left < before.kept()) {
            parts.add(followed(before.erasure(), before.origin(), before.told(), left));
        }
        parts.add(new Put(before.looked(left, due(judged.kept(), swept.heldBack()), rows.now())));
        return parts;
    }

    private static Erasure decided(Erasure erasure, ErasureState how, Deciding on) {
        return erasure.decided(how, on.actor().id(), on.now());
    }
}

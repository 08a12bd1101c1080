package org.deltacommons.foundation.erasing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.TextsErased;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Holding;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.RowType;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.StateOf;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// As the home's feed has them, and of the cases what all feeds say.
final class StoredTexts implements PersonalTexts {

    /// What one case erases at most: a Unit and the fact that names the texts are bounded.
    static final int FACTS_MAX = 200;

    /// How far apart the facts of one Unit are that tell the same words.
    private static final int UNIT_FACTS_MAX = 8;

    private static final String MOVED = FactKind.Of.kind(CaseMoved.class).value();

    private final Facts facts;
    private final Feeds feeds;
    private final Records records;
    private final PersonalRows rows;
    private final Supplier<Procedures> procedures;

    StoredTexts(
            Facts facts,
            Feeds feeds,
            Records records,
            PersonalRows rows,
            Supplier<Procedures> procedures) {
        this.facts = facts;
        this.feeds = feeds;
        this.records = records;
        this.rows = rows;
        this.procedures = procedures;
    }

    @Override
    public Search find(Province home, ErasureScope scope, String what) {
        List<RecordedFact> told =
                switch (scope) {
                    case MESSAGE -> at(home, Long.parseLong(what.substring(what.indexOf('/') + 1)));
                    case CASE ->
                            facts.about(what.substring(what.lastIndexOf('/') + 1)).stream()
                                    .filter(fact -> fact.origin() == home)
                                    .toList();
                    case PERSON -> facts.textsBy(home, what, FACTS_MAX + 1);
                    // What no fact has is found by those who keep it.
                    case ACCOUNT, CONTACT -> List.of();
                };
        List<RecordedFact> there =
                told.stream().filter(fact -> !Salted.attached(fact.body()).isEmpty()).toList();
        return new Search(
                groups(home, there.stream().limit(FACTS_MAX).toList(), _ -> true, _ -> true),
                there.size() > FACTS_MAX,
                told.stream()
                        .flatMap(fact -> Salted.erasures(fact.body()).stream())
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    private List<RecordedFact> at(Province home, long index) {
        return facts.after(home, index - 1, 1).stream()
                .filter(fact -> fact.index() == index)
                .toList();
    }

    @Override
    public List<Group> again(Province home, List<Erasure.Text> texts) {
        return at(
                home,
                texts.stream().map(one -> new TextsErased.Text(one.index(), one.path())).toList());
    }

    @Override
    public List<Group> at(Province home, List<TextsErased.Text> texts) {
        Set<TextsErased.Text> wanted = Set.copyOf(texts);
        List<RecordedFact> there =
                wanted.stream()
                        .map(TextsErased.Text::index)
                        .distinct()
                        .sorted()
                        .flatMap(index -> at(home, index).stream())
                        .toList();
        Predicate<Found> among =
                one -> wanted.contains(new TextsErased.Text(one.text().index(), one.text().path()));
        return groups(home, there, among, among);
    }

    @Override
    public List<Group> echoes(Province home, Collection<String> sources) {
        List<RecordedFact> told = new ArrayList<>();
        Set<Erasure.Text> wanted = new HashSet<>();
        facts.echoes(home, List.copyOf(sources))
                .forEach((index, paths) -> {
                    for (RecordedFact fact : at(home, index)) {
                        told.add(fact);
                        paths.forEach(path -> wanted.add(text(fact, path)));
                    }
                });
        return groups(home, told, one -> wanted.contains(one.text()), _ -> true);
    }

    @Override
    public List<Holding> held(Province home, Collection<String> sources) {
        return records.list(
                Holding.class,
                "t.home = :home AND t.source IN (:sources) AND t.salt <> ''",
                "t.id",
                Map.of("home", home.code(), "sources", sources),
                FACTS_MAX);
    }

    @Override
    public List<Holding> holdings(Province home, Class<? extends Row> type, String id) {
        return records.list(
                Holding.class,
                "t.home = :home AND t.row_id = :row AND t.place = :place AND t.salt <> ''",
                "t.id",
                Map.of("home", home.code(), "row", id, "place", RowType.of(type).table()),
                FACTS_MAX);
    }

    @Override
    public List<Group> saying(Province home, String subject, Set<String> words) {
        return groups(
                home,
                own(home, subject),
                one -> words.contains(one.words()),
                one -> words.contains(one.words()));
    }

    @Override
    public @Nullable Standing standing(String subject) {
        return found(subject).orElse(null);
    }

    @Override
    public Optional<RecordedFact> fact(Province origin, long index) {
        return feeds.after(origin, index - 1, 1).stream()
                .filter(one -> one.index() == index)
                .findFirst();
    }

    @Override
    public List<RowOf> rows(Province home, Collection<String> ids) {
        List<RowOf> found = new ArrayList<>();
        for (Class<? extends Row> type : rows.all()) {
            records.list(
                            type,
                            "t.home = :home AND t.id IN (:ids)",
                            "t.id",
                            Map.of("home", home.code(), "ids", ids),
                            FACTS_MAX * 2)
                    .forEach(one -> found.add(new RowOf(type, one.id().value())));
        }
        return found;
    }

    @Override
    public @Nullable Class<? extends Row> type(String table) {
        return rows.of(table).orElse(null);
    }

    /// @param begin the texts that are looked for; their twins come with them
    /// @param also which of those count
    private List<Group> groups(
            Province home, List<RecordedFact> told, Predicate<Found> begin, Predicate<Found> also) {
        Map<String, Optional<Standing>> standings = new HashMap<>();
        Set<Erasure.Text> seen = new HashSet<>();
        List<Group> groups = new ArrayList<>();
        for (RecordedFact fact : told) {
            for (Salted.Attached one : Salted.attached(fact.body())) {
                if (!begin.test(found(fact, one))) {
                    continue;
                }
                List<Found> group =
                        twins(home, fact, one.text()).stream()
                                .filter(also)
                                .filter(found -> seen.add(found.text()))
                                .map(found -> standing(found, standings))
                                .toList();
                if (!group.isEmpty()) {
                    groups.add(new Group(group));
                }
            }
        }
        return groups;
    }

    /// A text and the same words wherever the same Unit told them, or the home about the same
    /// subject: what a need says stands in the fact of its end again.
    private List<Found> twins(Province home, RecordedFact fact, String text) {
        List<Found> twins = new ArrayList<>();
        long from = Math.max(0, fact.index() - UNIT_FACTS_MAX);
        Stream.concat(
                        facts.after(home, from, 2 * UNIT_FACTS_MAX).stream()
                                .filter(near -> isOfOneUnit(fact, near)),
                        own(home, fact.subject()).stream())
                .forEach(near -> {
                    for (Salted.Attached one : Salted.attached(near.body())) {
                        if (one.text().strip().equals(text.strip())) {
                            twins.add(found(near, one));
                        }
                    }
                });
        return twins;
    }

    private List<RecordedFact> own(Province home, String subject) {
        return facts.about(subject).stream().filter(fact -> fact.origin() == home).toList();
    }

    /// Whether two facts were told at once about one matter. Of the same hour and the same person
    /// are those of one group commit, too, such as when many cases are agreed to in the same words.
    private static boolean isOfOneUnit(RecordedFact one, RecordedFact other) {
        return one.by().equals(other.by())
                && one.at().equals(other.at())
                && (one.subject().equals(other.subject())
                        || names(one, other.subject())
                        || names(other, one.subject()));
    }

    private static boolean names(RecordedFact fact, String subject) {
        return fact.body().toString().contains('"' + subject + '"');
    }

    private static Erasure.Text text(RecordedFact fact, String path) {
        return new Erasure.Text(fact.index(), path, fact.kind(), fact.subject());
    }

    private static Found found(RecordedFact fact, Salted.Attached one) {
        Set<Province> readers = EnumSet.noneOf(Province.class);
        readers.addAll(fact.audience().provinces());
        readers.remove(fact.origin());
        return new Found(text(fact, one.path()), one.text().strip(), readers, null);
    }

    private Found standing(Found found, Map<String, Optional<Standing>> known) {
        Optional<Standing> standing = known.computeIfAbsent(found.text().subject(), this::found);
        return new Found(found.text(), found.words(), found.readers(), standing.orElse(null));
    }

    /// A case that another home has says where it stands, too: whoever writes in it is told.
    private Optional<Standing> found(String subject) {
        return feeds.about(subject).stream()
                .filter(fact -> fact.kind().equals(MOVED))
                .max(
                        Comparator.comparing(RecordedFact::at)
                                .thenComparing(RecordedFact::origin)
                                .thenComparing(RecordedFact::index))
                .map(this::standing);
    }

    private Standing standing(RecordedFact fact) {
        CaseMoved moved = Json.heard(fact.body(), CaseMoved.class);
        boolean closed =
                procedures
                        .get()
                        .named(moved.procedure())
                        .flatMap(declared -> declared.state(moved.to()))
                        .map(StateOf::isFinal)
                        .orElse(false);
        return new Standing(moved.procedure(), moved.id(), closed, fact.at());
    }
}

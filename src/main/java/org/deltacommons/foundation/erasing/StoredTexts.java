package org.deltacommons.foundation.erasing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.TextsErased;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.StateOf;
import org.deltacommons.kernel.Province;

/// As the home's feed has them, and of the cases what all feeds say.
final class StoredTexts implements PersonalTexts {

    /// What one case erases at most: a Unit and the fact that names the texts are bounded.
    static final int FACTS_MAX = 200;

    /// How far apart the facts of one Unit are that tell the same words.
    private static final int UNIT_FACTS_MAX = 8;

    private static final String MOVED = FactKind.Of.kind(CaseMoved.class).value();

    private final Facts facts;
    private final Feeds feeds;
    private final Supplier<Procedures> procedures;

    StoredTexts(Facts facts, Feeds feeds, Supplier<Procedures> procedures) {
        this.facts = facts;
        this.feeds = feeds;
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
                };
        List<RecordedFact> there =
                told.stream().filter(fact -> !Salted.attached(fact.body()).isEmpty()).toList();
        return new Search(
                groups(home, there.stream().limit(FACTS_MAX).toList(), Set.of()),
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
        Set<Long> indexes =
                texts.stream()
                        .map(Erasure.Text::index)
                        .collect(Collectors.toCollection(HashSet::new));
        List<RecordedFact> there =
                indexes.stream().sorted().flatMap(index -> at(home, index).stream()).toList();
        return groups(home, there, Set.copyOf(texts));
    }

    @Override
    public List<Group> echoes(Province home, Province origin, List<TextsErased.Text> texts) {
        List<String> sources =
                texts.stream().map(one -> Salted.source(origin, one.index(), one.path())).toList();
        List<RecordedFact> told = new ArrayList<>();
        Set<Erasure.Text> wanted = new HashSet<>();
        facts.echoes(home, sources)
                .forEach((index, paths) -> {
                    for (RecordedFact fact : at(home, index)) {
                        told.add(fact);
                        paths.forEach(path -> wanted.add(text(fact, path)));
                    }
                });
        return wanted.isEmpty() ? List.of() : groups(home, told, wanted);
    }

    /// @param wanted no others than these; all if empty
    private List<Group> groups(Province home, List<RecordedFact> told, Set<Erasure.Text> wanted) {
        Map<String, Optional<Standing>> standings = new HashMap<>();
        Set<Erasure.Text> seen = new HashSet<>();
        List<Group> groups = new ArrayList<>();
        for (RecordedFact fact : told) {
            for (Salted.Attached one : Salted.attached(fact.body())) {
                List<Found> group =
                        twins(home, fact, one.text()).stream()
                                .filter(found -> wanted.isEmpty() || wanted.contains(found.text()))
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

    /// A text and the same words wherever the same Unit told them.
    private List<Found> twins(Province home, RecordedFact fact, String text) {
        List<Found> twins = new ArrayList<>();
        long from = Math.max(0, fact.index() - UNIT_FACTS_MAX);
        for (RecordedFact near : facts.after(home, from, 2 * UNIT_FACTS_MAX)) {
            if (!isOfOneUnit(fact, near)) {
                continue;
            }
            for (Salted.Attached one : Salted.attached(near.body())) {
                if (one.text().strip().equals(text.strip())) {
                    twins.add(found(near, one));
                }
            }
        }
        return twins;
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
        Optional<Standing> standing = known.computeIfAbsent(found.text().subject(), this::standing);
        return new Found(found.text(), found.words(), found.readers(), standing.orElse(null));
    }

    /// A case that another home has says where it stands, too: whoever writes in it is told.
    private Optional<Standing> standing(String subject) {
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

package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Telling;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// Puts facts so that each of their readers can read them, by what the homes elsewhere have
/// announced. One body goes to all, in the newest schema that all of them read. Who does not read
/// it in any is told later, and so are all later facts of the subject to that reader, so that their
/// order stays. Work at home and the other readers wait for nobody.
final class Dialects implements Telling {

    private final FactKinds kinds;
    private final Set<Province> hosted;
    private final Map<String, NavigableMap<Integer, FormerSchema<?, ?>>> formers = new HashMap<>();

    /// By home: readers elsewhere that do not read all that this version tells, or are owed
    /// something. Nearly always nobody; then telling costs nothing.
    private volatile Map<Province, Set<Province>> behind = Map.of();

    Dialects(FactKinds kinds, Set<Province> hosted, List<FormerSchema<?, ?>> formers) {
        this.kinds = kinds;
        this.hosted = Set.copyOf(hosted);
        for (FormerSchema<?, ?> one : formers) {
            FactKind newest = FactKind.Of.kind(one.newest());
            FactKind former = FactKind.Of.kind(one.former());
            if (!newest.value().equals(former.value()) || former.schema() >= newest.schema()) {
                throw new IllegalArgumentException(one.former() + " is no former of it");
            }
            this.formers
                    .computeIfAbsent(former.value(), _ -> new TreeMap<>())
                    .put(former.schema(), one);
        }
    }

    /// @param announced what the homes here know of others
    /// @param owing what they owe
    void learn(List<Announced> announced, List<Owed> owing) {
        Map<Province, Set<Province>> next = new EnumMap<>(Province.class);
        for (Province home : hosted) {
            Set<Province> readers = EnumSet.noneOf(Province.class);
            for (Province reader : Province.values()) {
                Optional<Announced> said =
                        announced.stream()
                                .filter(one -> one.home() == home && one.reader() == reader)
                                .findFirst();
                boolean owed =
                        owing.stream()
                                .anyMatch(one -> one.home() == home && one.reader() == reader);
                if (!hosted.contains(reader)
                        && (owed
                                || !kinds.unread(said.map(Announced::reads).orElse(null))
                                        .isEmpty())) {
                    readers.add(reader);
                }
            }
            if (!readers.isEmpty()) {
                next.put(home, readers);
            }
        }
        behind = next;
    }

    /// What a reader knows, as a home has to go by.
    Map<String, Integer> reads(Province reader, Rows rows) {
        if (hosted.contains(reader)) {
            return kinds.reads();
        }
        return rows.find(Announced.class, Announced.idOf(rows.home(), reader))
                .map(Announced::reads)
                .orElseGet(kinds::firstRelease);
    }

    @Override
    public List<Part> told(List<Part> parts, Rows rows) {
        Set<Province> slow = behind.getOrDefault(rows.home(), Set.of());
        if (slow.isEmpty()) {
            return parts;
        }
        List<Part> all = new ArrayList<>();
        Map<Id<Owed>, Owed> owed = new LinkedHashMap<>();
        for (Part part : parts) {
            all.add(part instanceof Fact fact ? told(fact, slow, rows, owed) : part);
        }
        owed.values().forEach(one -> all.add(new Put(one)));
        return all;
    }

    private Fact told(Fact fact, Set<Province> slow, Rows rows, Map<Id<Owed>, Owed> owed) {
        if (fact.audience().apart()) {
            return fact;
        }
        FactKind kind = FactKind.Of.kind(fact.body().getClass());
        Set<Province> later = EnumSet.noneOf(Province.class);
        int schema = kind.schema();
        for (Province reader : fact.audience().provinces()) {
            if (reader == rows.home() || !slow.contains(reader)) {
                continue;
            }
            Id<Owed> id = Owed.idOf(rows.home(), reader, fact.subject());
            Optional<Owed> known =
                    Optional.ofNullable(owed.get(id)).or(() -> rows.find(Owed.class, id));
            Optional<Integer> readable =
                    readable(kind, reads(reader, rows).getOrDefault(kind.value(), 0));
            if (readable.isEmpty() || known.filter(Owed::open).isPresent()) {
                later.add(reader);
                owed.put(
                        id,
                        known.map(one -> one.again(rows.now()))
                                .orElseGet(() ->
                                        Owed.first(
                                                rows.home(), reader, fact.subject(), rows.now())));
            } else {
                schema = Math.min(schema, readable.get());
            }
        }
        Audience audience = later.isEmpty() ? fact.audience() : fact.audience().postponing(later);
        return new Fact(fact.subject(), audience, in(schema, kind, fact.body()));
    }

    /// The newest schema of a kind that somebody reads who knows it up to a schema.
    private Optional<Integer> readable(FactKind kind, int known) {
        if (known >= kind.schema()) {
            return Optional.of(kind.schema());
        }
        return Optional.ofNullable(
                formers.getOrDefault(kind.value(), new TreeMap<>()).floorKey(known));
    }

    private Record in(int schema, FactKind kind, Record body) {
        if (schema >= kind.schema()) {
            return body;
        }
        FormerSchema<?, ?> former = formers.getOrDefault(kind.value(), new TreeMap<>()).get(schema);
        return former == null ? body : in(former, body);
    }

    private static <B extends Record, F extends Record> F in(FormerSchema<B, F> as, Record body) {
        return as.telling().apply(as.newest().cast(body));
    }

    /// A body for one who knows the kind up to a schema; empty if it cannot be put so.
    Optional<Record> forReader(Record body, int known) {
        FactKind kind = FactKind.Of.kind(body.getClass());
        return readable(kind, known).map(schema -> in(schema, kind, body));
    }
}

package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// Which version of the product a node runs: an old one does not know some kinds of facts that the
/// others tell already, and breaks at another. What it released after its upgrade is remembered in
/// its order.
final class SimulatedVersion {

    private final SimulatedBug bug;
    private final Set<String> unknown = new HashSet<>();
    private final Set<String> broken = new HashSet<>();

    /// The places of what was released, by origin.
    private final Map<String, List<Long>> released = new TreeMap<>();

    SimulatedVersion(SimulatedBug bug) {
        this.bug = bug;
    }

    /// What is told between provinces and reacted to. Of a kind that carries rows an old version
    /// keeps the fact only, which is another story.
    static List<String> kinds(SimulatedProduct product) {
        Set<String> kinds = new TreeSet<>();
        product.handlers().forEach(one -> kinds.add(FactKind.Of.kind(one.fact()).value()));
        product.replicas().forEach(one -> kinds.remove(FactKind.Of.kind(one.fact()).value()));
        kinds.remove(FactKind.Of.kind(CaseMoved.class).value());
        return List.copyOf(kinds);
    }

    void old(List<String> kinds, Random random) {
        unknown.add(kinds.get(random.nextInt(kinds.size())));
        unknown.add(kinds.get(random.nextInt(kinds.size())));
        broken.add(kinds.get(random.nextInt(kinds.size())));
    }

    /// @return whether it was an old one
    boolean upgrade() {
        boolean old = !unknown.isEmpty();
        unknown.clear();
        broken.clear();
        return old;
    }

    boolean understands(RecordedFact fact, Province home) {
        return fact.origin() == home || !unknown.contains(fact.kind());
    }

    /// The product's handlers, as this version has them.
    Map<String, List<FactHandler<?>>> handlers(Map<String, List<FactHandler<?>>> real) {
        Map<String, List<FactHandler<?>>> all = new TreeMap<>(real);
        for (String kind : broken) {
            List<FactHandler<?>> some = new ArrayList<>();
            real.getOrDefault(kind, List.of()).forEach(one -> some.add(breaking(kind, one)));
            all.put(kind, some);
        }
        return all;
    }

    private <B extends Record> FactHandler<B> breaking(String kind, FactHandler<B> real) {
        return new FactHandler<>() {
            @Override
            public Class<B> fact() {
                return real.fact();
            }

            @Override
            public boolean concerns(RecordedFact fact, Province home) {
                return real.concerns(fact, home);
            }

            @Override
            public List<Part> on(B body, RecordedFact fact, Rows rows) {
                if (broken.contains(kind)) {
                    throw new IllegalStateException("an old version breaks at " + kind);
                }
                return real.on(body, fact, rows);
            }
        };
    }

    /// What is parked, as the version that comes next finds it.
    List<Parked> waiting(List<Parked> real) {
        return switch (bug) {
            case RELEASE_THE_LATEST_FIRST -> real.reversed();
            case FORGET_TO_RELEASE -> List.of();
            default -> real;
        };
    }

    Set<String> parked(Set<String> real) {
        return bug == SimulatedBug.FORGET_WHAT_IS_PARKED ? Set.of() : real;
    }

    /// The lane, remembering what is released over it.
    Lane watching(Lane real) {
        return new Lane() {
            @Override
            public Set<Province> homes() {
                return real.homes();
            }

            @Override
            public boolean hosts(Province home) {
                return real.hosts(home);
            }

            @Override
            public <A> Outcome<A> submit(
                    Command<A> command, Function<Rows, Outcome<Unit<A>>> decision) {
                Outcome<A> outcome = real.submit(command, decision);
                String[] key = String.valueOf(command.key()).split("/");
                if (outcome.isDone() && key.length == 3 && key[2].startsWith("release ")) {
                    released.computeIfAbsent(key[0], _ -> new ArrayList<>())
                            .add(Long.valueOf(key[1]));
                }
                return outcome;
            }
        };
    }

    /// The places that were released of an origin's feed, in the order in which they were.
    List<Long> released(Province origin) {
        return released.getOrDefault(origin.code(), List.of());
    }
}

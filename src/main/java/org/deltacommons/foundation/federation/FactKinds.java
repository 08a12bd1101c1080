package org.deltacommons.foundation.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.modulith.ApplicationModule;
import org.springframework.util.ClassUtils;

/// Every kind of fact that any module tells, found by its annotation, with those who follow it at
/// this node. What is published about the feeds is made from this and from nothing written by hand.
public final class FactKinds {

    static final String FIRST_RELEASE = "schemas/first-release.json";

    private static final String ROOT = "org.deltacommons";

    /// One kind of fact.
    ///
    /// @param module whose words it is
    /// @param reactions the modules in which a home does something about it
    /// @param replicas the modules that keep rows of it for homes of other nodes
    public record Kind(
            String name,
            int schema,
            FactKind.Reach reach,
            String module,
            Class<? extends Record> body,
            List<String> reactions,
            List<String> replicas) {}

    /// What a version reads of all that is declared: everything. A test makes a node older by it.
    @FunctionalInterface
    interface Reading {
        Map<String, Integer> of(Map<String, Integer> declared);
    }

    private final List<FactHandler<?>> handlers;
    private final List<Replica<?>> replicas;
    private final List<String> projections;
    private final Reading reading;
    private volatile Map<String, Kind> known = Map.of();
    private volatile Map<String, Integer> reads = Map.of();
    private volatile Map<String, Integer> firstRelease = Map.of();

    FactKinds(
            List<FactHandler<?>> handlers,
            List<Replica<?>> replicas,
            List<Projection> projections,
            Reading reading) {
        this.handlers = handlers;
        this.replicas = replicas;
        this.projections = projections.stream().map(Projection::name).sorted().toList();
        this.reading = reading;
    }

    public List<Kind> all() {
        return List.copyOf(byName().values());
    }

    public Optional<Kind> named(String name) {
        return Optional.ofNullable(byName().get(name));
    }

    /// Whether this version can tell what a fact of that kind and schema says.
    boolean understands(String name, int schema) {
        return schema <= reads().getOrDefault(name, 0);
    }

    /// The newest schema of each kind that this version reads; it reads the older ones, too.
    Map<String, Integer> reads() {
        if (reads.isEmpty()) {
            Map<String, Integer> declared = new TreeMap<>();
            byName().forEach((name, kind) -> declared.put(name, kind.schema()));
            reads = Map.copyOf(reading.of(declared));
        }
        return reads;
    }

    /// What every version reads since the first release: all that may be told to somebody who has
    /// announced nothing yet. What a release adds is never added here.
    Map<String, Integer> firstRelease() {
        if (firstRelease.isEmpty()) {
            Map<String, Integer> all = new TreeMap<>();
            try {
                for (var list :
                        new PathMatchingResourcePatternResolver()
                                .getResources("classpath*:" + FIRST_RELEASE)) {
                    Json.parse(list.getContentAsString(StandardCharsets.UTF_8))
                            .propertyStream()
                            .forEach(kind -> all.put(kind.getKey(), kind.getValue().asInt()));
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            firstRelease = Map.copyOf(all);
        }
        return firstRelease;
    }

    /// What this version tells and somebody does not read, or in a former schema only.
    ///
    /// @param announced null if nothing was announced
    List<String> unread(@Nullable Map<String, Integer> announced) {
        Map<String, Integer> theirs = announced == null ? firstRelease() : announced;
        return byName().values().stream()
                .filter(kind -> kind.reach() != FactKind.Reach.HOME)
                .filter(kind -> theirs.getOrDefault(kind.name(), 0) < kind.schema())
                .map(Kind::name)
                .toList();
    }

    /// What is derived from the feeds whole: every projection follows every kind.
    public List<String> projections() {
        return projections;
    }

    /// Looked up when first asked for, because a start should not wait for it.
    private Map<String, Kind> byName() {
        if (known.isEmpty()) {
            Map<String, Kind> found = new TreeMap<>();
            for (Class<? extends Record> body : bodies()) {
                Kind kind = kind(body);
                Kind other = found.put(kind.name(), kind);
                if (other != null && other.schema() == kind.schema()) {
                    throw new IllegalStateException("two kinds named " + kind.name());
                }
                if (other != null && other.schema() > kind.schema()) {
                    // Kept to be told to those who know no newer one.
                    found.put(kind.name(), other);
                }
            }
            known = found;
        }
        return known;
    }

    private Kind kind(Class<? extends Record> body) {
        FactKind declared = FactKind.Of.kind(body);
        return new Kind(
                declared.value(),
                declared.schema(),
                declared.reach(),
                module(body),
                body,
                handlers.stream()
                        .filter(handler -> handler.fact() == body)
                        .map(handler -> module(handler.getClass()))
                        .distinct()
                        .toList(),
                replicas.stream()
                        .filter(replica -> replica.fact() == body)
                        .map(replica -> module(replica.getClass()))
                        .distinct()
                        .toList());
    }

    private static List<Class<? extends Record>> bodies() {
        var scanner =
                new ClassPathScanningCandidateComponentProvider(false) {
                    @Override
                    protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                        return true;
                    }
                };
        scanner.addIncludeFilter(new AnnotationTypeFilter(FactKind.class, false));
        List<Class<? extends Record>> bodies = new ArrayList<>();
        for (var definition : scanner.findCandidateComponents(ROOT)) {
            Class<?> type =
                    ClassUtils.resolveClassName(
                            String.valueOf(definition.getBeanClassName()),
                            FactKinds.class.getClassLoader());
            bodies.add(type.asSubclass(Record.class));
        }
        return bodies;
    }

    /// The id of the module that a class belongs to: that of the nearest package above it that
    /// declares one.
    static String module(Class<?> type) {
        for (String at = type.getPackageName();
                at.startsWith(ROOT);
                at = at.substring(0, at.lastIndexOf('.'))) {
            ApplicationModule declared = declared(at);
            if (declared != null) {
                return declared.id();
            }
        }
        return ROOT;
    }

    private static @Nullable ApplicationModule declared(String at) {
        try {
            return Class.forName(at + ".package-info").getAnnotation(ApplicationModule.class);
        } catch (ClassNotFoundException _) {
            return null;
        }
    }
}

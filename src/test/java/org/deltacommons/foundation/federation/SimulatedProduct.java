package org.deltacommons.foundation.federation;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.identity.Signatories;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.SimulatedRecords;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Province;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.TypeFilter;

/// The product's own procedures, reactions and replicas, put together by its own configurations and
/// without a database: all of them read rows by id and keep nothing, so that the nodes of a
/// simulation share them. What is not asked for is not made.
final class SimulatedProduct implements AutoCloseable {

    /// Whose configurations are taken; their rooms' names behind `org.deltacommons.`.
    private static final List<String> ROOMS =
            List.of(
                    "foundation.procedures",
                    "foundation.rulebook",
                    "commons.resources",
                    "commons.enterprises",
                    "commons.bookings",
                    "commons.vouchers",
                    "commons.clearing");

    /// Ids come in the order in which they are made, whatever hour it is.
    private static final Clock STILL = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();
    private final SimulatedRecords records = new SimulatedRecords();
    private final Moving moving;
    private final List<Procedure<?>> procedures;
    private final List<FactHandler<?>> handlers;
    private final List<Replica<?>> replicas;
    private final Map<Province, NoteSigner> signers = new EnumMap<>(Province.class);

    SimulatedProduct() {
        context.registerBean(Clock.class, () -> STILL);
        context.registerBean(Ids.class, () -> new Ids(STILL, new Random(0)));
        context.registerBean("records", SimulatedRecords.class, () -> records);
        absent(Organisations.class);
        absent(Signatories.class);
        ROOMS.forEach(room -> configurations("org.deltacommons." + room));
        context.addBeanFactoryPostProcessor(SimulatedProduct::nothingUnasked);
        context.refresh();
        moving = context.getBean(Moving.class);
        procedures = all(Procedure.class);
        handlers = all(FactHandler.class);
        replicas = all(Replica.class);
    }

    /// What only pages and visitors ask.
    private <T> void absent(Class<T> port) {
        context.registerBean(port, () -> SimulatedRecords.absent(port));
    }

    /// The product's, not those of its tests.
    private void configurations(String room) {
        ClassPathScanningCandidateComponentProvider scanner =
                new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Configuration.class));
        scanner.addExcludeFilter((TypeFilter) SimulatedProduct::isOfTests);
        scanner.findCandidateComponents(room).stream()
                .map(found -> String.valueOf(found.getBeanClassName()))
                .sorted()
                .forEach(name -> context.register(named(name)));
    }

    private static boolean isOfTests(MetadataReader found, MetadataReaderFactory factory) {
        try {
            return found.getResource().getURL().getPath().contains("/test-classes/");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void nothingUnasked(ConfigurableListableBeanFactory factory) {
        for (String name : factory.getBeanDefinitionNames()) {
            factory.getBeanDefinition(name).setLazyInit(true);
        }
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> all(Class<?> type) {
        return (List<T>)
                context.getBeanProvider(ResolvableType.forRawClass(type)).orderedStream().toList();
    }

    /// What a node logs of every fault that a simulation gives it helps nobody.
    static void quiet(boolean silent) {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("org.deltacommons"))
                .setLevel(silent ? Level.OFF : null);
    }

    SimulatedRecords records() {
        return records;
    }

    Moving moving() {
        return moving;
    }

    List<Procedure<?>> procedures() {
        return procedures;
    }

    List<FactHandler<?>> handlers() {
        return handlers;
    }

    List<Replica<?>> replicas() {
        return replicas;
    }

    /// The rows that a fact lets others keep.
    List<Row> replicated(RecordedFact fact) {
        return replicas.stream()
                .filter(one -> FactKind.Of.kind(one.fact()).value().equals(fact.kind()))
                .flatMap(one -> rows(one, fact).stream())
                .toList();
    }

    private static <B extends Record> List<Row> rows(Replica<B> replica, RecordedFact fact) {
        return replica.rows(Json.heard(fact.body(), replica.fact()), fact);
    }

    /// Keys take longer to make than a story takes, so that all stories have the same.
    NoteSigner signer(Province home) {
        return signers.computeIfAbsent(
                home,
                _ -> NoteSigner.generate(Entry.origin(home), Suite.ED25519, new SecureRandom()));
    }

    @Override
    public void close() {
        context.close();
    }
}

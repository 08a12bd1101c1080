package org.deltacommons.bench;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.ManyResources;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Fills a server for a benchmark, on top of the demonstration's data: many resources, and one
/// order paid by voucher. Writes what it made to `bench.properties`.
@Component
@Profile("bench")
@Order(Ordered.LOWEST_PRECEDENCE)
class BenchStage implements ApplicationRunner {

    private static final String ENGINEER = "jiangpan.engineer";

    private final Path data;
    private final int count;
    private final Lane lane;
    private final Followers followers;
    private final Finding finding;
    private final Records records;
    private final Procedures procedures;
    private final People people;

    BenchStage(
            @Value("${delta.data}") Path data,
            @Value("${bench.resources}") int count,
            Lane lane,
            Followers followers,
            Finding finding,
            Records records,
            Procedures procedures,
            People people) {
        this.data = data;
        this.count = count;
        this.lane = lane;
        this.followers = followers;
        this.finding = finding;
        this.records = records;
        this.procedures = procedures;
        this.people = people;
    }

    @Override
    public void run(ApplicationArguments arguments) throws Exception {
        Path file = data.resolve("bench.properties");
        if (Files.exists(file)) {
            // A folder that an earlier run has filled, kept by somebody who profiles.
            return;
        }
        ManyResources.load(lane, 0, count);
        followers.settle(Duration.ofMinutes(30));
        finding.refresh();
        Properties made = new Properties();
        String resource = resource();
        made.setProperty("resource", resource);
        made.setProperty("order", order(resource));
        made.setProperty("username", ENGINEER);
        made.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        made.setProperty(
                "resources", Long.toString(records.count(Resource.class, "true", Map.of())));
        Path part = data.resolve("bench.part");
        try (Writer writer = Files.newBufferedWriter(part)) {
            made.store(writer, null);
        }
        Files.move(part, file);
    }

    private String resource() {
        return records.list(Resource.class, "t.inner_id = 'SC-SEM-001'", "t.id", Map.of(), 1)
                .getFirst()
                .id()
                .value();
    }

    private String order(String resource) {
        Actor engineer = actor(ENGINEER);
        String voucher =
                open(
                        "voucher",
                        "apply",
                        new VoucherForms.Apply(
                                "org-jiangpan", "mas-2026", "负极片截面", Money.yuan(100_000), null),
                        engineer);
        act("voucher", voucher, "grant", new VoucherForms.Grant(Money.yuan(100_000), "已核实"));
        String order =
                open(
                        "order",
                        "place",
                        new VoucherForms.Place(
                                resource,
                                "org-jiangpan",
                                BookingMode.PACKAGE,
                                null,
                                null,
                                20,
                                Purpose.DEVELOPMENT,
                                "截面抛光与成像",
                                voucher,
                                null,
                                false),
                        engineer);
        followers.settle(Duration.ofMinutes(1));
        return order;
    }

    private Actor actor(String username) {
        return people.actor("person-" + username).orElseThrow();
    }

    private String open(String procedure, String opening, Record form, Actor actor) {
        return procedures
                .open(
                        procedures.named(procedure).orElseThrow(),
                        opening,
                        form,
                        actor,
                        "bench/" + opening)
                .orThrow()
                .id();
    }

    private void act(String procedure, String id, String action, Record form) {
        procedures
                .act(
                        procedures.named(procedure).orElseThrow(),
                        Id.of(id),
                        action,
                        form,
                        actor("mas.officer"),
                        -1,
                        "bench/" + action)
                .orThrow();
    }
}

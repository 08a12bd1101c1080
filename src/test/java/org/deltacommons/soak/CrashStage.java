package org.deltacommons.soak;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.deltacommons.Invariants;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.identity.accounts.ClientRegister;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a server has besides the product while it is soaked: the machines of three firms and one
/// provider, with what only people can give them, and a look at all that must hold.
@RestController
@Profile("soak")
@Order(Ordered.LOWEST_PRECEDENCE)
class CrashStage implements ApplicationRunner {

    /// Written once the machines are there; a later start finds it and makes none.
    static final String FILE = "soak.properties";

    private static final Duration SETTLING_MAX = Duration.ofMinutes(5);
    private static final Money GRANTED = Money.yuan(100_000);

    /// The first can be ordered as a package of hours, too, the others by the hour only.
    private static final List<String> INSTRUMENTS =
            List.of("SC-SEM-001", "SC-XPS-001", "SC-ION-001");

    /// A firm with its administrator's and its officer's place names.
    private record Firm(String name, String programme, String province, String officer) {}

    /// Those who order, each with a voucher.
    private static final List<Firm> FIRMS =
            List.of(
                    new Firm("jiangpan", "mas-2026", "ah", "mas"),
                    new Firm("songling", "wujiang-2026", "js", "wujiang"),
                    new Firm("weitang", "jiashan-2026", "zj", "jiashan"));

    /// Who applies for a voucher and withdraws, again and again.
    private static final Firm APPLICANT = new Firm("feipan-bat", "hefei-2026", "ah", "hefei");

    private final Path data;
    private final ApplicationContext context;
    private final Followers followers;
    private final Records records;
    private final Procedures procedures;
    private final People people;
    private final ClientRegister clients;

    CrashStage(
            @Value("${delta.data}") Path data,
            ApplicationContext context,
            Followers followers,
            Records records,
            Procedures procedures,
            People people,
            ClientRegister clients) {
        this.data = data;
        this.context = context;
        this.followers = followers;
        this.records = records;
        this.procedures = procedures;
        this.people = people;
        this.clients = clients;
    }

    /// Waits until every follower has caught up and tells what is not as it must be.
    @GetMapping("/soak/faults")
    List<String> faults() {
        return followers.settle(SETTLING_MAX)
                ? new Invariants(context).broken()
                : List.of("the followers did not catch up within " + SETTLING_MAX);
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        Path file = data.resolve(FILE);
        if (Files.exists(file)) {
            return;
        }
        Properties made = new Properties();
        made.setProperty(
                "instruments", String.join(" ", INSTRUMENTS.stream().map(this::id).toList()));
        machine(made, "provider", "sh", "org-sc-micro", Role.PROVIDER_MANAGER);
        for (Firm firm : FIRMS) {
            machine(made, firm);
            made.setProperty(firm.name() + ".voucher", voucher(firm, "org-" + firm.name()));
        }
        machine(made, APPLICANT);
        made.setProperty("firms", String.join(" ", FIRMS.stream().map(Firm::name).toList()));
        made.setProperty("applicant", APPLICANT.name());
        followers.settle(SETTLING_MAX);
        Path part = data.resolve(FILE + ".part");
        try (Writer writer = Files.newBufferedWriter(part)) {
            made.store(writer, null);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private String id(String inner) {
        return records.list(
                        Resource.class, "t.inner_id = :inner", "t.id", Map.of("inner", inner), 1)
                .getFirst()
                .id()
                .value();
    }

    private void machine(Properties made, Firm firm) {
        machine(
                made,
                firm.name(),
                firm.province(),
                "org-" + firm.name(),
                Role.FIRM_ENGINEER,
                Role.FIRM_FINANCE);
        made.setProperty(firm.name() + ".firm", "org-" + firm.name());
        made.setProperty(firm.name() + ".programme", firm.programme());
    }

    private void machine(
            Properties made, String name, String province, String organisation, Role... roles) {
        Actor administrator = actor(province + ".system");
        String client =
                clients.register(
                                administrator,
                                new ClientRegister.Application("soak", organisation, Set.of(roles)),
                                "soak/" + name)
                        .orThrow()
                        .client();
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        clients.renewSecret(administrator, Id.of(client), secret).orThrow();
        made.setProperty(name + ".client", client);
        made.setProperty(name + ".secret", secret);
        made.setProperty(name + ".home", administrator.home().code());
    }

    private String voucher(Firm firm, String organisation) {
        String voucher =
                procedures
                        .open(
                                procedures.named("voucher").orElseThrow(),
                                "apply",
                                new VoucherForms.Apply(
                                        organisation, firm.programme(), "soak", GRANTED, null),
                                actor(firm.name() + ".engineer"),
                                "soak/apply")
                        .orThrow()
                        .id();
        procedures
                .act(
                        procedures.named("voucher").orElseThrow(),
                        Id.of(voucher),
                        "grant",
                        new VoucherForms.Grant(GRANTED, "soak"),
                        actor(firm.officer() + ".officer"),
                        -1,
                        "soak/grant")
                .orThrow();
        return voucher;
    }

    private Actor actor(String username) {
        return people.actor("person-" + username).orElseThrow();
    }
}

package org.deltacommons.bench.ledger;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.Set;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.identity.accounts.ClientRegister;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What the server of [HttpWay] has besides the product: a machine of Ma'anshan's treasury, as its
/// administrator registers it.
@Component
@Profile("bench-http")
@Order(Ordered.LOWEST_PRECEDENCE)
class HttpStage implements ApplicationRunner {

    static final String FILE = "http.properties";

    private final Path data;
    private final People people;
    private final ClientRegister clients;

    HttpStage(@Value("${delta.data}") Path data, People people, ClientRegister clients) {
        this.data = data;
        this.people = people;
        this.clients = clients;
    }

    @Override
    public void run(ApplicationArguments arguments) throws Exception {
        Actor administrator = people.actor("person-ah.system").orElseThrow();
        String client =
                clients.register(
                                administrator,
                                new ClientRegister.Application(
                                        "bench", "org-gov-mas", Set.of(Role.TREASURY_SYSTEM)),
                                null)
                        .orThrow()
                        .client();
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        clients.renewSecret(administrator, Id.of(client), secret).orThrow();
        Properties made = new Properties();
        made.setProperty("client", client);
        made.setProperty("secret", secret);
        Path part = data.resolve(FILE + ".part");
        try (Writer writer = Files.newBufferedWriter(part)) {
            made.store(writer, null);
        }
        Files.move(part, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}

package org.deltacommons;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.deltacommons.foundation.papers.CheckResult;
import org.deltacommons.foundation.papers.Checkable;
import org.deltacommons.surface.notices.Recipient;
import org.deltacommons.surface.notices.Recipients;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/// The whole application with what goes in and out of it: a real mail server, a real gateway, a
/// clock that tests put forward. All tests that carry it share one context.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = {
            "db-scheduler.enabled=false",
            "delta.data=target/fork-${delta.test.fork:1}/postroom",
            "delta.public-url=https://kcy.example",
            "delta.notices.mail-from=kcy@example.org",
            "delta.notices.gateways[0].name=sms",
            "delta.notices.gateways[0].secret=" + Postroom.SECRET,
            "delta.notices.gateways[0].kinds=URGED,NEWS"
        })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = Postroom.Addresses.class)
@Import(Postroom.Config.class)
public @interface Postroom {

    String SECRET = "a-secret-of-the-gateway-0123456789abcdef";

    /// Tells the application where the servers listen.
    final class Addresses implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertySourceUtils.addInlinedPropertiesToEnvironment(
                    context,
                    "spring.mail.host=127.0.0.1",
                    "spring.mail.port=" + Servers.mail().getSmtp().getPort(),
                    "delta.notices.gateways[0].url=" + Servers.GATEWAY.url());
        }
    }

    /// One of each for the whole run.
    final class Servers {

        public static final Gateway GATEWAY = new Gateway();
        private static final GreenMail MAIL = startMail();

        private Servers() {}

        private static GreenMail startMail() {
            GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
            mail.start();
            return mail;
        }

        public static GreenMail mail() {
            return MAIL;
        }
    }

    /// A receiver of webhooks that answers as it is told.
    final class Gateway {

        /// What came in.
        public record Request(Map<String, List<String>> headers, String body) {
            public String header(String name) {
                return headers.getOrDefault(name, List.of("")).getFirst();
            }
        }

        private final HttpServer server;
        private final List<Request> requests = new CopyOnWriteArrayList<>();
        private final AtomicReference<Integer> answer = new AtomicReference<>(204);

        Gateway() {
            try {
                server =
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            server.createContext(
                    "/",
                    exchange -> {
                        String body =
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8);
                        requests.add(new Request(Map.copyOf(exchange.getRequestHeaders()), body));
                        exchange.getResponseHeaders().add("Location", url() + "elsewhere");
                        exchange.sendResponseHeaders(answer.get(), -1);
                        exchange.close();
                    });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        }

        public void answers(int status) {
            answer.set(status);
        }

        public List<Request> requests() {
            return requests;
        }

        public void forget() {
            requests.clear();
            answer.set(204);
        }
    }

    /// Whom the application knows: by `ROLE@place`, and by id.
    final class AddressBook implements Recipients {
        private final Map<String, List<Recipient>> holders = new ConcurrentHashMap<>();
        private final Map<String, Recipient> people = new ConcurrentHashMap<>();

        /// Somebody with a mail address and a telephone.
        public static Recipient reachable(String id, String name, Locale language) {
            return new Recipient(id, name, language, id + "@example.org", "13900000000");
        }

        public void put(Recipient one, String... roles) {
            people.put(one.id(), one);
            for (String role : roles) {
                holders.computeIfAbsent(role, _ -> new CopyOnWriteArrayList<>()).add(one);
            }
        }

        public void clear() {
            holders.clear();
            people.clear();
        }

        @Override
        public List<Recipient> holders(String roleAtPlace) {
            return holders.getOrDefault(roleAtPlace, List.of());
        }

        @Override
        public Optional<Recipient> person(String id) {
            return Optional.ofNullable(people.get(id));
        }
    }

    /// The machine's clock, put forward.
    final class MovedClock extends Clock {
        private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

        public void forward(Duration more) {
            ahead.updateAndGet(before -> before.plus(more));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead.get()).truncatedTo(ChronoUnit.MICROS);
        }
    }

    /// Papers by their code.
    final class Drawer implements Checkable {
        private final Map<String, CheckResult> papers = new ConcurrentHashMap<>();

        public void put(String code, CheckResult paper) {
            papers.put(code, paper);
        }

        @Override
        public Optional<CheckResult> check(String code) {
            return Optional.ofNullable(papers.get(code));
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    class Config {
        @Bean
        @Primary
        MovedClock movedClock() {
            return new MovedClock();
        }

        @Bean
        @Primary
        AddressBook addressBook() {
            return new AddressBook();
        }

        @Bean
        Drawer drawer() {
            return new Drawer();
        }
    }
}

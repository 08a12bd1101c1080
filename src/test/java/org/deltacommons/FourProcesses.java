package org.deltacommons;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.foundation.federation.nodes.NodeKey;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.kernel.Province;

/// Four processes as `bin/run --four` starts them: each with one province, a database and keys of
/// its own, that know each other by address and key. All that the tests add is their common clock.
final class FourProcesses implements AutoCloseable {

    private static final Duration STARTING_MAX = Duration.ofMinutes(5);
    private static final List<Province> HOMES = List.of(Province.values());

    private final Path place;
    private final Path clock;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Province, Integer> ports = new EnumMap<>(Province.class);
    private final Map<Province, NoteSigner> signers = new EnumMap<>(Province.class);
    private final Map<Province, ServerProcess> running = new EnumMap<>(Province.class);

    private FourProcesses(Path place, Instant from) {
        this.place = place;
        this.clock = place.resolve("clock");
        to(from);
        for (Province home : HOMES) {
            ports.put(home, ServerProcess.freePort());
            signers.put(
                    home,
                    NoteSigner.generate(Entry.origin(home), Suite.ED25519, new SecureRandom()));
        }
    }

    /// Starts all four and waits until each has loaded what a fresh installation has.
    ///
    /// @param place an empty folder
    static FourProcesses start(Path place, Instant from) {
        FourProcesses four = new FourProcesses(place, from);
        try {
            HOMES.forEach(four::begin);
            HOMES.forEach(four::awaitReady);
            return four;
        } catch (RuntimeException failed) {
            four.close();
            throw failed;
        }
    }

    private Path folder(Province home) {
        return place.resolve(home.code());
    }

    private NodeKey nodeKey(Province home) {
        return NodeKey.of("", ServerProcess.data(folder(home)));
    }

    private void begin(Province home) {
        List<String> options = new ArrayList<>();
        options.add("--spring.profiles.active=journey");
        options.add("--journey.clock=" + clock);
        options.add("--delta.homes=" + home.code());
        options.add("--delta.person-key=the same at all four nodes");
        options.add("--delta.feeds.key." + home.code() + "=" + signers.get(home).kept());
        options.add("--delta.finding.meaning=false");
        options.add("--delta.public-url=" + address(home));
        options.add("--server.servlet.session.cookie.name=session-" + home.code());
        List<Province> others = HOMES.stream().filter(other -> other != home).toList();
        for (int i = 0; i < others.size(); i++) {
            Province other = others.get(i);
            String peer = "--delta.peers[" + i + "].";
            options.add(peer + "homes=" + other.code());
            options.add(peer + "address=" + address(other));
            options.add(peer + "node-key=" + nodeKey(other).publicKey().text());
            options.add(peer + "keys[0]=" + signers.get(other).key().text());
            options.add(peer + "keys[1]=" + signers.get(other).witnessKey().text());
            options.add("--delta.platforms." + other.code() + "=" + address(other));
        }
        options.add(
                "--delta.neighbours="
                        + others.stream().map(Province::code).collect(Collectors.joining(",")));
        running.put(
                home,
                ServerProcess.start(
                        folder(home),
                        Objects.requireNonNull(ports.get(home)),
                        List.of("org/deltacommons/JourneyClock"),
                        options,
                        List.of("-XX:TieredStopAtLevel=1")));
    }

    private void awaitReady(Province home) {
        await().atMost(STARTING_MAX)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    ServerProcess process = Objects.requireNonNull(running.get(home));
                    if (!process.isAlive()) {
                        throw new AssertionError("the server ended; see " + process.log());
                    }
                    return isReady(home);
                });
    }

    private boolean isReady(Province home) throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            address(home)
                                                                    + "/actuator/health/readiness"))
                                            .timeout(Duration.ofSeconds(60))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException nobody) {
            return false;
        }
    }

    /// Where a province's people open their platform.
    String address(Province home) {
        return "http://localhost:" + ports.get(home);
    }

    /// A province's process ends, its database with it.
    void stop(Province home) {
        Objects.requireNonNull(running.remove(home)).close();
    }

    /// It starts again on what it left.
    void startAgain(Province home) {
        begin(home);
        awaitReady(home);
    }

    /// Puts the clocks of all four forward.
    void to(Instant instant) {
        JourneyClock.set(clock, instant);
    }

    /// The node at which somebody of the cast has an account.
    Province homeOf(String username) {
        return HOMES.stream()
                .filter(home -> signIns(home).containsKey(username))
                .findFirst()
                .orElseThrow();
    }

    String password(String username) {
        return Objects.requireNonNull(signIns(homeOf(username)).get(username));
    }

    private Map<String, String> signIns(Province home) {
        Path file = ServerProcess.data(folder(home)).resolve("sign-ins.txt");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split("\t"))
                    .filter(fields -> fields.length > 1)
                    .collect(
                            Collectors.toMap(
                                    fields -> fields[0].strip(), fields -> fields[1].strip()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        running.values().parallelStream().forEach(ServerProcess::close);
        running.clear();
    }
}

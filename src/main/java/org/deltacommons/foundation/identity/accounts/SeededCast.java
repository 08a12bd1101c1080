package org.deltacommons.foundation.identity.accounts;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.deltacommons.foundation.identity.Cast;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationKind;
import org.deltacommons.foundation.identity.PersonFact;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// Loads the cast from the seed files, each organisation and person in a keyed command of its own.
@Component
final class SeededCast implements Cast {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Lane lane;
    private final Records records;
    private final OrganisationRegister organisations;
    private final Passwords passwords;

    SeededCast(
            Lane lane, Records records, OrganisationRegister organisations, Passwords passwords) {
        this.lane = lane;
        this.records = records;
        this.organisations = organisations;
        this.passwords = passwords;
    }

    /// One line of `people.csv`.
    record Player(String username, String name, Province home, List<Casting> parts) {}

    /// A role somewhere.
    record Casting(Role role, String where) {}

    @Override
    public void load(Path signIns) throws IOException {
        List<CSVRecord> bodies = read("seed/organisations.csv");
        // Whoever has a parent comes after all who have none.
        together(bodies.stream().filter(b -> b.get("parent").isEmpty()).toList(), this::register);
        together(bodies.stream().filter(b -> !b.get("parent").isEmpty()).toList(), this::register);

        List<Player> players =
                read("seed/people.csv").stream()
                        .map(SeededCast::player)
                        .filter(player -> lane.hosts(player.home()))
                        .toList();
        List<Player> missing =
                players.stream()
                        .filter(player -> records.find(Person.class, id(player)).isEmpty())
                        .toList();
        if (missing.isEmpty()) {
            return;
        }
        // Written before anybody is loaded: if the process dies in between, the next start finds
        // the passwords here and goes on with them.
        Map<String, String> secrets = new LinkedHashMap<>(SignInSheet.read(signIns));
        missing.forEach(
                player -> secrets.computeIfAbsent(player.username(), _ -> passwords.generate()));
        SignInSheet.write(signIns, players, secrets, places());
        together(missing, player -> enlist(player, String.valueOf(secrets.get(player.username()))));
    }

    private SignInSheet.Places places() throws IOException {
        Map<String, CSVRecord> divisions = new LinkedHashMap<>();
        read("seed/divisions.csv").forEach(line -> divisions.put(line.get("code"), line));
        return (place, language) -> {
            CSVRecord division = divisions.get(place);
            if (division != null) {
                return division.get(language == Locale.ENGLISH ? "name_en" : "name");
            }
            return records.find(Organisation.class, Id.of(place))
                    .map(organisation -> organisation.name(language))
                    .orElse(place);
        };
    }

    private static List<CSVRecord> read(String resource) throws IOException {
        try (Reader reader =
                new InputStreamReader(
                        new ClassPathResource(resource).getInputStream(), StandardCharsets.UTF_8)) {
            return FORMAT.parse(reader).getRecords();
        }
    }

    private static Player player(CSVRecord line) {
        List<Casting> parts =
                Arrays.stream(line.get("memberships").split("\\|"))
                        .map(text -> text.split("@"))
                        .map(pair -> new Casting(Role.valueOf(pair[0]), pair[1]))
                        .toList();
        return new Player(
                line.get("username"), line.get("name"), Province.of(line.get("home")), parts);
    }

    private static Id<Person> id(Player player) {
        return Id.of("person-" + player.username());
    }

    /// All at once, so that they share commits.
    private static <T> void together(List<T> all, Consumer<T> work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> running =
                    all.stream().map(one -> threads.submit(() -> work.accept(one))).toList();
            for (Future<?> each : running) {
                try {
                    each.get();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(stopped);
                } catch (java.util.concurrent.ExecutionException failed) {
                    throw new IllegalStateException("cannot load the cast", failed.getCause());
                }
            }
        }
    }

    private void register(CSVRecord line) {
        DivisionCode division = new DivisionCode(line.get("division"));
        String key = line.get("key");
        if (!lane.hosts(division.province())
                || records.find(Organisation.class, Id.of("org-" + key)).isPresent()) {
            return;
        }
        organisations
                .register(
                        Actor.system(division.province()),
                        new OrganisationRegister.Application(
                                "org-" + key,
                                line.get("name_zh"),
                                line.get("name_en"),
                                OrganisationKind.valueOf(line.get("kind")),
                                line.get("credit_code"),
                                division,
                                reference(line.get("parent")),
                                Boolean.parseBoolean(line.get("is_demo")),
                                line.get("source"),
                                reference(line.get("verified_by"))),
                        "cast:" + key)
                .orThrow();
    }

    private static @org.jspecify.annotations.Nullable String reference(String key) {
        return key.isEmpty() ? null : "org-" + key;
    }

    private void enlist(Player player, String password) {
        String hash = passwords.generatedHash(password);
        lane.submit(
                        Command.of(
                                        player.home(),
                                        Actor.system(player.home()),
                                        "identity.enlist",
                                        player.username(),
                                        Accounts.Changed.class)
                                .keyed("cast:" + player.username()),
                        rows -> Outcome.done(enlisted(player, hash, rows)))
                .orThrow();
    }

    private static Unit<Accounts.Changed> enlisted(Player player, String hash, Rows rows) {
        List<Held> held =
                player.parts().stream()
                        .map(part ->
                                new Held(
                                        part.role(),
                                        part.where(),
                                        rows.now(),
                                        null,
                                        "system",
                                        null,
                                        null))
                        .toList();
        Person person =
                Person.of(id(player), player.home(), player.username(), player.name(), rows.now())
                        .withPassword(hash, false)
                        .with(held);
        List<Part> parts = new java.util.ArrayList<>();
        parts.add(
                new Claim(
                        "identity.username",
                        person.username(),
                        Period.ALWAYS,
                        Refusal.of(IdentityReason.USERNAME_TAKEN, "name", person.username())));
        parts.add(new Put(person));
        parts.add(Accounts.told(person, new PersonFact.PersonRegistered(person.id().value())));
        held.forEach(h ->
                parts.add(
                        Accounts.told(
                                person,
                                new PersonFact.MembershipGranted(
                                        person.id().value(),
                                        h.role(),
                                        h.where(),
                                        h.from(),
                                        null,
                                        "system",
                                        null,
                                        null))));
        return Unit.of(new Accounts.Changed(person.id().value()), parts);
    }
}

package org.deltacommons.foundation.identity.accounts;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.identity.Someone;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Role;
import org.springframework.stereotype.Component;

/// Reads people by SQL.
@Component
public class PostgresPeople implements People {

    private static final int MEMBERS_MAX = 500;
    private static final int NAMES_MAX = 20_000;
    private static final String CLIENT = "client:";

    private final Records records;
    private final Clock clock;
    private final LoadingCache<String, String> names =
            Caffeine.newBuilder()
                    .maximumSize(NAMES_MAX)
                    .expireAfterWrite(Duration.ofMinutes(1))
                    .build(this::readName);

    PostgresPeople(Records records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public Optional<Someone> find(String id) {
        return person(id).map(person -> person.someone(clock.instant()));
    }

    /// The whole row; inside this module only.
    public Optional<Person> person(String id) {
        return Id.isId(id) ? records.find(Person.class, Id.of(id)) : Optional.empty();
    }

    /// @param username as [Accounts#username] writes it
    public Optional<Person> byUsername(String username) {
        return one("t.username = :username", Map.of("username", username));
    }

    /// Who signs in with this account of an identity service.
    public Optional<Person> byLink(Link link) {
        return one("t.links @> :link::jsonb", Map.of("link", Json.text(List.of(link))));
    }

    private Optional<Person> one(String condition, Map<String, ?> values) {
        return records.list(Person.class, condition, "t.id", values, 1).stream().findFirst();
    }

    public Optional<ApiClient> client(String id) {
        return Id.isId(id) ? records.find(ApiClient.class, Id.of(id)) : Optional.empty();
    }

    @Override
    public String name(String id) {
        return names.get(id);
    }

    private String readName(String id) {
        Optional<String> name =
                id.startsWith(CLIENT)
                        ? client(id.substring(CLIENT.length())).map(ApiClient::name)
                        : person(id).map(Person::name);
        return name.orElse(id);
    }

    @Override
    public Optional<Actor> actor(String id) {
        return id.startsWith(CLIENT)
                ? client(id.substring(CLIENT.length()))
                        .filter(ApiClient::active)
                        .map(ApiClient::actor)
                : person(id).filter(Person::active).map(person -> person.actor(clock.instant()));
    }

    @Override
    public List<Someone> members(String where, Role role) {
        return holding(role, Stream.of(where));
    }

    @Override
    public List<Someone> whoMay(Role role, String place) {
        return role.reachesInside()
                ? holding(role, new DivisionCode(place).upwards().stream().map(DivisionCode::value))
                : members(place, role);
    }

    private List<Someone> holding(Role role, Stream<String> places) {
        List<String> wanted = places.toList();
        // One containment a place, so that the index on memberships is used.
        return wanted.stream()
                .flatMap(where ->
                        records
                                .list(
                                        Person.class,
                                        "t.active AND t.memberships @> :held::jsonb",
                                        "t.name, t.id",
                                        Map.of("held", held(role, where)),
                                        MEMBERS_MAX)
                                .stream())
                .map(person -> person.someone(clock.instant()))
                // A membership that is over or has not begun is in the row, but not in force.
                .filter(someone ->
                        someone.memberships().stream()
                                .anyMatch(held ->
                                        held.role() == role && wanted.contains(held.where())))
                .distinct()
                .toList();
    }

    private static String held(Role role, String where) {
        return Json.text(List.of(Map.of("role", role, "where", where)));
    }
}

package org.deltacommons.foundation.identity.accounts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationKind;
import org.deltacommons.foundation.identity.PersonFact;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.LaneReason;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Registration of the machines that use the API.
@Service
public class ClientRegister {

    /// How often a client has changed at this node, see [#changes].
    private final AtomicLong changes = new AtomicLong();

    private final Desk desk;
    private final Records records;
    private final Ids ids;
    private final Passwords passwords;

    ClientRegister(Desk desk, Records records, Ids ids, Passwords passwords) {
        this.desk = desk;
        this.records = records;
        this.ids = ids;
        this.passwords = passwords;
    }

    /// @param roles some of [Authority#OF_CLIENTS]
    public record Application(String name, String organisation, Set<Role> roles) {}

    /// The client a command was about.
    public record Known(String client) {}

    /// A client without a usable secret yet; [#renewSecret] makes one. So a form that is sent twice
    /// never shows a secret that is not the one kept.
    public Outcome<Known> register(Actor actor, Application application, @Nullable String key) {
        Id<ApiClient> id = ids.next("client");
        Optional<Organisation> known =
                records.find(Organisation.class, Id.of(application.organisation()));
        if (known.isEmpty()) {
            return Outcome.refused(IdentityReason.PLACE_INVALID);
        }
        String unusable = passwords.generatedHash(passwords.generate());
        Command<Known> command =
                Command.of(
                                known.get().home(),
                                actor,
                                "identity.register-client",
                                application,
                                Known.class)
                        .keyed(key);
        return desk.carry(
                command,
                id.value(),
                rows -> {
                    Organisation organisation = rows.get(Organisation.class, known.get().id());
                    if (!Authority.keeps(actor, organisation.division())) {
                        return Outcome.refused(IdentityReason.ROLE_FORBIDDEN);
                    }
                    if (!organisation.isConfirmed()) {
                        return Outcome.refused(IdentityReason.NOT_CONFIRMED);
                    }
                    if (!Authority.OF_CLIENTS.containsAll(application.roles())) {
                        return Outcome.refused(IdentityReason.ROLE_INVALID);
                    }
                    if (application.roles().contains(Role.TREASURY_SYSTEM)
                            && organisation.kind() != OrganisationKind.GOVERNMENT) {
                        return Outcome.refused(IdentityReason.PLACE_INVALID);
                    }
                    ApiClient client =
                            new ApiClient(
                                    id,
                                    organisation.home(),
                                    application.name().strip(),
                                    organisation.id(),
                                    organisation.division(),
                                    List.copyOf(new TreeSet<>(application.roles())),
                                    unusable,
                                    true,
                                    actor.id(),
                                    rows.now());
                    return Outcome.done(
                            unit(
                                    client,
                                    new PersonFact.ClientRegistered(
                                            id.value(), organisation.id().value())));
                });
    }

    /// A new secret; the one before is void at once.
    ///
    /// @param secret made by [Passwords#generate]; shown once to whoever asked
    public Outcome<Known> renewSecret(Actor actor, Id<ApiClient> id, String secret) {
        String hash = passwords.generatedHash(secret);
        return change(
                actor,
                id,
                "identity.renew-secret",
                null,
                client ->
                        unit(
                                client.withSecret(hash),
                                new PersonFact.ClientSecretRenewed(id.value())));
    }

    /// Counts the changes of clients made at this node. Whoever remembers a client asks for the
    /// number before reading it, and reads it again once the number is another.
    public long changes() {
        return changes.get();
    }

    /// No new tokens, and those it has are no longer taken.
    public Outcome<Known> revoke(Actor actor, Id<ApiClient> id, @Nullable String key) {
        return change(
                actor,
                id,
                "identity.revoke-client",
                key,
                client -> unit(client.revoked(), new PersonFact.ClientRevoked(id.value())));
    }

    private Outcome<Known> change(
            Actor actor,
            Id<ApiClient> id,
            String operation,
            @Nullable String key,
            java.util.function.Function<ApiClient, Unit<Known>> effect) {
        Optional<ApiClient> known = records.find(ApiClient.class, id);
        if (known.isEmpty()) {
            return Outcome.refused(Refusal.of(LaneReason.NOT_FOUND, "what", id.value()));
        }
        try {
            return desk.carry(
                    Command.of(known.get().home(), actor, operation, id.value(), Known.class)
                            .keyed(key),
                    id.value(),
                    rows -> {
                        ApiClient client = rows.get(ApiClient.class, id);
                        if (!Authority.keeps(actor, client.home())) {
                            return Outcome.refused(IdentityReason.ROLE_FORBIDDEN);
                        }
                        return client.active()
                                ? Outcome.done(effect.apply(client))
                                : Outcome.refused(IdentityReason.INACTIVE);
                    });
        } finally {
            // Whatever the answer was: an unknown outcome may have been a change, too.
            changes.incrementAndGet();
        }
    }

    private static Unit<Known> unit(ApiClient client, PersonFact fact) {
        return Unit.of(
                new Known(client.id().value()),
                new Put(client),
                new Fact(client.id().value(), Audience.HOME, (Record) fact));
    }
}

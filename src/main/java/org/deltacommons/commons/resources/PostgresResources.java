package org.deltacommons.commons.resources;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationKind;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// Resources as this node's database holds them, replicas included.
final class PostgresResources implements Resources {

    /// Team, platform, faculty, university: nobody is nested deeper.
    private static final int DEPTH_MAX = 6;

    private final Records records;
    private final Organisations organisations;

    PostgresResources(Records records, Organisations organisations) {
        this.records = records;
        this.organisations = organisations;
    }

    @Override
    public Optional<Resource> find(Id<Resource> id) {
        return records.find(Resource.class, id).filter(found -> found.state().wasListed());
    }

    @Override
    public Optional<Offered> offered(Id<Resource> id) {
        Together together = records.together();
        Supplier<Optional<Versioned<Resource>>> resource = together.versioned(Resource.class, id);
        Supplier<List<Provider>> provider =
                together.list(
                        Provider.class,
                        "t.id = (SELECT r.provider FROM resources.resource r WHERE r.id = :id)",
                        "t.id",
                        Map.of("id", id.value()),
                        1);
        return resource.get()
                .map(Versioned::row)
                .filter(found -> found.state().wasListed())
                .map(found -> new Offered(found, provider.get().stream().findFirst()));
    }

    @Override
    public Optional<Provider> provider(String organisation) {
        return records.find(Provider.class, Provider.idOf(organisation));
    }

    @Override
    public UserClass userClass(Resource resource, String organisation, Rows rows) {
        return userClass(
                resource.provider(), organisation, id -> rows.find(Organisation.class, Id.of(id)));
    }

    @Override
    public UserClass userClass(Resource resource, String organisation) {
        return userClass(resource.provider(), organisation, organisations::find);
    }

    @Override
    public UserClass userClassElsewhere(String organisation) {
        return elsewhere(legalPerson(organisation, organisations::find));
    }

    @Override
    public Set<String> ofSameLegalPerson(String organisation) {
        Set<String> same = new LinkedHashSet<>(Set.of(organisation));
        legalPerson(organisation, organisations::find)
                .ifPresent(top -> below(top.id().value(), same, DEPTH_MAX));
        return same;
    }

    private void below(String id, Set<String> to, int depth) {
        to.add(id);
        if (depth > 0) {
            organisations.units(id).stream()
                    .filter(unit -> !unit.isLegalPerson())
                    .forEach(unit -> below(unit.id().value(), to, depth - 1));
        }
    }

    static UserClass userClass(
            String provider, String user, Function<String, Optional<Organisation>> known) {
        Optional<Organisation> theirs = legalPerson(user, known);
        Optional<Organisation> ours = legalPerson(provider, known);
        if (provider.equals(user)
                || (ours.isPresent()
                        && theirs.isPresent()
                        && ours.get().id().equals(theirs.get().id()))) {
            return UserClass.INTERNAL;
        }
        return elsewhere(theirs);
    }

    private static UserClass elsewhere(Optional<Organisation> legalPerson) {
        return legalPerson.map(Organisation::kind).filter(PostgresResources::isAcademic).isPresent()
                ? UserClass.ACADEMIC
                : UserClass.FIRM;
    }

    private static boolean isAcademic(OrganisationKind kind) {
        return switch (kind) {
            case UNIVERSITY, INSTITUTE, LABORATORY, HOSPITAL, FACILITY_HOST, FACULTY -> true;
            case FIRM, PARK, GOVERNMENT, ASSOCIATION, PLATFORM, TEAM -> false;
        };
    }

    /// The organisation itself or the nearest above it that can sign; else the topmost.
    private static Optional<Organisation> legalPerson(
            String id, Function<String, Optional<Organisation>> known) {
        Optional<Organisation> at = known.apply(id);
        for (int i = 0; i < DEPTH_MAX && at.isPresent(); i++) {
            Id<Organisation> parent = at.get().parent();
            if (at.get().isLegalPerson() || parent == null) {
                return at;
            }
            at = known.apply(parent.value());
        }
        return at;
    }

    @Override
    public Optional<Price> price(Resource resource, UserClass userClass, Instant at) {
        return resource.priceAt(userClass, at);
    }

    @Override
    public @Nullable Refusal obstacle(Resource resource, BookingMode mode, Rows rows) {
        if (resource.state() != ResourceState.PUBLISHED) {
            return Refusal.of(ResourcesReason.NOT_BOOKABLE, "state", resource.state());
        }
        if (!resource.terms().allows(mode)) {
            return Refusal.of(ResourcesReason.MODE_NOT_OFFERED, "mode", mode);
        }
        return rows.find(Provider.class, Provider.idOf(resource.provider()))
                .filter(provider -> provider.state() != ProviderState.VERIFIED)
                .map(provider ->
                        Refusal.of(ResourcesReason.PROVIDER_NOT_VALID, "state", provider.state()))
                .orElse(null);
    }
}

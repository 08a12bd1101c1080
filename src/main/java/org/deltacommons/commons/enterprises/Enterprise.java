package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// What is known of a firm or a team. Its name, code and people are those of the organisation.
///
/// @param id the organisation's; with the province behind it where the organisation moved there
/// @param division where it is registered; of a team, where it works
/// @param registeredOn the day of its registration; null for a team
/// @param registeredSource the register, with its day
/// @param figures null while nobody has said
/// @param technology every year's status that the register knew, oldest first
/// @param technologyAsOf when the register was last asked; null if never
/// @param honesty null while nobody has asked
/// @param example whether all this is invented
@Stored("enterprises.enterprise")
public record Enterprise(
        Id<Enterprise> id,
        Province home,
        String name,
        EnterpriseKind kind,
        DivisionCode division,
        @Nullable LocalDate registeredOn,
        @Nullable String registeredSource,
        @Nullable LocalDate registeredAsOf,
        @Nullable Figures figures,
        List<TechnologyStatus> technology,
        @Nullable LocalDate technologyAsOf,
        List<Tenancy> tenancies,
        @Nullable Honesty honesty,
        List<Qualification> qualifications,
        boolean example)
        implements Row {

    private static final int ENTRIES_MAX = 60;
    private static final String MOVED_TO = "-in-";

    public Enterprise {
        technology = List.copyOf(technology);
        tenancies = List.copyOf(tenancies);
        qualifications = List.copyOf(qualifications);
        if (technology.size() > ENTRIES_MAX
                || tenancies.size() > ENTRIES_MAX
                || qualifications.size() > ENTRIES_MAX) {
            throw new IllegalArgumentException("too many entries at " + id);
        }
    }

    /// An enterprise of which only the registration is known.
    public static Enterprise registered(
            Id<Enterprise> id,
            String name,
            EnterpriseKind kind,
            DivisionCode division,
            @Nullable LocalDate on,
            String source,
            LocalDate asOf) {
        return new Enterprise(
                id,
                division.province(),
                name,
                kind,
                division,
                on,
                source,
                asOf,
                null,
                List.of(),
                null,
                List.of(),
                null,
                List.of(),
                false);
    }

    /// The record that a home opens for an organisation that moved there.
    static Id<Enterprise> idIn(String organisation, Province home) {
        return Id.of(organisation + MOVED_TO + home.code());
    }

    /// The record of an organisation that this very home keeps, whether it was always here or came.
    static Optional<Enterprise> keptHere(Rows rows, String organisation) {
        return rows.find(Enterprise.class, idIn(organisation, rows.home()))
                .or(() -> rows.find(Enterprise.class, Id.<Enterprise>of(organisation)))
                .filter(found -> found.home() == rows.home());
    }

    /// The organisation's id, which is the same wherever its record is kept.
    public String organisation() {
        int end = id.value().lastIndexOf(MOVED_TO);
        return end < 0 ? id.value() : id.value().substring(0, end);
    }

    /// As its new home keeps it: registered there, all else as it was known.
    Enterprise arrived(Id<Enterprise> as, DivisionCode where, String source, LocalDate asOf) {
        return new Enterprise(
                as,
                where.province(),
                name,
                kind,
                where,
                registeredOn,
                source,
                asOf,
                figures,
                technology,
                technologyAsOf,
                tenancies,
                honesty,
                qualifications,
                example);
    }

    /// As a home sees it that it has left: registered elsewhere.
    Enterprise leftFor(DivisionCode where) {
        return new Enterprise(
                id,
                home,
                name,
                kind,
                where,
                registeredOn,
                registeredSource,
                registeredAsOf,
                figures,
                technology,
                technologyAsOf,
                tenancies,
                honesty,
                qualifications,
                example);
    }

    public boolean isTeam() {
        return kind == EnterpriseKind.TEAM;
    }

    /// The status that counts on a day.
    public Optional<TechnologyStatus> technology(LocalDate on) {
        return technology.stream().filter(status -> status.isValid(on)).findFirst();
    }

    /// The newest status that had ended by a day.
    public Optional<TechnologyStatus> ended(LocalDate on) {
        return technology.stream()
                .filter(status -> !status.validUntil().isAfter(on))
                .max(java.util.Comparator.comparing(TechnologyStatus::validUntil));
    }

    /// A gap is pending while its year runs, and stays a gap of its own once the renewal came.
    public TechnologyState state(LocalDate on) {
        if (technology(on).isPresent()) {
            return TechnologyState.VALID;
        }
        Optional<TechnologyStatus> before = ended(on);
        if (before.isEmpty()) {
            return technologyAsOf == null ? TechnologyState.UNKNOWN : TechnologyState.NONE;
        }
        boolean renewedLater =
                technology.stream().anyMatch(status -> status.validFrom().isAfter(on));
        boolean sameYear = before.get().validUntil().getYear() == on.getYear();
        return renewedLater || sameYear ? TechnologyState.RENEWAL_PENDING : TechnologyState.LAPSED;
    }

    /// The place in an incubator that counts on a day, a confirmed one before a declared one.
    public Optional<Tenancy> tenancy(LocalDate on) {
        return tenancies.stream()
                .filter(tenancy -> tenancy.isRunning(on))
                .max(java.util.Comparator.comparing(Tenancy::verified));
    }

    Enterprise withFigures(Figures now) {
        return new Enterprise(
                id,
                home,
                name,
                kind,
                division,
                registeredOn,
                registeredSource,
                registeredAsOf,
                now,
                technology,
                technologyAsOf,
                tenancies,
                honesty,
                qualifications,
                example);
    }

    Enterprise withTechnology(List<TechnologyStatus> now, LocalDate asOf) {
        return new Enterprise(
                id,
                home,
                name,
                kind,
                division,
                registeredOn,
                registeredSource,
                registeredAsOf,
                figures,
                now,
                asOf,
                tenancies,
                honesty,
                qualifications,
                example);
    }

    Enterprise withTenancies(List<Tenancy> now) {
        return new Enterprise(
                id,
                home,
                name,
                kind,
                division,
                registeredOn,
                registeredSource,
                registeredAsOf,
                figures,
                technology,
                technologyAsOf,
                now,
                honesty,
                qualifications,
                example);
    }

    Enterprise withHonesty(Honesty now) {
        return new Enterprise(
                id,
                home,
                name,
                kind,
                division,
                registeredOn,
                registeredSource,
                registeredAsOf,
                figures,
                technology,
                technologyAsOf,
                tenancies,
                now,
                qualifications,
                example);
    }
}

package org.deltacommons.commons.resources;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// An organisation that serves others for vouchers, verified by its province and valid in four.
///
/// @param id the organisation's
/// @param recognisedBy whoever verified it: a division's code or an organisation's id; none if
///   nobody did
/// @param standings how it came to be where it is, oldest first; the last one holds
@Stored("resources.provider")
public record Provider(
        Id<Provider> id,
        Province home,
        ProviderState state,
        String nameZh,
        String nameEn,
        DivisionCode division,
        List<Accreditation> accreditations,
        List<ServiceClass> catalogue,
        String intro,
        @Nullable String recognisedBy,
        List<Standing> standings,
        boolean demo,
        String source)
        implements Case {

    /// What a provider is accredited for.
    ///
    /// @param kind `CMA` or `CNAS`
    /// @param until the last day; none if it is not known
    public record Accreditation(
            String kind, String number, @Nullable LocalDate from, @Nullable LocalDate until) {

        public boolean holdsOn(LocalDate day) {
            return (from == null || !from.isAfter(day)) && (until == null || !until.isBefore(day));
        }
    }

    /// Since when it stands where.
    public record Standing(ProviderState state, Instant since, @Personal String reason) {}

    public Provider {
        accreditations = List.copyOf(accreditations);
        catalogue = List.copyOf(catalogue);
        standings = List.copyOf(standings);
    }

    public static Id<Provider> idOf(String organisation) {
        return Id.of(organisation);
    }

    @Override
    public Title titled() {
        return Title.of(new Title.Both(nameZh, nameEn));
    }

    @Override
    public String title() {
        return titled().plain();
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case PROVIDER, OWNER -> Optional.of(id.value());
            case HOME, VERIFIER -> Optional.of(home.code());
            case FIRM, LEGAL_PERSON, ISSUER -> Optional.empty();
        };
    }

    public String name(boolean english) {
        return english && !nameEn.isBlank() ? nameEn : nameZh;
    }

    /// Where it stood at an instant; empty before it was known. What was signed before a suspension
    /// is judged by this.
    public Optional<ProviderState> stateAt(Instant at) {
        return standings.stream()
                .filter(standing -> !standing.since().isAfter(at))
                .reduce((_, later) -> later)
                .map(Standing::state);
    }

    public boolean isAccredited(String kind, LocalDate day) {
        return accreditations.stream().anyMatch(a -> a.kind().equals(kind) && a.holdsOn(day));
    }

    public Provider in(ProviderState next, Instant at, String reason) {
        List<Standing> longer = new ArrayList<>(standings);
        longer.add(new Standing(next, at, reason));
        return new Provider(
                id,
                home,
                next,
                nameZh,
                nameEn,
                division,
                accreditations,
                catalogue,
                intro,
                next == ProviderState.VERIFIED && recognisedBy == null ? home.code() : recognisedBy,
                longer,
                demo,
                source);
    }

    public Provider accredited(List<Accreditation> some, List<ServiceClass> offers, String words) {
        return new Provider(
                id,
                home,
                state,
                nameZh,
                nameEn,
                division,
                some,
                offers,
                words,
                recognisedBy,
                standings,
                demo,
                source);
    }
}

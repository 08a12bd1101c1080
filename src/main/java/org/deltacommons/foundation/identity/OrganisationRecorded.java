package org.deltacommons.foundation.identity;

import java.time.Instant;
import java.util.List;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// An organisation stands like this from now on: registered, reviewed or changed. Told to
/// everybody; carries all that the others keep of it.
@FactKind(value = "identity.OrganisationRecorded", schema = 2, reach = FactKind.Reach.PUBLIC)
public record OrganisationRecorded(
        String organisation,
        Province home,
        String nameZh,
        String nameEn,
        OrganisationKind kind,
        @Nullable CreditCode creditCode,
        CreditCode.@Nullable Verdict codeVerdict,
        DivisionCode division,
        @Nullable String parent,
        boolean demo,
        OrganisationState state,
        List<OrganisationDoubt> doubts,
        String source,
        @Nullable String verifiedBy,
        String registeredBy,
        @Nullable String reviewedBy,
        @Nullable @Personal String reviewNote,
        Instant registeredAt) {

    public OrganisationRecorded {
        doubts = List.copyOf(doubts);
    }

    public static OrganisationRecorded of(Organisation row) {
        Id<Organisation> parent = row.parent();
        return new OrganisationRecorded(
                row.id().value(),
                row.home(),
                row.nameZh(),
                row.nameEn(),
                row.kind(),
                row.creditCode(),
                row.codeVerdict(),
                row.division(),
                parent == null ? null : parent.value(),
                row.demo(),
                row.state(),
                row.doubts(),
                row.source(),
                row.verifiedBy(),
                row.registeredBy(),
                row.reviewedBy(),
                row.reviewNote(),
                row.registeredAt());
    }

    public Organisation row() {
        return new Organisation(
                Id.of(organisation),
                home,
                nameZh,
                nameEn,
                kind,
                creditCode,
                codeVerdict,
                division,
                parent == null ? null : Id.of(parent),
                demo,
                state,
                doubts,
                source,
                verifiedBy,
                registeredBy,
                reviewedBy,
                reviewNote,
                registeredAt);
    }
}

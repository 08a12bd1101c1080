package org.deltacommons.foundation.identity;

import java.time.Instant;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A legal person, or a faculty, platform or team below one. All of it is public.
///
/// @param home the province of its division
/// @param creditCode none for a team or a unit without legal personality
/// @param codeVerdict what the check digits said when it was registered
/// @param division where it is registered
/// @param parent what it belongs to, if it is no legal person of its own
/// @param demo whether it is invented; its name then begins with 示例·
/// @param source where name and code come from
/// @param verifiedBy the organisation that vouches for it, by id; none if nobody does
/// @param registeredBy who brought it in; an irregular code is confirmed by somebody else
@Stored("identity.organisation")
public record Organisation(
        Id<Organisation> id,
        Province home,
        String nameZh,
        String nameEn,
        OrganisationKind kind,
        @Nullable CreditCode creditCode,
        CreditCode.@Nullable Verdict codeVerdict,
        DivisionCode division,
        @Nullable Id<Organisation> parent,
        boolean demo,
        OrganisationState state,
        String source,
        @Nullable String verifiedBy,
        String registeredBy,
        @Nullable String reviewedBy,
        @Nullable String reviewNote,
        Instant registeredAt)
        implements Row {

    public Organisation {
        if (division.province() != home) {
            throw new IllegalArgumentException(id + " is at home in the province of its division");
        }
        if ((creditCode == null) != (codeVerdict == null)) {
            throw new IllegalArgumentException(id + ": code and verdict come together");
        }
        if (id.equals(parent)) {
            throw new IllegalArgumentException(id + " cannot belong to itself");
        }
    }

    /// Whether it can sign for itself.
    public boolean isLegalPerson() {
        return creditCode != null;
    }

    public boolean isConfirmed() {
        return state == OrganisationState.CONFIRMED;
    }

    public String name(java.util.Locale language) {
        return language.getLanguage().equals("en") ? nameEn : nameZh;
    }

    public Organisation reviewed(OrganisationState verdict, String by, String note) {
        return new Organisation(
                id,
                home,
                nameZh,
                nameEn,
                kind,
                creditCode,
                codeVerdict,
                division,
                parent,
                demo,
                verdict,
                source,
                verifiedBy,
                registeredBy,
                by,
                note,
                registeredAt);
    }
}

package org.deltacommons.foundation.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
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
/// @param doubts why its registration is or was reviewed; nothing if it never was
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
        List<OrganisationDoubt> doubts,
        String source,
        @Nullable String verifiedBy,
        String registeredBy,
        @Nullable String reviewedBy,
        @Nullable @Personal String reviewNote,
        Instant registeredAt)
        implements Case {

    public Organisation {
        doubts = List.copyOf(doubts);
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

    @Override
    public Title titled() {
        return Title.of(new Title.Both(nameZh, nameEn));
    }

    @Override
    public String title() {
        return titled().plain();
    }

    /// A registration is verified by the division and answered for by the province.
    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case HOME -> Optional.of(home.code());
            case VERIFIER -> Optional.of(division.value());
            case FIRM, PROVIDER, LEGAL_PERSON, ISSUER, OWNER -> Optional.empty();
        };
    }

    public Organisation reviewed(OrganisationState verdict, String by, String note) {
        return with(verdict, doubts, by, note);
    }

    /// Back to review, for another reason.
    public Organisation doubted(OrganisationDoubt why) {
        List<OrganisationDoubt> all = new ArrayList<>(doubts);
        if (!all.contains(why)) {
            all.add(why);
        }
        return with(OrganisationState.PENDING_REVIEW, all, null, null);
    }

    private Organisation with(
            OrganisationState newState,
            List<OrganisationDoubt> newDoubts,
            @Nullable String by,
            @Nullable String note) {
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
                newState,
                newDoubts,
                source,
                verifiedBy,
                registeredBy,
                by,
                note,
                registeredAt);
    }
}

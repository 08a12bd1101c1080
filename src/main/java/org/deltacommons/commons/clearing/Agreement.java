package org.deltacommons.commons.clearing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// One party's copy of a clearing agreement (垫付清算协议). It is in force at a home once that home knows
/// every party's signature.
///
/// @param number as on paper, upper case
/// @param lead the party that proposed it and opens its periods
/// @param begins the first day it holds for orders placed
/// @param ends the last day
/// @param signed the parties known to have signed
@Stored("clearing.agreement")
public record Agreement(
        Id<Agreement> id,
        Province home,
        AgreementState state,
        String number,
        Province lead,
        List<Province> parties,
        LocalDate begins,
        LocalDate ends,
        String terms,
        List<Attachment> papers,
        List<Province> signed,
        Instant proposedAt,
        @Nullable @Personal String note)
        implements Case {

    public Agreement {
        parties = parties.stream().sorted().distinct().toList();
        papers = List.copyOf(papers);
        signed = List.copyOf(signed);
        if (parties.size() < 2 || !parties.contains(home) || !parties.contains(lead)) {
            throw new IllegalArgumentException("an agreement is between its parties: " + id);
        }
        if (ends.isBefore(begins)) {
            throw new IllegalArgumentException("an agreement ends after it begins: " + id);
        }
    }

    static Id<Agreement> idOf(String number, Province home) {
        return Id.of("agr-" + number.toLowerCase(Locale.ROOT) + "-" + home.code());
    }

    /// A party's copy of what was proposed.
    static Agreement copy(AgreementProposed proposal, Province home, Instant at) {
        return new Agreement(
                idOf(proposal.number(), home),
                home,
                AgreementState.PROPOSED,
                proposal.number(),
                proposal.lead(),
                proposal.parties(),
                proposal.begins(),
                proposal.ends(),
                proposal.terms(),
                proposal.papers(),
                List.of(),
                at,
                null);
    }

    AgreementProposed proposal() {
        return new AgreementProposed(number, lead, parties, begins, ends, terms, papers);
    }

    Audience audience() {
        return Audience.of(others());
    }

    List<Province> others() {
        return parties.stream().filter(party -> party != home).toList();
    }

    @Override
    public String title() {
        return number;
    }

    @Override
    public DivisionCode division() {
        return home.division();
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case HOME, OWNER, ISSUER -> Optional.of(home.code());
            case FIRM, PROVIDER, LEGAL_PERSON, VERIFIER -> Optional.empty();
        };
    }

    @Override
    public List<Attachment> attachments() {
        return papers;
    }

    boolean isPublic() {
        return state == AgreementState.IN_FORCE || state == AgreementState.ENDED;
    }

    Agreement in(AgreementState next, @Nullable String words) {
        return new Agreement(
                id,
                home,
                next,
                number,
                lead,
                parties,
                begins,
                ends,
                terms,
                papers,
                signed,
                proposedAt,
                words);
    }

    /// With one more signature; in force with the last one.
    Agreement signedBy(Province party) {
        List<Province> all = new ArrayList<>(signed);
        if (!all.contains(party)) {
            all.add(party);
        }
        AgreementState next =
                all.containsAll(parties)
                        ? AgreementState.IN_FORCE
                        : all.contains(home) ? AgreementState.SIGNED : AgreementState.PROPOSED;
        return new Agreement(
                id,
                home,
                next,
                number,
                lead,
                parties,
                begins,
                ends,
                terms,
                papers,
                all,
                proposedAt,
                note);
    }
}

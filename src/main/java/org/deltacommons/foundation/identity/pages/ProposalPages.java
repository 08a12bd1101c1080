package org.deltacommons.foundation.identity.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.identity.accounts.Memberships;
import org.deltacommons.foundation.identity.accounts.Proposal;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.PlaceNames;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Badge;
import org.deltacommons.foundation.web.CaseView;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Roles that wait for a second security administrator.
@Controller
class ProposalPages {

    static final int SHOWN_MAX = 500;
    private static final String OPEN = "t.state = 'OPEN' AND t.home = ANY(:homes)";

    private final Records records;
    private final Memberships memberships;
    private final People people;
    private final PlaceNames places;
    private final Deeds deeds;
    private final Words words;

    ProposalPages(
            Records records,
            Memberships memberships,
            People people,
            PlaceNames places,
            Deeds deeds,
            Words words) {
        this.records = records;
        this.memberships = memberships;
        this.people = people;
        this.places = places;
        this.deeds = deeds;
        this.words = words;
    }

    /// How many wait for the actor's word: not those they made themselves.
    Optional<Badge.Count> waiting(Actor actor) {
        Set<Province> homes = Lists.provinces(actor, Role.SECURITY_ADMIN);
        String condition = OPEN + " AND t.proposed_by <> :me AND t.person <> :me";
        return homes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Badge.Count(
                                Records.counting(Proposal.class, condition),
                                Map.of("homes", Lists.codes(homes), "me", actor.id())));
    }

    @GetMapping("/admin/proposals")
    ModelAndView proposals(Actor actor, Address address) {
        List<RowView> rows =
                open(actor, address, address.size(SHOWN_MAX)).stream().map(this::row).toList();
        ListView view =
                ListView.at(address, "identity.proposals")
                        .intro(words.say("identity.proposals.intro"))
                        .columns(
                                ListColumn.of("identity.name"),
                                ListColumn.of("identity.role"),
                                ListColumn.of("identity.place"),
                                ListColumn.of("identity.proposed-by"),
                                ListColumn.of("identity.at"))
                        .page(new Paged<>(rows, null, rows.size()))
                        .empty("identity.proposals.none")
                        .build();
        return new ModelAndView("list", "view", view);
    }

    /// @throws RefusedException if the actor decides on none
    List<Proposal> open(Actor actor, Address address, int size) {
        Set<Province> homes = Lists.provinces(actor, Role.SECURITY_ADMIN);
        if (homes.isEmpty()) {
            throw deeds.forbidden(actor, address.path());
        }
        return records.list(
                Proposal.class,
                OPEN,
                "t.proposed_at, t.id",
                Map.of("homes", Lists.codes(homes)),
                size);
    }

    private RowView row(Proposal proposal) {
        return RowView.of(
                        proposal.id().value(),
                        "/admin/proposals/" + proposal.id(),
                        people.name(proposal.person().value()),
                        proposal.role(),
                        places.name(proposal.place()),
                        people.name(proposal.proposedBy()),
                        proposal.proposedAt())
                .fixed();
    }

    @GetMapping("/admin/proposals/{id}")
    ModelAndView proposal(Actor actor, @PathVariable String id) {
        Proposal proposal = visible(actor, id);
        return deeds.show((told, tried) -> view(proposal, actor, told, tried));
    }

    @PostMapping("/admin/proposals/{id}/{deed}")
    ModelAndView act(
            Actor actor,
            @PathVariable String id,
            @PathVariable String deed,
            HttpServletRequest request,
            RedirectAttributes next) {
        Proposal proposal = visible(actor, id);
        return deeds.run(
                actor,
                possible(proposal, actor),
                deed,
                "/admin/proposals/" + id,
                request,
                next,
                (told, tried) -> view(proposal, actor, told, tried));
    }

    Proposal visible(Actor actor, String id) {
        return records.find(Proposal.class, Id.of(id))
                .filter(proposal -> actor.may(Role.SECURITY_ADMIN, proposal.home().code()))
                .orElseThrow(() -> {
                    deeds.forbidden(actor, "/admin/proposals/" + id);
                    return new RefusedException(WebReason.NOT_FOUND);
                });
    }

    private CaseView view(
            Proposal proposal, Actor actor, List<Section> told, Deeds.@Nullable Tried tried) {
        String lender = proposal.delegatedBy();
        String decidedBy = proposal.decidedBy();
        return CaseView.of(
                        "proposal",
                        proposal.id().value(),
                        people.name(proposal.person().value())
                                + " · "
                                + words.show(proposal.role()),
                        state(proposal),
                        proposal.home(),
                        places.name(proposal.place()))
                .withSections(told)
                .withSections(
                        List.of(
                                Section.of(
                                        "identity.proposal",
                                        Entry.of("identity.role", proposal.role()),
                                        Entry.of("identity.place", places.name(proposal.place())),
                                        Entry.of("identity.from", proposal.validFrom()),
                                        Entry.of("identity.until", proposal.validUntil()),
                                        Entry.of(
                                                "identity.proposed-by",
                                                people.name(proposal.proposedBy())),
                                        Entry.of(
                                                "identity.lender",
                                                lender == null ? null : people.name(lender)),
                                        Entry.of(
                                                "identity.decided-by",
                                                decidedBy == null
                                                        ? null
                                                        : people.name(decidedBy)))))
                .withActions(
                        deeds.views(
                                possible(proposal, actor),
                                "/admin/proposals/" + proposal.id(),
                                tried));
    }

    private static State state(Proposal proposal) {
        return switch (proposal.state()) {
            case OPEN -> new State("identity.proposal.open", StateTone.WAITING);
            case GRANTED -> new State("identity.proposal.granted", StateTone.GOOD);
            case REFUSED -> new State("identity.proposal.refused", StateTone.BAD);
        };
    }

    List<Deed<?>> possible(Proposal proposal, Actor actor) {
        if (proposal.state() != Proposal.State.OPEN) {
            return List.of();
        }
        return List.of(
                Deed.plain(
                                "approve",
                                (_, key) ->
                                        Deed.Told.of(
                                                memberships.decide(
                                                        actor, proposal.id(), true, key)))
                        .first(),
                Deed.plain(
                                "turn-down",
                                (_, key) ->
                                        Deed.Told.of(
                                                memberships.decide(
                                                        actor, proposal.id(), false, key)))
                        .grave());
    }
}

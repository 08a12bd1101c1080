package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How a rule gets a new version: one officer of the division proposes, a second one approves.
final class RuleProcedure {

    static final String NAME = "rule";
    private static final Who OFFICER = Who.of(Role.COUNTY_OFFICER, Side.ISSUER);
    private static final Who PROVINCIAL = Who.of(Role.PROVINCIAL_OFFICER, Side.ISSUER);

    private final RuleKinds kinds;

    RuleProcedure(RuleKinds kinds) {
        this.kinds = kinds;
    }

    Procedure<RuleProposal> declared() {
        return Procedure.of(NAME, RuleProposal.class, "rulebook.procedure.source")
                .state(
                        RuleProposalState.PROPOSED,
                        StateTone.WAITING,
                        "rule.approve",
                        List.of(),
                        OFFICER,
                        PROVINCIAL)
                .last(RuleProposalState.APPROVED, StateTone.GOOD)
                .last(RuleProposalState.REJECTED, StateTone.BAD)
                .last(RuleProposalState.WITHDRAWN, StateTone.OVER)
                .opens(
                        "propose",
                        RuleProposing.class,
                        (form, actor) -> form.division().province(),
                        this::propose,
                        OFFICER,
                        PROVINCIAL)
                .action("approve", RuleNote.class)
                .from(RuleProposalState.PROPOSED)
                .to(RuleProposalState.APPROVED)
                .by(OFFICER, PROVINCIAL)
                .unless(RuleProcedure::obstacle)
                .primary()
                .does(RuleProcedure::approve)
                .action("reject", RuleRejection.class)
                .from(RuleProposalState.PROPOSED)
                .to(RuleProposalState.REJECTED)
                .by(OFFICER, PROVINCIAL)
                .unless(RuleProcedure::own)
                .dangerous()
                .does((before, form, on) ->
                        Outcome.done(
                                Move.to(before.in(RuleProposalState.REJECTED, 0))
                                        .noting(form.reason())))
                .action("withdraw", RuleNote.class)
                .from(RuleProposalState.PROPOSED)
                .to(RuleProposalState.WITHDRAWN)
                .by(OFFICER, PROVINCIAL)
                .unless(RuleProcedure::others)
                .does((before, form, on) ->
                        Outcome.done(
                                Move.to(before.in(RuleProposalState.WITHDRAWN, 0))
                                        .noting(form.note())))
                .line(RuleProposalState.PROPOSED, RuleProposalState.APPROVED)
                .build();
    }

    private Outcome<Move<RuleProposal>> propose(RuleProposing form, Deciding on) {
        Optional<RuleKind<?, ?>> kind = kinds.of(form.topic());
        if (kind.isEmpty()) {
            return Outcome.refused(
                    Refusal.of(RulebookReason.TOPIC_NOT_FOUND, "topic", form.topic()));
        }
        JsonNode value;
        try {
            // Read and written again, so that only what the kind knows is kept.
            JsonNode told = Json.parse(form.value());
            if (!told.isObject()) {
                throw new IllegalArgumentException("a rule's value is an object");
            }
            value = Json.tree(kind.get().read(told));
        } catch (RuntimeException wrong) {
            // The constructor of the kind's record, or the mapper in front of it.
            return Outcome.refused(Refusal.of(RulebookReason.VALUE_INVALID, "topic", form.topic()));
        }
        RuleProposal proposal =
                new RuleProposal(
                        on.ids().next("rule"),
                        form.division().province(),
                        form.title(),
                        RuleProposalState.PROPOSED,
                        form.topic(),
                        form.division(),
                        value,
                        form.from(),
                        form.until(),
                        form.source(),
                        form.certainty(),
                        form.why(),
                        on.actor().id(),
                        on.actor().name(),
                        0);
        Refusal date = date(proposal, on);
        return date == null ? Outcome.done(Move.to(proposal)) : Outcome.refused(date);
    }

    private static Outcome<Move<RuleProposal>> approve(
            RuleProposal before, RuleNote form, Deciding on) {
        Id<Rule> id = Rule.idOf(before.topic(), before.division());
        Optional<Rule> rule = on.rows().find(Rule.class, id);
        int number = rule.map(known -> known.newest().version()).orElse(0) + 1;
        RuleText text =
                new RuleText(
                        number,
                        before.validFrom(),
                        before.validUntil(),
                        before.value(),
                        before.source(),
                        before.certainty(),
                        before.proposedBy(),
                        on.actor().id(),
                        false);
        Rule after = rule.map(known -> known.with(text)).orElseGet(() -> first(id, before, text));
        return Outcome.done(
                Move.to(before.in(RuleProposalState.APPROVED, number))
                        .with(
                                new Put(after),
                                new Fact(
                                        id.value(),
                                        Audience.PUBLIC,
                                        new RuleApproved(after, number, before.id().value())))
                        .noting(form.note()));
    }

    private static Rule first(Id<Rule> id, RuleProposal proposal, RuleText text) {
        Province home = proposal.home();
        return new Rule(id, home, proposal.topic(), proposal.division(), false, List.of(text));
    }

    private static @Nullable Refusal obstacle(RuleProposal before, Deciding on) {
        Refusal own = own(before, on);
        return own == null ? date(before, on) : own;
    }

    /// Nobody decides about what they proposed themselves.
    private static @Nullable Refusal own(RuleProposal before, Deciding on) {
        return before.proposedBy().equals(on.actor().id())
                ? Refusal.of(RulebookReason.SECOND_PERSON, "who", before.proposedByName())
                : null;
    }

    /// Only the proposer takes it back; others refuse it.
    private static @Nullable Refusal others(RuleProposal before, Deciding on) {
        return before.proposedBy().equals(on.actor().id())
                ? null
                : Refusal.of(RulebookReason.NOT_PROPOSER, "who", before.proposedByName());
    }

    /// A rule begins today or later, and never covers one that was decided for later.
    private static @Nullable Refusal date(RuleProposal proposal, Deciding on) {
        LocalDate today = LocalDate.ofInstant(on.now(), WorkingDays.ZONE);
        if (proposal.validFrom().isBefore(today)) {
            return Refusal.of(RulebookReason.DATE_IN_PAST, "from", proposal.validFrom().toString())
                    .with("today", today.toString());
        }
        LocalDate until = proposal.validUntil();
        return on.rows().find(Rule.class, Rule.idOf(proposal.topic(), proposal.division())).stream()
                .flatMap(rule -> rule.versions().stream())
                .map(RuleText::from)
                .filter(later -> later.isAfter(proposal.validFrom()))
                .filter(later -> until == null || until.isAfter(later))
                .findFirst()
                .map(later -> Refusal.of(RulebookReason.LATER_VERSION, "later", later.toString()))
                .orElse(null);
    }
}

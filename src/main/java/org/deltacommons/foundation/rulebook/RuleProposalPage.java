package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.springframework.stereotype.Component;

/// What is proposed, beside what is in force, on the page of the proposal.
@Component
class RuleProposalPage implements CasePage<RuleProposal> {

    private final RuleTable table;
    private final RuleKinds kinds;
    private final Words words;

    RuleProposalPage(RuleTable table, RuleKinds kinds, Words words) {
        this.table = table;
        this.kinds = kinds;
        this.words = words;
    }

    @Override
    public Class<RuleProposal> type() {
        return RuleProposal.class;
    }

    @Override
    public List<Section> sections(RuleProposal proposal, Actor actor) {
        return List.of(terms(proposal), comparison(proposal));
    }

    private Section terms(RuleProposal proposal) {
        LocalDate until = proposal.validUntil();
        return Section.of(
                "rulebook.proposal.terms",
                Entry.link(
                        "form.RuleProposing.division",
                        proposal.division(),
                        "/rules/%s/%s".formatted(proposal.topic(), proposal.division().value())),
                Entry.of("form.RuleProposing.from", proposal.validFrom()),
                Entry.of("form.RuleProposing.until", until),
                Entry.of("form.RuleProposing.source", proposal.source()),
                Entry.of("form.RuleProposing.certainty", proposal.certainty()),
                Entry.of("form.RuleProposing.why", proposal.why()),
                Entry.of("rulebook.proposal.by", proposal.proposedByName()));
    }

    /// Line by line against what is in force the day before it would begin.
    private Section comparison(RuleProposal proposal) {
        Optional<RuleTable.InForce> now =
                table.applying(
                        proposal.topic(), proposal.division(), proposal.validFrom().minusDays(1));
        RuleKind<?, ?> kind = kinds.of(proposal.topic()).orElseThrow();
        List<Entry> wanted = kind.lines(proposal.value());
        List<Entry> known =
                now.map(inForce -> kind.lines(inForce.text().value())).orElse(List.of());
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Object after = wanted.get(i).value();
            Object before = known.isEmpty() ? null : known.get(i).value();
            boolean same = words.show(after).equals(words.show(before));
            rows.add(
                    List.of(
                            Cell.of(words.say(wanted.get(i).label())),
                            Cell.of(before),
                            same ? Cell.of(after) : Cell.marked(after, Mark.WARN)));
        }
        Table lines =
                new Table(
                        List.of(
                                Column.of("rulebook.item"),
                                Column.of("rulebook.proposal.now"),
                                Column.of("rulebook.proposal.new")),
                        rows,
                        "rulebook.proposal.none");
        return Section.of("rulebook.proposal.compare", lines)
                .introduced(
                        now.map(inForce -> words.show(inForce.rule().named(inForce.text())))
                                .orElseGet(() -> words.say("rulebook.proposal.none")));
    }
}

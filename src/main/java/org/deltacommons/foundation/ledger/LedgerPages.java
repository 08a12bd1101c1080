package org.deltacommons.foundation.ledger;

import java.util.Arrays;
import java.util.List;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.SectionsPage;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.JsonNode;

/// Whether a province's books hold together: for its auditors and officials, and nobody else's.
@Controller
class LedgerPages {

    static final String PATH = "/ledger";
    private static final int FINDINGS_MAX = 200;
    private static final List<Role> READERS =
            List.of(
                    Role.AUDITOR,
                    Role.PROVINCIAL_OFFICER,
                    Role.TREASURY_OFFICER,
                    Role.CLEARING_OFFICER);

    /// One province's books for a machine.
    ///
    /// @param trial what they add up to, in fen
    record Books(
            Province home,
            Ledger.TrialBalance trial,
            boolean balances,
            ChainAudit.Standing audit,
            List<ChainAudit.Finding> findings) {}

    private final Ledger ledger;
    private final ChainAudit audit;
    private final Lane lane;
    private final Words words;

    LedgerPages(Ledger ledger, ChainAudit audit, Lane lane, Words words) {
        this.ledger = ledger;
        this.audit = audit;
        this.lane = lane;
        this.words = words;
    }

    static boolean mayRead(Actor actor) {
        return !provinces(actor).isEmpty();
    }

    private static List<Province> provinces(Actor actor) {
        return Arrays.stream(Province.values())
                .filter(province ->
                        READERS.stream().anyMatch(role -> actor.may(role, province.code())))
                .toList();
    }

    private List<Books> books(Actor actor) {
        List<Province> mine = provinces(actor);
        if (mine.isEmpty()) {
            throw new RefusedException(Refusal.of(LedgerReason.FORBIDDEN));
        }
        return mine.stream().filter(lane::hosts).map(this::books).toList();
    }

    private Books books(Province home) {
        Ledger.TrialBalance trial = ledger.trialBalance(home);
        return new Books(
                home,
                trial,
                trial.balances(),
                audit.standing(home),
                audit.findings(home, FINDINGS_MAX));
    }

    /// As [Books], amounts in fen.
    @GetMapping(path = "/api/v1/ledger", produces = "application/json")
    @ResponseBody
    JsonNode all(Actor actor) {
        return Json.tree(books(actor));
    }

    @GetMapping(PATH)
    ModelAndView page(Actor actor) {
        List<Section> sections = books(actor).stream().map(this::section).toList();
        return new ModelAndView(
                "sections",
                "page",
                new SectionsPage(
                        words.say("ledger.page.title"),
                        words.say("ledger.page.intro"),
                        List.of(),
                        sections));
    }

    private Section section(Books books) {
        Mark sums = books.balances() ? Mark.MET : Mark.NOT_MET;
        Mark chain = books.findings().isEmpty() ? Mark.MET : Mark.NOT_MET;
        ChainAudit.Standing standing = books.audit();
        return Section.of(
                        "enum.Province." + books.home().name(),
                        Entry.of("ledger.page.debits", books.trial().debits()),
                        Entry.of("ledger.page.credits", books.trial().credits()),
                        Entry.of("ledger.page.held", books.trial().pendingDebits()),
                        Entry.check(
                                "ledger.page.balances",
                                words.say(
                                        books.balances()
                                                ? "ledger.page.equal"
                                                : "ledger.page.unequal"),
                                sums),
                        Entry.of("ledger.page.accounts", standing.accounts()),
                        Entry.of("ledger.page.reached", standing.reached()),
                        Entry.of("ledger.page.rounds", standing.rounds()),
                        Entry.of("ledger.page.last", standing.finished().orElse(null)),
                        Entry.check(
                                "ledger.page.chain",
                                words.say(
                                        books.findings().isEmpty()
                                                ? "ledger.page.sound"
                                                : "ledger.page.unsound",
                                        "count",
                                        books.findings().size()),
                                chain))
                .with(findings(books.findings()));
    }

    private static Table findings(List<ChainAudit.Finding> findings) {
        return new Table(
                List.of(
                        Column.of("ledger.page.account"),
                        Column.amount("ledger.page.entry"),
                        Column.of("ledger.page.what"),
                        Column.of("ledger.page.found")),
                findings.stream()
                        .map(finding ->
                                List.of(
                                        Cell.of(finding.account()),
                                        Cell.of(finding.sequence()),
                                        Cell.of(finding.what()),
                                        Cell.of(finding.at())))
                        .toList(),
                "ledger.page.nothing-wrong");
    }
}

package org.deltacommons.commons.vouchers;

import static org.deltacommons.foundation.web.Entry.link;
import static org.deltacommons.foundation.web.Entry.of;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.TemplateNote;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.springframework.stereotype.Component;

/// What the page of a batch shows: to the public what is in notice, to the officials every claim
/// with its papers side by side and what the checks say.
@Component
class RedemptionCasePage implements CasePage<Redemption> {

    private final Words words;
    private final Records records;
    private final Clock clock;

    RedemptionCasePage(Words words, Records records, Clock clock) {
        this.words = words;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public Class<Redemption> type() {
        return Redemption.class;
    }

    @Override
    public String said(String action, String note) {
        return action.equals("return")
                ? TemplateNote.read(words, VoucherForms.RequestTemplate.values(), note)
                : note;
    }

    @Override
    public List<Section> sections(Redemption batch, Actor actor) {
        boolean official = official(actor, batch);
        List<Section> all = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        entries.add(of("redemption.issuer", batch.issuer()));
        entries.add(of("redemption.month", batch.month()));
        entries.add(of("redemption.count", batch.lines().size()));
        entries.add(of("redemption.total", total(batch)));
        entries.add(of("redemption.notice-from", batch.noticeFrom()));
        entries.add(of("redemption.notice-until", PaperDrafts.end(batch.noticeUntil())));
        if (official) {
            entries.add(of("redemption.budget-item", batch.budgetItem()));
        }
        if (official && batch.isReturned()) {
            entries.add(
                    Entry.check(
                            "redemption.returned",
                            Phrase.of("redemption.returned.why"),
                            Mark.WARN));
        }
        if (batch.state() == RedemptionState.PAYING
                && ClaimProcedure.TREASURY.includes(actor, batch)) {
            files(entries, "redemption.payment-file", batch, "payments");
            entries.add(
                    link(
                            "redemption.results.title",
                            words.say("redemption.results.open"),
                            PaymentResultPages.PATH.replace("{id}", batch.id().value())));
        }
        if (official && ArchiveLists.isDue(batch)) {
            files(entries, "redemption.archive", batch, "archive");
        }
        all.add(
                Section.of("redemption.section.batch", entries)
                        .introduced(
                                isOpenToObjections(batch)
                                        ? words.say("redemption.notice.intro")
                                        : null));
        if (official) {
            all.add(examined(batch));
        }
        if (batch.isPublic() || !official) {
            all.add(Section.of("redemption.section.lines", lines(batch, official)));
        }
        if (official) {
            notPayable(batch).ifPresent(all::add);
            all.add(
                    Section.of(
                            "paper.section",
                            link(
                                    "paper.statement.budget",
                                    words.say("paper.open.year"),
                                    "/programmes/" + batch.programme() + "/statement.pdf")));
        }
        return all;
    }

    /// What is left out of the payment file because nobody has said where to pay. Only what the
    /// issuer itself pays: what another province advances is asked for there.
    private Optional<Section> notPayable(Redemption batch) {
        List<List<Cell>> rows =
                records
                        .list(
                                ClaimLine.class,
                                "t.batch = :batch AND t.state = 'CAPTURED'"
                                        + " AND t.route <> 'PROVINCE_AGENT'"
                                        + " AND coalesce(t.payment ->> 'account', '') = ''",
                                "t.id",
                                Map.of("batch", batch.id().value()),
                                Redemption.LINES_MAX)
                        .stream()
                        .map(claim ->
                                List.of(
                                        Cell.link(claim.id(), "/cases/claim/" + claim.id()),
                                        Cell.of(claim.providerName()),
                                        Cell.of(claim.pays()),
                                        Cell.of(Phrase.of("redemption.unpayable.account"))))
                        .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Section.of(
                                        "redemption.section.unpayable",
                                        new Table(
                                                List.of(
                                                        Column.of("redemption.claim"),
                                                        Column.of("redemption.provider"),
                                                        Column.amount("redemption.pays"),
                                                        Column.of("redemption.why")),
                                                rows,
                                                "redemption.lines.none"))
                                .introduced(words.say("redemption.unpayable.intro")));
    }

    private static Money total(Redemption batch) {
        return batch.total(
                Redemption.LineState.WAITING,
                Redemption.LineState.PASSED,
                Redemption.LineState.OBJECTED,
                Redemption.LineState.CAPTURED,
                Redemption.LineState.PAID);
    }

    /// Each claim with its contract, invoice and bank payment side by side and what the checks say.
    /// What a check found fault with is marked in its own column.
    private Section examined(Redemption batch) {
        Map<String, ClaimLine> claims =
                records
                        .list(
                                ClaimLine.class,
                                "t.batch = :batch",
                                "t.id",
                                Map.of("batch", batch.id().value()),
                                Redemption.LINES_MAX)
                        .stream()
                        .collect(Collectors.toMap(claim -> claim.id().value(), claim -> claim));
        List<List<Cell>> rows =
                batch.lines().stream()
                        .flatMap(line ->
                                Optional.ofNullable(claims.get(line.claim()))
                                        .map(claim -> examined(claim, line.state()))
                                        .stream())
                        .toList();
        return Section.of(
                        "redemption.section.examined",
                        new Table(
                                List.of(
                                        Column.of("redemption.firm"),
                                        Column.of("redemption.provider"),
                                        Column.amount("claim.contract"),
                                        Column.amount("claim.invoice"),
                                        Column.amount("claim.receipt"),
                                        Column.of("claim.payer"),
                                        Column.amount("redemption.pays"),
                                        Column.of("redemption.checks"),
                                        Column.of("redemption.line-state")),
                                rows,
                                "redemption.lines.none"))
                .introduced(words.say("redemption.examined.intro"));
    }

    private List<Cell> examined(ClaimLine claim, Redemption.LineState state) {
        ComparedPapers papers = new ComparedPapers(claim);
        return List.of(
                Cell.link(claim.firmName(), "/cases/claim/" + claim.id()),
                papers.provider(),
                papers.contractPrice(),
                papers.invoiceTotal(),
                papers.paid(),
                papers.payer(),
                Cell.of(claim.pays()),
                papers.checks(words),
                Cell.of(state));
    }

    private void files(List<Entry> entries, String label, Redemption batch, String name) {
        for (String format : List.of("xlsx", "csv")) {
            entries.add(
                    link(
                            label,
                            words.say("redemption.file." + format),
                            "/redemptions/%s/%s.%s".formatted(batch.id(), name, format)));
        }
    }

    /// Who sees more of a batch than is in public notice.
    static boolean official(Actor actor, Redemption batch) {
        return Grants.OFFICER.includes(actor, batch)
                || Grants.PROVINCIAL.includes(actor, batch)
                || Grants.AUDITOR.includes(actor, batch)
                || ClaimProcedure.TREASURY.includes(actor, batch);
    }

    private boolean isOpenToObjections(Redemption batch) {
        return batch.noticeUntil() != null && clock.instant().isBefore(batch.noticeUntil());
    }

    /// The public sees what is in notice; the officials see every line.
    private Table lines(Redemption batch, boolean official) {
        boolean open = isOpenToObjections(batch);
        List<List<Cell>> rows =
                batch.lines().stream()
                        .filter(line -> official || line.state() != Redemption.LineState.OUT)
                        .map(line ->
                                List.of(
                                        official
                                                ? Cell.link(
                                                        line.firmName(),
                                                        "/cases/claim/" + line.claim())
                                                : Cell.of(line.firmName()),
                                        Cell.of(line.providerName()),
                                        Cell.of(line.pays()),
                                        Cell.of(line.state()),
                                        open && line.mayBeObjectedTo()
                                                ? Cell.link(
                                                        words.say("objection.make"),
                                                        "/notices/objection?claim=" + line.claim())
                                                : Cell.of(null)))
                        .toList();
        return new Table(
                List.of(
                        Column.of("redemption.firm"),
                        Column.of("redemption.provider"),
                        Column.amount("redemption.pays"),
                        Column.of("redemption.line-state"),
                        Column.of("objection.column")),
                rows,
                "redemption.lines.none");
    }
}

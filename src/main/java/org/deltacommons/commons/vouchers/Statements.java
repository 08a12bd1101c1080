package org.deltacommons.commons.vouchers;

import static org.deltacommons.commons.vouchers.PaperDrafts.line;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.AccountKind;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.ledger.TransferKind;
import org.deltacommons.foundation.papers.PdfPaper;
import org.deltacommons.foundation.papers.PdfTable;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// An account's statement (对账单), read like a bank's: opening, entries, closing. Every figure is one
/// that a transfer carries; none is summed from rows that might be missing.
@Component
class Statements implements IssuedPapers.Drafts {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /// Some forty pages; a longer period is asked for in pieces.
    private static final int ENTRIES_MAX = 2_000;

    /// What an account came to at an instant.
    private record Standing(Money posted, Money held) {
        static final Standing NOTHING = new Standing(Money.ZERO, Money.ZERO);

        static Standing after(Ledger.Entry entry) {
            return new Standing(entry.postedAfter(), entry.heldAfter());
        }
    }

    private final Ledger ledger;
    private final Records records;
    private final Organisations organisations;

    Statements(Ledger ledger, Records records, Organisations organisations) {
        this.ledger = ledger;
        this.records = records;
        this.organisations = organisations;
    }

    @Override
    public Optional<IssuedPapers.Draft> draft(IssuedPaper paper, Words words) {
        LocalDate first = paper.firstDay();
        LocalDate last = paper.lastDay();
        if (paper.kind() != IssuedPaper.PaperKind.STATEMENT || first == null || last == null) {
            return Optional.empty();
        }
        return ledger.balances(paper.subject())
                .map(account -> statement(account, first, last, words));
    }

    private IssuedPapers.Draft statement(
            Balances account, LocalDate first, LocalDate last, Words words) {
        Instant from = start(first);
        Instant until = start(last.plusDays(1));
        List<Ledger.Entry> entries =
                ledger.statement(account.account(), from, until, ENTRIES_MAX + 1);
        if (entries.size() > ENTRIES_MAX) {
            throw new RefusedException(
                    Refusal.of(WalletReason.PERIOD_TOO_LONG, "limit", ENTRIES_MAX));
        }
        Standing opening =
                ledger.last(account.account(), from).map(Standing::after).orElse(Standing.NOTHING);
        Standing closing = entries.isEmpty() ? opening : Standing.after(entries.getLast());
        String issuer = issuer(account, words);
        String holder = holder(account, words);
        Phrase period = new Phrase("paper.period.days", Map.of("first", first, "last", last));
        PdfPaper paper =
                PdfPaper.titled(words, title(account))
                        .number(account.account())
                        .issuedBy(issuer)
                        .entries(
                                line("paper.account-of", holder),
                                line("voucher.programme", programme(account, words)),
                                line("paper.period", period))
                        .entries(balance("opening", opening))
                        .table(table(entries, words))
                        .entries(balance("closing", closing))
                        .paragraph(Phrase.of("paper.statement.note"));
        return new IssuedPapers.Draft(
                paper,
                title(account),
                account.account(),
                issuer,
                holder,
                List.of(
                        Entry.of("paper.period", period),
                        Entry.of("paper.opening.posted", opening.posted()),
                        Entry.of("paper.closing.posted", closing.posted()),
                        Entry.of("paper.closing.held", closing.held())),
                new State("paper.statement.state", StateTone.GOOD));
    }

    private static List<PdfPaper.Entry> balance(String when, Standing standing) {
        return List.of(
                line("paper." + when + ".posted", standing.posted()),
                line("paper." + when + ".held", standing.held()));
    }

    private static PdfTable table(List<Ledger.Entry> entries, Words words) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Money in = Money.ZERO;
        Money out = Money.ZERO;
        for (Ledger.Entry entry : entries) {
            boolean posts = moves(entry.kind());
            in = posts && !entry.debit() ? in.plus(entry.amount()) : in;
            out = posts && entry.debit() ? out.plus(entry.amount()) : out;
            rows.add(
                    Arrays.asList(
                            entry.at(),
                            words.show(entry.kind()) + " " + number(entry.subject()),
                            posts && !entry.debit() ? entry.amount() : "",
                            posts && entry.debit() ? entry.amount() : "",
                            held(entry),
                            entry.postedAfter(),
                            entry.heldAfter()));
        }
        return PdfTable.of(
                        PdfTable.text("ledger.at", 15),
                        PdfTable.text("paper.about", 22),
                        PdfTable.amount("paper.in", 13),
                        PdfTable.amount("paper.out", 13),
                        PdfTable.amount("paper.held-change", 13),
                        PdfTable.amount("paper.balance", 13),
                        PdfTable.amount("paper.held", 12))
                .rows(rows)
                .total(words.say("paper.turnover"), "", in, out, "", "", "");
    }

    private static boolean moves(TransferKind kind) {
        return switch (kind) {
            case POST, CAPTURE, REVERSE -> true;
            case HOLD, RELEASE -> false;
        };
    }

    /// What an entry did to the held amount: a capture takes from it too.
    private static Object held(Ledger.Entry entry) {
        return switch (entry.kind()) {
            case HOLD -> entry.amount();
            case CAPTURE, RELEASE -> entry.amount().negated();
            case POST, REVERSE -> "";
        };
    }

    private static String number(String subject) {
        return subject.toUpperCase(java.util.Locale.ROOT);
    }

    private static String title(Balances account) {
        return account.kind() == AccountKind.VOUCHER
                ? "paper.statement.voucher"
                : account.kind() == AccountKind.BUDGET
                        ? "paper.statement.budget"
                        : "paper.statement.payable";
    }

    private String issuer(Balances account, Words words) {
        return programme(account)
                .map(programme -> PaperDrafts.issuer(programme.issuer(), words))
                .orElse("");
    }

    private Optional<Programme> programme(Balances account) {
        return records.find(Programme.class, Id.<Programme>of(account.book()));
    }

    private @Nullable String programme(Balances account, Words words) {
        return programme(account).map(one -> one.name(words.english())).orElse(null);
    }

    private String holder(Balances account, Words words) {
        return account.kind() == AccountKind.BUDGET
                ? issuer(account, words)
                : Objects.requireNonNull(organisations.name(account.owner(), words.language()));
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}

package org.deltacommons.foundation.ledger.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What pages and machines read of own accounts, each treasury's only for those who see it. What
/// somebody may not see is not there.
@Component
class OwnBooks {

    /// An account and its newest sums.
    record Standing(OwnAccount account, Balances sums) {}

    /// One line of an account's history, with the entry it belongs to.
    record Line(Ledger.Entry line, JournalEntry entry) {}

    private final Records records;
    private final Ledger ledger;
    private final JdbcClient jdbc;

    OwnBooks(Records records, Ledger ledger, JdbcClient jdbc) {
        this.records = records;
        this.ledger = ledger;
        this.jdbc = jdbc;
    }

    /// The treasuries with own accounts that the actor sees, and those the actor is of.
    List<DivisionCode> treasuries(Actor actor) {
        if (!Treasuries.seesAny(actor)) {
            throw new RefusedException(JournalReason.JOURNAL_FORBIDDEN);
        }
        List<DivisionCode> seen =
                new ArrayList<>(
                        jdbc
                                .sql("SELECT DISTINCT treasury FROM ledger.own_account")
                                .query((row, _) -> new DivisionCode(row.getString(1)))
                                .list()
                                .stream()
                                .filter(treasury -> Treasuries.sees(actor, treasury))
                                .toList());
        seen.addAll(Treasuries.kept(actor));
        return seen.stream().distinct().sorted().toList();
    }

    Paged<Standing> accounts(Actor actor, List<DivisionCode> treasuries, String after, int size) {
        List<String> codes =
                treasuries.stream()
                        .filter(treasury -> Treasuries.sees(actor, treasury))
                        .map(DivisionCode::value)
                        .toList();
        String[] wanted = codes.toArray(String[]::new);
        String from = Cursor.decode(after).map(Cursor::id).orElse("");
        List<OwnAccount> found =
                records.list(
                        OwnAccount.class,
                        "t.treasury = ANY(:treasuries) AND t.id > :from",
                        "t.id",
                        Map.of("treasuries", wanted, "from", from),
                        size + 1);
        Map<String, Balances> sums =
                ledger.balances(found.stream().map(OwnAccount::account).toList());
        long total =
                records.count(
                        OwnAccount.class,
                        "t.treasury = ANY(:treasuries)",
                        Map.of("treasuries", wanted));
        return Paged.of(
                found.stream()
                        .map(account ->
                                new Standing(
                                        account,
                                        java.util.Objects.requireNonNull(
                                                sums.get(account.account()))))
                        .toList(),
                size,
                total,
                last -> new Cursor("", last.account().id().value()));
    }

    /// @throws RefusedException if it is not there, or not for the actor
    Standing account(Actor actor, String treasury, String code) {
        String id = treasury + "/" + code;
        if (Treasuries.treasury(id).isEmpty()
                || !Treasuries.sees(actor, new DivisionCode(treasury))) {
            throw new RefusedException(WebReason.NOT_FOUND);
        }
        OwnAccount account =
                records.find(OwnAccount.class, Id.<OwnAccount>of(id))
                        .orElseThrow(() -> new RefusedException(WebReason.NOT_FOUND));
        return new Standing(account, ledger.balances(account.account()).orElseThrow());
    }

    /// What the account had come to just before an instant: credits less debits.
    Money balance(OwnAccount account, Instant before) {
        return ledger.last(account.account(), before)
                .map(Ledger.Entry::postedAfter)
                .orElse(Money.ZERO);
    }

    /// @param forwards oldest first, for machines that take what is new; else newest first
    Paged<Line> lines(Standing standing, String after, boolean forwards, int size) {
        String account = standing.account().account();
        long count = standing.sums().sequence();
        Optional<Long> place = Cursor.decode(after).map(cursor -> place(after, cursor));
        List<Ledger.Entry> found;
        boolean more;
        if (forwards) {
            long from = place.orElse(0L);
            found = ledger.entries(account, from, from + size);
            more = from + size < count;
        } else {
            long before = place.orElse(count + 1);
            found = ledger.entries(account, Math.max(0, before - 1 - size), before - 1).reversed();
            more = before - 1 - size > 0;
        }
        Map<String, JournalEntry> entries = entries(found);
        List<Line> lines =
                found.stream()
                        .map(line ->
                                new Line(
                                        line,
                                        java.util.Objects.requireNonNull(
                                                entries.get(line.subject()))))
                        .toList();
        String next =
                more ? new Cursor("", Long.toString(found.getLast().sequence())).encode() : null;
        return new Paged<>(lines, next, count);
    }

    private static long place(String text, Cursor cursor) {
        if (!cursor.id().matches("\\d{1,18}")) {
            throw new RefusedException(Refusal.of(WebReason.CURSOR_INVALID, "after", text));
        }
        return Long.parseLong(cursor.id());
    }

    private Map<String, JournalEntry> entries(List<Ledger.Entry> lines) {
        String[] ids = lines.stream().map(Ledger.Entry::subject).distinct().toArray(String[]::new);
        return records
                .list(
                        JournalEntry.class,
                        "t.id = ANY(:ids)",
                        "t.id",
                        Map.of("ids", ids),
                        Math.max(1, ids.length))
                .stream()
                .collect(Collectors.toMap(entry -> entry.id().value(), Function.identity()));
    }

    /// @throws RefusedException if it is not there, or not for the actor
    JournalEntry entry(Actor actor, String id) {
        Optional<JournalEntry> entry =
                id.matches("jnl-[0-9a-z-]{1,40}")
                        ? records.find(JournalEntry.class, Id.<JournalEntry>of(id))
                        : Optional.empty();
        return entry.filter(one -> Treasuries.sees(actor, one.treasury()))
                .orElseThrow(() -> new RefusedException(WebReason.NOT_FOUND));
    }

    List<Ledger.Posting> lines(JournalEntry entry) {
        return ledger.postings(entry.home(), List.of(entry.id().value()));
    }

    /// The name that the treasury gave, of the ledger's name of an account.
    static String id(String account) {
        return account.substring(account.indexOf('/') + 1);
    }
}

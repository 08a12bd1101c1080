package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a party makes of the others' words about a period, and of its own: every copy grows by the
/// same facts, in whatever order the feeds bring them.
@Configuration
class NettingHandlers {

    /// How a fact changes the copy of its round.
    private interface Change<B> {
        Netting of(Netting copy, B body);
    }

    /// What else follows in the same Unit.
    private interface Also<B> {
        List<Part> parts(Netting before, B body, RecordedFact fact, Rows rows);
    }

    /// @param sayer whose word it is: from any other home it is none
    private record Hearing<B extends Record>(
            Class<B> fact,
            Function<B, Header> header,
            Function<B, Province> sayer,
            Change<B> change,
            Also<B> also,
            Procedure<Netting> procedure,
            Moving moving)
            implements FactHandler<B> {

        @Override
        public List<Part> on(B body, RecordedFact recorded, Rows rows) {
            Header round = header.apply(body);
            Netting stored =
                    rows.find(Netting.class, Netting.idOf(round, rows.home())).orElse(null);
            if (sayer.apply(body) != recorded.origin()
                    || !isAgreed(round, rows)
                    || isNotTheLeads(stored, round, recorded, rows)
                    || (stored != null && isOver(stored, round))) {
                return List.of();
            }
            Netting copy =
                    stored == null || stored.round() < round.round() || isOtherwise(stored, body)
                            ? Netting.opened(
                                    round,
                                    rows.home(),
                                    stored == null ? rows.now() : stored.openedAt())
                            : stored;
            Move<Netting> move =
                    Nettings.progress(change.of(copy, body), rows)
                            .with(also.parts(copy, body, recorded, rows));
            boolean out = move.after().isLeftOut();
            Periods periods = Periods.of(rows, round.agreement());
            if ((stored == null || out) && periods.latest() <= round.period()) {
                move = move.with(new Put(periods.at(round.period(), !out)));
            }
            return moving.parts(procedure, stored, stored == null ? "open" : "heard", move, rows);
        }

        /// Words of an earlier round no longer count, nor does anything once all is settled, nor
        /// another round of what all have signed. A home that is left out goes on listening: the
        /// fact that says what it has to put back may come after another party's first word of the
        /// round.
        private static boolean isOver(Netting stored, Header round) {
            return round.round() < stored.round()
                    || stored.state() == NettingState.CLOSED
                    || (stored.isNetted() && round.round() != stored.round());
        }

        /// A period is between those who signed its agreement, this home among them, and led by
        /// whom they said: whatever order the feeds bring things in, a home knows what it signed.
        private static boolean isAgreed(Header round, Rows rows) {
            return rows.find(Agreement.class, Agreement.idOf(round.agreement(), rows.home()))
                    .filter(known ->
                            known.lead() == round.lead()
                                    && known.parties().equals(round.parties())
                                    && known.signed().contains(rows.home()))
                    .isPresent();
        }

        /// What is left out of a round, and who, is as its lead says when it opens it, whatever
        /// another party's earlier word had made of it here.
        private static boolean isOtherwise(Netting stored, Record body) {
            return body instanceof PeriodOpened(Header opened) && !stored.header().equals(opened);
        }

        /// The lead opens each round itself and knows of none that it did not.
        private static boolean isNotTheLeads(
                @Nullable Netting stored, Header round, RecordedFact fact, Rows rows) {
            return rows.home() == round.lead()
                    && fact.origin() != rows.home()
                    && (stored == null || stored.round() < round.round());
        }
    }

    private final Procedure<Netting> procedure;
    private final DisputeHandlers disputes;
    private final Moving moving;

    NettingHandlers(Procedure<Netting> procedure, DisputeHandlers disputes, Moving moving) {
        this.procedure = procedure;
        this.disputes = disputes;
        this.moving = moving;
    }

    private <B extends Record> FactHandler<B> hearing(
            Class<B> fact,
            Function<B, Header> header,
            Function<B, Province> sayer,
            Change<B> change,
            Also<B> also) {
        return new Hearing<>(fact, header, sayer, change, also, procedure, moving);
    }

    /// Every party, the lead included, states what it is owed.
    @Bean
    FactHandler<PeriodOpened> periodOpened() {
        return hearing(
                PeriodOpened.class,
                PeriodOpened::header,
                body -> body.header().lead(),
                (copy, body) -> copy,
                (copy, body, fact, rows) ->
                        copy.owed().stream().anyMatch(line -> line.creditor() == rows.home())
                                ? List.of()
                                : receivables(body.header(), rows));
    }

    private List<Part> receivables(Header header, Rows rows) {
        List<Part> parts = new ArrayList<>(apart(header, rows));
        boolean out = header.leftOut().contains(rows.home());
        List<Netting.Owed> owed = new ArrayList<>();
        for (Province other : header.parties()) {
            if (other == rows.home()) {
                continue;
            }
            if (out || header.leftOut().contains(other)) {
                parts.addAll(untaken(header, rows.home(), other, rows));
                parts.addAll(untaken(header, other, rows.home(), rows));
                continue;
            }
            Running.Stated stated =
                    Running.of(rows, header.agreement(), rows.home(), other)
                            .stated(header, null, rows);
            parts.add(new Put(stated.after()));
            owed.add(stated.owed());
        }
        if (!out) {
            parts.add(Nettings.fact(header, new ReceivablesStated(header, rows.home(), owed)));
        }
        return parts;
    }

    private static List<Part> untaken(
            Header header, Province creditor, Province debtor, Rows rows) {
        Running chain = Running.of(rows, header.agreement(), creditor, debtor);
        Running after = chain.untaken(header.period());
        return after == chain ? List.of() : List.of(new Put(after));
    }

    /// What this round sets aside goes, once, onto the accounts of what is in dispute. The
    /// creditor's home does it and says so; the debtor's follows that, before it reads what is
    /// stated next.
    private List<Part> apart(Header header, Rows rows) {
        List<Part> parts = new ArrayList<>();
        for (Aside item : header.aside()) {
            if (item.creditor() != rows.home()) {
                continue;
            }
            Running chain = Running.of(rows, header.agreement(), item.creditor(), item.debtor());
            rows.find(Obligation.class, Obligation.idOf(chain, item.sequence()))
                    .filter(one -> one.disputed() == null)
                    .ifPresent(one ->
                            parts.addAll(disputes.setAside(Disputed.of(one, header, item), rows)));
        }
        return parts;
    }

    /// A creditor's facts come in the order of its feed, so all its advances up to the index it
    /// names have been dealt with when its statement is read.
    @Bean
    FactHandler<ReceivablesStated> receivablesStated() {
        return hearing(
                ReceivablesStated.class,
                ReceivablesStated::header,
                ReceivablesStated::party,
                (copy, body) -> copy.stated(news(copy, body)),
                (copy, body, fact, rows) -> payables(body, news(copy, body), rows));
    }

    /// Nobody states what others are owed, or anything twice in a round: what was signed stands.
    private static List<Netting.Owed> news(Netting copy, ReceivablesStated body) {
        return body.owed().stream()
                .filter(line ->
                        line.creditor() == body.party()
                                && copy.owed().stream().noneMatch(line::isPair))
                .toList();
    }

    private static List<Part> payables(ReceivablesStated body, List<Netting.Owed> news, Rows rows) {
        List<Part> parts = new ArrayList<>();
        for (Netting.Owed claimed : news) {
            if (claimed.debtor() == rows.home()) {
                Header header = body.header();
                Running.Stated stated =
                        Running.of(rows, header.agreement(), body.party(), rows.home())
                                .stated(header, claimed.upTo(), rows);
                parts.add(new Put(stated.after()));
                parts.add(Nettings.fact(header, new PayablesConfirmed(header, stated.owed())));
            }
        }
        return parts;
    }

    @Bean
    FactHandler<PayablesConfirmed> payablesConfirmed() {
        return hearing(
                PayablesConfirmed.class,
                PayablesConfirmed::header,
                body -> body.owed().debtor(),
                (copy, body) ->
                        copy.confirmed().stream().anyMatch(body.owed()::isPair)
                                ? copy
                                : copy.confirmed(body.owed()),
                (copy, body, fact, rows) -> List.of());
    }

    @Bean
    FactHandler<NettingSigned> nettingSigned() {
        return hearing(
                NettingSigned.class,
                NettingSigned::header,
                NettingSigned::party,
                (copy, body) -> copy.signed(new Netting.Signature(body.party(), body.digest())),
                (copy, body, fact, rows) -> List.of());
    }

    @Bean
    FactHandler<NettingContested> nettingContested() {
        return hearing(
                NettingContested.class,
                NettingContested::header,
                NettingContested::party,
                (copy, body) ->
                        copy.isSignedBy(body.party())
                                ? copy
                                : copy.noted(body.reason()).in(NettingState.DIFFERING),
                (copy, body, fact, rows) -> List.of());
    }

    @Bean
    FactHandler<ItemDisputed> itemDisputed() {
        return hearing(
                ItemDisputed.class,
                ItemDisputed::header,
                body -> body.item().by(),
                (copy, body) ->
                        copy.isSignedBy(body.item().by()) || !body.item().isBetweenParties()
                                ? copy
                                : copy.without(body.item()).in(NettingState.DIFFERING),
                (copy, body, fact, rows) -> List.of());
    }

    @Bean
    FactHandler<SettlementPaid> settlementPaid() {
        return hearing(
                SettlementPaid.class,
                SettlementPaid::header,
                body -> body.transfer().payer(),
                (copy, body) -> copy.transferred(body.transfer()),
                (copy, body, fact, rows) -> List.of());
    }

    @Bean
    FactHandler<SettlementReceived> settlementReceived() {
        return hearing(
                SettlementReceived.class,
                SettlementReceived::header,
                body -> body.transfer().payee(),
                (copy, body) -> copy.transferred(body.transfer()),
                (copy, body, fact, rows) -> List.of());
    }

    /// The payer books its payment back and pays again; only what it has paid, and once.
    @Bean
    FactHandler<SettlementMissed> settlementMissed() {
        return hearing(
                SettlementMissed.class,
                SettlementMissed::header,
                body -> body.transfer().payee(),
                (copy, body) -> copy.transferred(body.transfer().missed(body.reason())),
                (copy, body, fact, rows) ->
                        body.transfer().payer() == rows.home()
                                        && copy.transfers().contains(body.transfer())
                                ? List.of(DueAccounts.missed(copy, body.transfer()))
                                : List.of());
    }
}

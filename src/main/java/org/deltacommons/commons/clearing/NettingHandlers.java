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

    private record Hearing<B extends Record>(
            Class<B> fact,
            Function<B, Header> header,
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
            if (!round.parties().contains(rows.home())
                    || (stored != null && isOver(stored, round))) {
                return List.of();
            }
            Netting copy =
                    stored == null || stored.round() < round.round()
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

        /// Words of an earlier round no longer count, nor does anything once all is settled. A home
        /// that is left out goes on listening: the fact that says what it has to put back may come
        /// after another party's first word of the round.
        private static boolean isOver(Netting stored, Header round) {
            return round.round() < stored.round() || stored.state() == NettingState.CLOSED;
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
            Class<B> fact, Function<B, Header> header, Change<B> change, Also<B> also) {
        return new Hearing<>(fact, header, change, also, procedure, moving);
    }

    /// Every party, the lead included, states what it is owed.
    @Bean
    FactHandler<PeriodOpened> periodOpened() {
        return hearing(
                PeriodOpened.class,
                PeriodOpened::header,
                (copy, body) -> copy,
                (copy, body, fact, rows) -> receivables(body.header(), rows));
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
                (copy, body) -> copy.stated(body.owed()),
                (copy, body, fact, rows) -> payables(body, rows));
    }

    private static List<Part> payables(ReceivablesStated body, Rows rows) {
        List<Part> parts = new ArrayList<>();
        for (Netting.Owed claimed : body.owed()) {
            if (claimed.debtor() == rows.home() && claimed.creditor() == body.party()) {
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
                (copy, body) -> copy.confirmed(body.owed()),
                (copy, body, fact, rows) -> List.of());
    }

    @Bean
    FactHandler<NettingSigned> nettingSigned() {
        return hearing(
                NettingSigned.class,
                NettingSigned::header,
                (copy, body) -> copy.signed(new Netting.Signature(body.party(), body.digest())),
                (copy, body, fact, rows) -> List.of());
    }

    @Bean
    FactHandler<NettingContested> nettingContested() {
        return hearing(
                NettingContested.class,
                NettingContested::header,
                (copy, body) -> copy.noted(body.reason()).in(NettingState.DIFFERING),
                (copy, body, fact, rows) -> List.of());
    }

    @Bean
    FactHandler<ItemDisputed> itemDisputed() {
        return hearing(
                ItemDisputed.class,
                ItemDisputed::header,
                (copy, body) -> copy.without(body.item()).in(NettingState.DIFFERING),
                (copy, body, fact, rows) -> List.of());
    }

    @Bean
    FactHandler<SettlementPaid> settlementPaid() {
        return hearing(
                SettlementPaid.class,
                SettlementPaid::header,
                (copy, body) -> copy.transferred(body.transfer()),
                (copy, body, fact, rows) -> List.of());
    }

    @Bean
    FactHandler<SettlementReceived> settlementReceived() {
        return hearing(
                SettlementReceived.class,
                SettlementReceived::header,
                (copy, body) -> copy.transferred(body.transfer()),
                (copy, body, fact, rows) -> List.of());
    }

    /// The payer books its payment back and pays again.
    @Bean
    FactHandler<SettlementMissed> settlementMissed() {
        return hearing(
                SettlementMissed.class,
                SettlementMissed::header,
                (copy, body) -> copy.transferred(body.transfer().missed(body.reason())),
                (copy, body, fact, rows) ->
                        body.transfer().payer() == rows.home()
                                ? List.of(DueAccounts.missed(copy, body.transfer()))
                                : List.of());
    }
}

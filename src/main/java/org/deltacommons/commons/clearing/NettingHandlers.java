package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.lane.Holding;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a party makes of the others' words about a period, and of its own. The lead's word alone
/// opens a round; every copy of it then grows by the same facts, in whatever order the feeds bring
/// them.
@Configuration
class NettingHandlers {

    private final Procedure<Netting> procedure;
    private final Statements statements;
    private final Moving moving;
    private final Ids ids;

    NettingHandlers(
            Procedure<Netting> procedure, DisputeHandlers disputes, Moving moving, Ids ids) {
        this.procedure = procedure;
        this.statements = new Statements(disputes);
        this.moving = moving;
        this.ids = ids;
    }

    /// Every party, the lead included, states what it is owed.
    @Bean
    FactHandler<PeriodOpened> periodOpened() {
        return FactHandler.of(PeriodOpened.class, this::opened);
    }

    @Bean
    FactHandler<ReceivablesStated> receivablesStated() {
        return FactHandler.of(ReceivablesStated.class, this::said);
    }

    @Bean
    FactHandler<PayablesConfirmed> payablesConfirmed() {
        return FactHandler.of(PayablesConfirmed.class, this::said);
    }

    @Bean
    FactHandler<NettingSigned> nettingSigned() {
        return FactHandler.of(NettingSigned.class, this::said);
    }

    @Bean
    FactHandler<NettingContested> nettingContested() {
        return FactHandler.of(NettingContested.class, this::said);
    }

    @Bean
    FactHandler<ItemDisputed> itemDisputed() {
        return FactHandler.of(ItemDisputed.class, this::said);
    }

    @Bean
    FactHandler<SettlementPaid> settlementPaid() {
        return FactHandler.of(SettlementPaid.class, this::said);
    }

    @Bean
    FactHandler<SettlementReceived> settlementReceived() {
        return FactHandler.of(SettlementReceived.class, this::said);
    }

    @Bean
    FactHandler<SettlementMissed> settlementMissed() {
        return FactHandler.of(SettlementMissed.class, this::said);
    }

    private List<Part> opened(PeriodOpened body, RecordedFact fact, Rows rows) {
        Header round = body.header();
        Netting stored = stored(round, rows);
        if (fact.origin() != round.lead()
                || !isAgreed(round, rows)
                || (stored != null && (isOver(stored, round) || stored.isNetted()))) {
            return List.of();
        }
        Netting copy =
                stored != null && stored.round() == round.round()
                        ? stored
                        : Netting.opened(
                                round,
                                rows.home(),
                                stored == null ? rows.now() : stored.openedAt());
        List<Part> parts = new ArrayList<>();
        if (copy.owed().stream().noneMatch(line -> line.creditor() == rows.home())) {
            parts.addAll(statements.receivables(round, rows));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (EarlyWords one : early(round, rows)) {
            for (EarlyWords.Early early : one.words()) {
                RoundWord word = early.word();
                parts.addAll(Hearing.parts(copy, word, rows));
                copy = Hearing.of(copy, word);
                texts.putAll(early.texts(one.by()));
            }
            parts.add(new Put(one.dealtWith()));
        }
        // They came with those words, and stand in the copy because of this one.
        parts.addAll(Holding.taken(copy, texts, ids));
        boolean out = copy.isLeftOut();
        Periods periods = Periods.of(rows, round.agreement());
        if ((stored == null || out) && periods.latest() <= round.period()) {
            parts.add(new Put(periods.at(round.period(), !out)));
        }
        return moved(stored, copy, parts, rows);
    }

    private static List<EarlyWords> early(Header round, Rows rows) {
        return round.parties().stream()
                .flatMap(party ->
                        rows
                                .find(EarlyWords.class, EarlyWords.idOf(round, rows.home(), party))
                                .stream())
                .filter(one -> !one.words().isEmpty())
                .toList();
    }

    private List<Part> said(RoundWord word, RecordedFact fact, Rows rows) {
        Header round = word.header();
        if (fact.origin() != word.by()
                || !round.parties().contains(word.by())
                || !isAgreed(round, rows)) {
            return List.of();
        }
        Netting stored = stored(round, rows);
        if (stored != null && isOver(stored, round)) {
            return List.of();
        }
        if (stored == null || stored.round() < round.round()) {
            return kept(word, stored, fact, rows);
        }
        Netting copy = Hearing.of(stored, word);
        List<Part> parts = Hearing.parts(stored, word, rows);
        return copy.equals(stored) && parts.isEmpty()
                ? List.of()
                : moved(stored, copy, parts, rows);
    }

    /// A word of a round that the lead has not opened here is kept and moves nothing.
    private static List<Part> kept(
            RoundWord word, @Nullable Netting stored, RecordedFact fact, Rows rows) {
        Header round = word.header();
        int latest = Periods.of(rows, round.agreement()).latest();
        int reached = stored == null ? 0 : stored.round();
        boolean may =
                round.round() > reached
                        && (stored != null || round.period() > latest)
                        && EarlyWords.isAhead(round, latest, reached);
        if (!may) {
            return List.of();
        }
        Netting fresh = Netting.opened(round, rows.home(), rows.now());
        EarlyWords known =
                rows.find(EarlyWords.class, EarlyWords.idOf(round, rows.home(), word.by()))
                        .orElseGet(() -> EarlyWords.none(round, rows.home(), word.by()));
        // Tried at once, so that what cannot be understood fails with its own fact and not with the
        // lead's, which comes later.
        return !Hearing.of(fresh, word).equals(fresh) && known.takes(word)
                ? List.of(new Put(known.with(EarlyWords.Early.of(word, fact))))
                : List.of();
    }

    private List<Part> moved(@Nullable Netting stored, Netting copy, List<Part> also, Rows rows) {
        return moving.parts(
                procedure,
                stored,
                stored == null ? "open" : "heard",
                Nettings.progress(copy, rows).with(also),
                rows);
    }

    private static @Nullable Netting stored(Header round, Rows rows) {
        return rows.find(Netting.class, Netting.idOf(round, rows.home())).orElse(null);
    }

    /// Words of an earlier round no longer count, nor does anything once all is settled, nor
    /// another round of what all have signed.
    private static boolean isOver(Netting stored, Header round) {
        return round.round() < stored.round()
                || stored.state() == NettingState.CLOSED
                || (stored.isNetted() && round.round() != stored.round());
    }

    /// A period is between those who signed its agreement, this home among them, and led by whom
    /// they said: whatever order the feeds bring things in, a home knows what it signed.
    private static boolean isAgreed(Header round, Rows rows) {
        return rows.find(Agreement.class, Agreement.idOf(round.agreement(), rows.home()))
                .filter(known ->
                        known.lead() == round.lead()
                                && known.parties().equals(round.parties())
                                && known.signed().contains(rows.home()))
                .isPresent();
    }
}

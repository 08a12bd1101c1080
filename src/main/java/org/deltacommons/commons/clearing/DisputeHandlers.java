package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How a dispute opens, and what its two parties make of each other's words about it.
@Configuration
class DisputeHandlers {

    private final Procedure<Dispute> procedure;
    private final Moving moving;

    DisputeHandlers(Procedure<Dispute> procedure, Moving moving) {
        this.procedure = procedure;
        this.moving = moving;
    }

    /// At the creditor's: the item leaves what is owed, and its debtor is told.
    List<Part> setAside(Disputed item, Rows rows) {
        List<Part> parts = new ArrayList<>(opened(item, rows));
        parts.add(
                Disputes.told(
                        item,
                        item.debtor(),
                        Dispute.opened(item, rows.home(), rows.now()).moved(item.by())));
        return parts;
    }

    private List<Part> opened(Disputed item, Rows rows) {
        Province home = rows.home();
        Running chain = Running.of(rows, item.agreement(), item.creditor(), item.debtor());
        List<Part> parts = new ArrayList<>();
        rows.find(Obligation.class, Obligation.idOf(chain, item.sequence()))
                .ifPresent(one -> parts.add(new Put(one.disputed(item.reason()))));
        parts.addAll(DueAccounts.disputed(item, home));
        parts.addAll(
                moving.parts(
                        procedure,
                        null,
                        "begin",
                        Move.to(Dispute.opened(item, home, rows.now())).noting(item.reason()),
                        rows));
        return parts;
    }

    /// The creditor's own words count at its own home too: there as at the debtor's what is owed in
    /// the end joins the chain by their place in the creditor's feed.
    @Bean
    FactHandler<DisputeMoved> disputeMoved() {
        return FactHandler.of(
                DisputeMoved.class,
                (body, fact, rows) -> {
                    Disputed item = body.item();
                    boolean debtor = rows.home() == item.debtor();
                    if (fact.origin() != item.creditor()
                            || (!debtor && rows.home() != item.creditor())) {
                        return List.of();
                    }
                    List<Part> parts = new ArrayList<>();
                    if (debtor) {
                        demandSound(body, rows);
                        parts.addAll(copied(body, rows));
                    }
                    if (body.end() != null) {
                        parts.addAll(DueAccounts.resolved(item, rows.home(), body.stays()));
                        if (body.stays().isPositive()) {
                            parts.addAll(joined(body, fact, rows));
                        }
                    }
                    return parts;
                });
    }

    /// What is in dispute is what the debtor's own records say, and no dispute makes it more.
    private static void demandSound(DisputeMoved body, Rows rows) {
        Disputed item = body.item();
        Running chain = Running.of(rows, item.agreement(), item.creditor(), item.debtor());
        boolean sound =
                body.stays().compareTo(item.amount()) <= 0
                        && rows.find(Obligation.class, Obligation.idOf(chain, item.sequence()))
                                .filter(own -> own.amount().equals(item.amount()))
                                .isPresent();
        if (!sound) {
            throw new IllegalStateException("no such obligation here: " + item.subject());
        }
    }

    private List<Part> copied(DisputeMoved body, Rows rows) {
        Dispute copy = rows.find(Dispute.class, body.item().at(rows.home())).orElse(null);
        if (copy == null) {
            return opened(body.item(), rows);
        }
        return moving.parts(
                procedure,
                copy,
                copy.isOvertaken(body) ? "overtaken" : "heard",
                Move.to(copy.told(body)).noting(body.note()),
                rows);
    }

    private static List<Part> joined(DisputeMoved body, RecordedFact fact, Rows rows) {
        Disputed item = body.item();
        return Running.of(rows, item.agreement(), item.creditor(), item.debtor())
                .grown(item.claim(), item.order(), body.stays(), item.cause(), fact);
    }

    /// At the creditor's. Of an answer to what has changed meanwhile nothing becomes: the debtor
    /// was told of the change.
    @Bean
    FactHandler<DisputeAnswered> disputeAnswered() {
        return FactHandler.of(
                DisputeAnswered.class,
                (body, fact, rows) ->
                        rows.find(Dispute.class, body.item().at(rows.home()))
                                .filter(Dispute::decidesHere)
                                .filter(copy -> fact.origin() == copy.item().debtor())
                                .filter(copy -> copy.stays() == null && copy.step() == body.step())
                                .map(copy -> taken(copy, body, rows))
                                .orElseGet(List::of));
    }

    private List<Part> taken(Dispute copy, DisputeAnswered body, Rows rows) {
        Province debtor = copy.item().debtor();
        Outcome<Dispute> outcome = copy.answered(body.answer(), debtor, body.offer(), body.note());
        return switch (outcome) {
            case Outcome.Done<Dispute>(Dispute after) ->
                    moving.parts(
                            procedure,
                            copy,
                            "heard",
                            Disputes.decided(after, debtor, rows).noting(body.note()),
                            rows);
            // The debtor's own home should not have let it pass; it learns where things stand.
            case Outcome.Refused<Dispute> _ ->
                    List.of(Disputes.told(copy.item(), debtor, copy.moved(copy.home())));
        };
    }
}

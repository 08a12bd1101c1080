package org.deltacommons.commons.vouchers.trail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.vouchers.IssuedPapers;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.audit.RecordedLine;
import org.deltacommons.foundation.federation.FactProofs;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.Platforms;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.rulebook.RuleTitles;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gathers the trail of one order: steps and facts from the feeds, transfers from the ledger,
/// documents by hash, refused attempts and looks from the audit log.
@Component
class Trails {

    private static final String MOVED = FactKind.Of.kind(CaseMoved.class).value();
    private static final int LINES_MAX = 1_000;

    private final Records records;
    private final Feeds feeds;
    private final FactProofs proofs;
    private final Platforms platforms;
    private final Ledger ledger;
    private final Audit audit;
    private final IssuedPapers papers;
    private final Procedures procedures;
    private final People people;
    private final Organisations organisations;
    private final RuleTitles rules;
    private final Words words;

    Trails(
            Records records,
            Feeds feeds,
            FactProofs proofs,
            Platforms platforms,
            Ledger ledger,
            Audit audit,
            IssuedPapers papers,
            Procedures procedures,
            People people,
            Organisations organisations,
            RuleTitles rules,
            Words words) {
        this.records = records;
        this.feeds = feeds;
        this.proofs = proofs;
        this.platforms = platforms;
        this.ledger = ledger;
        this.audit = audit;
        this.papers = papers;
        this.procedures = procedures;
        this.people = people;
        this.organisations = organisations;
        this.rules = rules;
        this.words = words;
    }

    /// The provinces of an order that somebody audits: the issuer's, the provider's, both or none.
    Set<Province> sides(Order order, Actor actor) {
        Set<Province> sides = EnumSet.noneOf(Province.class);
        if (actor.may(Role.AUDITOR, order.division().value())) {
            sides.add(order.home());
        }
        String provider =
                organisations
                        .find(order.provider())
                        .map(one -> one.division().value())
                        .orElse(order.providerHome().code());
        if (actor.may(Role.AUDITOR, provider)) {
            sides.add(order.providerHome());
        }
        return sides;
    }

    Optional<Order> order(String id) {
        return records.find(Order.class, Id.<Order>of(id));
    }

    /// The home of an order that another node hosts, for somebody who audits what was booked here
    /// for it.
    Optional<Province> standsElsewhere(String order, Actor actor) {
        return order.matches("[A-Za-z0-9][A-Za-z0-9-]{0,79}") && order(order).isEmpty()
                ? records.find(Booking.class, Booking.idOf(order))
                        .filter(booking -> actor.may(Role.AUDITOR, booking.home().code()))
                        .map(Booking::orderHome)
                : Optional.empty();
    }

    /// The trail for somebody who audits one of its sides.
    Trail of(Order order, Actor actor) {
        Set<Province> sides = sides(order, actor);
        Related related = Related.to(order, records);
        Names names = new Names(people, organisations, words, sides);
        List<RecordedFact> facts = facts(related, sides);
        return new Trail(
                order,
                sides,
                List.of(
                        steps(related, facts, names),
                        transfers(related, sides),
                        told(order, facts, names),
                        documents(related, sides),
                        printed(related, sides, names),
                        noted(related, sides, names)));
    }

    private List<RecordedFact> facts(Related related, Set<Province> sides) {
        return Stream.concat(related.cases().keySet().stream(), related.invoices().stream())
                .flatMap(subject -> feeds.about(subject).stream())
                .filter(fact ->
                        fact.audience().open()
                                || sides.stream()
                                        .anyMatch(side ->
                                                fact.audience().includes(fact.origin(), side)))
                .distinct()
                .sorted(
                        Comparator.comparing(RecordedFact::at)
                                // What both sides said in one instant begins with the order's home.
                                .thenComparing(fact -> fact.origin() != related.order().home())
                                .thenComparing(RecordedFact::origin)
                                .thenComparingLong(RecordedFact::index))
                .toList();
    }

    private Trail.Part steps(Related related, List<RecordedFact> facts, Names names) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (RecordedFact fact : facts) {
            if (fact.kind().equals(MOVED)) {
                rows.add(step(related, fact, Json.heard(fact.body(), CaseMoved.class), names));
            }
        }
        return new Trail.Part(
                "trail.steps",
                List.of(
                        Column.of("trail.at"),
                        Column.of("trail.origin"),
                        Column.of("trail.procedure"),
                        Column.of("trail.action"),
                        Column.of("trail.to"),
                        Column.of("trail.who"),
                        Column.of("trail.role-held"),
                        Column.of("trail.rule"),
                        Column.of("trail.note"),
                        Column.of("trail.fact")),
                rows,
                receipts(related.order(), facts));
    }

    private List<@Nullable Object> step(
            Related related, RecordedFact fact, CaseMoved moved, Names names) {
        Procedure<?> procedure = procedures.named(moved.procedure()).orElse(null);
        Case subject = related.cases().get(moved.id());
        Object to =
                procedure == null
                        ? moved.to()
                        : procedure
                                .state(moved.to())
                                .<Object>map(state -> words.say(state.label()))
                                .orElse(moved.to());
        return Arrays.asList(
                fact.at(),
                fact.origin(),
                words.say("procedure." + moved.procedure()),
                words.say("action." + moved.procedure() + "." + moved.action()),
                to,
                names.person(fact.by()),
                procedure == null || subject == null
                        ? null
                        : names.role(procedure, moved.action(), subject, fact.by()),
                related.rule(moved.procedure(), moved.action(), moved.id())
                        .map(rule ->
                                words.say(
                                        "trail.rule.used",
                                        Map.of(
                                                "topic",
                                                rules.of(rule, words),
                                                "version",
                                                rule.version(),
                                                "source",
                                                rule.source())))
                        .orElse(null),
                moved.note(),
                reference(fact));
    }

    /// Of what the homes here told; the others hand out the receipts of theirs.
    private Map<String, String> receipts(Order order, List<RecordedFact> facts) {
        return facts.stream()
                .filter(fact -> platforms.isHere(fact.origin()))
                .collect(
                        Collectors.toMap(
                                Trails::reference,
                                fact ->
                                        "/audit/orders/%s/receipts/%s"
                                                .formatted(order.id(), reference(fact)),
                                (one, _) -> one));
    }

    /// The receipt of a fact of the trail, for somebody who audits one of its sides.
    ///
    /// @return empty if the fact is none of the trail, or is not signed yet
    Optional<String> receipt(Order order, Actor actor, String reference) {
        return facts(Related.to(order, records), sides(order, actor)).stream()
                .filter(fact -> reference(fact).equals(reference))
                .findFirst()
                .flatMap(fact -> proofs.receipt(fact.origin(), fact.index()));
    }

    private static String reference(RecordedFact fact) {
        return fact.origin().code() + "/" + fact.index();
    }

    /// The books are the issuer's: its side sees them, the provider's does not.
    private Trail.Part transfers(Related related, Set<Province> sides) {
        Province home = related.order().home();
        Set<String> subjects = new HashSet<>(related.cases().keySet());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (sides.contains(home)) {
            for (Ledger.Posting one : ledger.postings(home, subjects)) {
                rows.add(
                        Arrays.asList(
                                one.at(),
                                one.kind(),
                                one.debit(),
                                one.credit(),
                                one.amount(),
                                one.debitPostedAfter(),
                                one.debitHeldAfter(),
                                one.creditPostedAfter(),
                                one.creditHeldAfter(),
                                one.transfer()));
            }
        }
        return new Trail.Part(
                "trail.ledger",
                List.of(
                        Column.of("trail.at"),
                        Column.of("ledger.kind"),
                        Column.of("trail.debit"),
                        Column.of("trail.credit"),
                        Column.amount("ledger.amount"),
                        Column.amount("trail.debit.posted"),
                        Column.amount("trail.debit.held"),
                        Column.amount("trail.credit.posted"),
                        Column.amount("trail.credit.held"),
                        Column.of("ledger.transfer")),
                rows);
    }

    private Object audience(RecordedFact fact) {
        if (fact.audience().open()) {
            return words.say("trail.audience.public");
        }
        return fact.audience().provinces().isEmpty()
                ? words.say("trail.audience.home")
                : fact.audience().provinces().stream().sorted().toList();
    }

    private Trail.Part told(Order order, List<RecordedFact> facts, Names names) {
        return new Trail.Part(
                "trail.facts",
                List.of(
                        Column.of("trail.at"),
                        Column.of("trail.origin"),
                        Column.amount("trail.index"),
                        Column.of("trail.kind"),
                        Column.of("trail.subject"),
                        Column.of("trail.audience"),
                        Column.of("trail.who"),
                        Column.of("trail.receipt")),
                facts.stream()
                        .map(fact ->
                                Arrays.<@Nullable Object>asList(
                                        fact.at(),
                                        fact.origin(),
                                        fact.index(),
                                        fact.kind(),
                                        fact.subject(),
                                        audience(fact),
                                        names.person(fact.by()),
                                        reference(fact)))
                        .toList(),
                receipts(order, facts));
    }

    /// Of its own cases a side sees every document, of the others' those that go with the order.
    private static Trail.Part documents(Related related, Set<Province> sides) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Case one : related.cases().values()) {
            boolean sees =
                    sides.contains(one.home())
                            || one.concerned().stream().anyMatch(sides::contains);
            if (sees) {
                for (Attachment paper : one.attachments()) {
                    rows.add(
                            Arrays.asList(
                                    one.id().value(),
                                    paper.kind(),
                                    paper.name(),
                                    paper.bytes(),
                                    paper.hash()));
                }
            }
        }
        return new Trail.Part(
                "trail.documents",
                List.of(
                        Column.of("trail.case"),
                        Column.of("trail.kind"),
                        Column.of("trail.name"),
                        Column.amount("trail.bytes"),
                        Column.of("trail.hash")),
                rows);
    }

    private Trail.Part printed(Related related, Set<Province> sides, Names names) {
        return new Trail.Part(
                "trail.papers",
                List.of(
                        Column.of("trail.at"),
                        Column.of("trail.kind"),
                        Column.of("trail.subject"),
                        Column.of("trail.code"),
                        Column.of("trail.who")),
                papers.about(related.cases().keySet()).stream()
                        .filter(paper -> sides.contains(paper.home()))
                        .map(paper ->
                                Arrays.<@Nullable Object>asList(
                                        paper.issuedAt(),
                                        words.show(paper.kind()),
                                        paper.subject(),
                                        paper.id().value(),
                                        names.person(paper.issuedBy())))
                        .toList());
    }

    /// Refused attempts, looks at personal data and exports, as the chain of the log holds them.
    private Trail.Part noted(Related related, Set<Province> sides, Names names) {
        List<RecordedLine> lines =
                audit.find(
                        AuditQuery.of(sides).concerning(related.cases().keySet()),
                        Long.MAX_VALUE,
                        LINES_MAX);
        return new Trail.Part(
                "trail.log",
                List.of(
                        Column.of("trail.at"),
                        Column.amount("trail.index"),
                        Column.of("trail.kind"),
                        Column.of("trail.who"),
                        Column.of("trail.subject"),
                        Column.of("trail.details"),
                        Column.of("trail.line-hash")),
                lines.reversed().stream().map(line -> line(line, names)).toList());
    }

    private List<@Nullable Object> line(RecordedLine recorded, Names names) {
        AuditLine line = recorded.line();
        String details =
                line.details().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("; "));
        return Arrays.asList(
                recorded.at(),
                recorded.index(),
                words.show(line.kind()),
                names.person(line.person()),
                line.subject(),
                line.purpose() == null
                        ? details
                        : details.isEmpty() ? line.purpose() : line.purpose() + "; " + details,
                recorded.hash());
    }

    /// Names of people are about to be shown: that is a look at personal data and leaves a line.
    void looked(Order order, Actor actor) {
        for (Province side : sides(order, actor)) {
            audit.record(AuditLine.read(actor, order.id().value(), "audit.trail").at(side));
        }
    }
}

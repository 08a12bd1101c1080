package org.deltacommons.commons.vouchers;

import static org.deltacommons.foundation.web.Entry.link;
import static org.deltacommons.foundation.web.Entry.of;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deltacommons.commons.bookings.ContractWords;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.foundation.procedures.Titles;
import org.deltacommons.foundation.rulebook.CeilingYear;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.RuleVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the pages of vouchers and orders show.
@Configuration
class VoucherCasePages {

    private record VoucherCase(Words words, Ledger ledger, Records records, Titles titles)
            implements CasePage<Voucher> {

        @Override
        public Class<Voucher> type() {
            return Voucher.class;
        }

        @Override
        public List<Section> sections(Voucher voucher, Actor actor) {
            List<Section> all = new ArrayList<>();
            if (voucher.amount() != null) {
                all.add(granted(voucher));
            }
            all.add(
                    Section.of(
                            "voucher.section.application",
                            of(
                                    "voucher.programme",
                                    titles.name(
                                            Title.named(
                                                    voucher.programme(), voucher.programmeName()))),
                            of("voucher.issuer", voucher.issuer()),
                            of("voucher.firm", voucher.firmName()),
                            of("voucher.asked", voucher.asked()),
                            of("voucher.need", voucher.need()),
                            of("voucher.applied", voucher.appliedAt())));
            all.add(
                    Section.of(
                                    "voucher.section.conditions",
                                    voucher.conditions().stream()
                                            .map(condition -> condition.entry(words))
                                            .toList())
                            .introduced(words.say("voucher.conditions.intro")));
            if (voucher.amount() != null) {
                all.add(orders(voucher));
                all.add(papers(voucher));
            }
            return all;
        }

        private Section papers(Voucher voucher) {
            String stem = "/vouchers/" + voucher.id();
            return Section.of(
                    "paper.section",
                    link("paper.grant.title", words.say("paper.open"), stem + "/grant.pdf"),
                    link(
                            "paper.statement.voucher",
                            words.say("paper.open.year"),
                            stem + "/statement.pdf"));
        }

        private Section granted(Voucher voucher) {
            Balances balances = ledger.balances(Chart.voucher(voucher.id().value())).orElse(null);
            Money zero = Money.ZERO;
            Money back = takenBack(voucher);
            List<Entry> lines = new ArrayList<>();
            lines.add(of("voucher.amount", voucher.amount()));
            lines.add(of("voucher.left", balances == null ? zero : balances.available()));
            lines.add(of("voucher.held", balances == null ? zero : balances.held()));
            lines.add(
                    of(
                            "voucher.captured",
                            balances == null ? zero : balances.debitsPosted().minus(back)));
            if (voucher.hasEnded()) {
                lines.add(of("voucher.taken-back", back));
            }
            VoucherRule terms = PaperDrafts.rule(records, voucher.rule()).orElse(null);
            if (terms != null) {
                lines.add(of("paper.share", PaperDrafts.share(terms, words)));
                lines.add(yearly(voucher, terms));
            }
            lines.add(of("voucher.route", voucher.route()));
            lines.add(of("voucher.granted-at", voucher.grantedAt()));
            lines.add(
                    of("voucher.expires", PaperDrafts.end(voucher.expiresAt()))
                            .noted(words.say("voucher.expires.note")));
            if (terms != null) {
                records.find(Programme.class, Id.<Programme>of(voucher.programme()))
                        .map(programme -> claimBy(programme, terms))
                        .ifPresent(lines::add);
            }
            lines.add(rule("voucher.rule", voucher.rule()));
            return Section.of("voucher.section.granted", lines);
        }

        /// A firm's ceiling binds all its vouchers of an issuer together: what others used is gone.
        private Entry yearly(Voucher voucher, VoucherRule terms) {
            Money most = terms.ceiling(voucher.team()).orElse(Money.ZERO);
            if (voucher.grantedAt() == null || terms.ceilingYear() != CeilingYear.GRANT) {
                return of("voucher.year-ceiling", most);
            }
            int year = Funds.ceilingYear(terms, voucher, voucher.grantedAt());
            Money left =
                    ledger.balances(Chart.ceiling(voucher.issuer(), voucher.firm(), year))
                            .map(Balances::available)
                            .orElse(most);
            return of("voucher.year-ceiling", most)
                    .noted(
                            words.say(
                                    "voucher.year-ceiling.left",
                                    Map.of("year", Integer.toString(year), "left", left)));
        }

        /// The fiscal year may end before the voucher does.
        private Entry claimBy(Programme programme, VoucherRule terms) {
            return of("voucher.claim-by", terms.lastClaim(programme.year()))
                    .noted(
                            words.say(
                                    terms.carryOver()
                                            ? "voucher.claim-by.carried"
                                            : "voucher.claim-by.ends"));
        }

        /// What left the voucher because it ended, and not because it paid.
        private Money takenBack(Voucher voucher) {
            return voucher.hasEnded() ? Chart.takenBack(voucher, ledger) : Money.ZERO;
        }

        private Section orders(Voucher voucher) {
            List<List<Cell>> rows =
                    records
                            .list(
                                    Order.class,
                                    "t.funding->>'voucher' = :voucher",
                                    "t.placed_at DESC",
                                    Map.of("voucher", voucher.id().value()),
                                    200)
                            .stream()
                            .map(order ->
                                    List.of(
                                            Cell.link(
                                                    order.wanted().resourceName(),
                                                    "/cases/order/" + order.id()),
                                            Cell.of(order.state()),
                                            Cell.of(order.placedAt()),
                                            Cell.of(order.price()),
                                            Cell.of(order.funding().voucherPart())))
                            .toList();
            return Section.of(
                    "voucher.section.orders",
                    new Table(
                            List.of(
                                    Column.of("order.resource"),
                                    Column.of("order.state"),
                                    Column.of("order.placed"),
                                    Column.amount("order.price"),
                                    Column.amount("order.voucher-part")),
                            rows,
                            "voucher.orders.none"));
        }

        @Override
        public Table ledger(Voucher voucher, Actor actor) {
            return LedgerTables.about(ledger, voucher.id().value());
        }

        @Override
        public @Nullable Record prefill(String action, Voucher voucher) {
            return switch (action) {
                case "grant" -> new VoucherForms.Grant(voucher.asked(), null);
                case "supplement" ->
                        new VoucherForms.Supplement(voucher.need(), voucher.asked(), null);
                default -> null;
            };
        }
    }

    /// @param claims of the order shown, newest first
    /// @param entries of the order shown
    private record OrderCase(
            Words words,
            Titles titles,
            Organisations organisations,
            Supplier<List<ClaimLine>> claims,
            Supplier<List<Ledger.Entry>> entries)
            implements CasePage<Order> {

        OrderCase(Words words, Titles titles, Organisations organisations) {
            this(words, titles, organisations, unasked(), unasked());
        }

        private static <T> Supplier<T> unasked() {
            return () -> {
                throw new IllegalStateException("no order was asked for");
            };
        }

        @Override
        public CasePage<Order> asking(Together together, Id<Order> id) {
            return new OrderCase(
                    words,
                    titles,
                    organisations,
                    together.list(
                            ClaimLine.class,
                            "t.order_id = :order",
                            "t.claimed_at DESC",
                            Map.of("order", id.value()),
                            50),
                    Ledger.about(together, id.value()));
        }

        @Override
        public Class<Order> type() {
            return Order.class;
        }

        @Override
        public List<Section> sections(Order order, Actor actor) {
            List<Section> all = new ArrayList<>();
            if (order.releasing() != null) {
                all.add(release(order, order.releasing()));
            }
            if (order.refusal() != null && !order.isReleased()) {
                all.add(
                        Section.of(
                                "order.section.refusal",
                                Entry.check(
                                        "order.refusal",
                                        words.explain(order.refusal()).line(),
                                        Mark.NOT_MET)));
            }
            if (order.sentBack() != null) {
                all.add(ContractWords.section(order.sentBack(), order.contract() != null, words));
            }
            all.add(money(order));
            all.add(wanted(order));
            if (order.reservation() != null) {
                Section reservation = reservation(order.reservation());
                if (!reservation.entries().isEmpty()) {
                    all.add(reservation);
                }
            }
            if (order.contract() != null) {
                all.add(contract(order.contract()));
            }
            if (order.delivery() != null) {
                all.add(delivery(order.delivery()));
            }
            if (order.funding().hasVoucher()) {
                all.add(claims(order, actor));
            }
            if (Grants.AUDITOR.includes(actor, order)) {
                all.add(
                        Section.of(
                                "trail.section",
                                link(
                                        "trail.orders.title",
                                        words.say("trail.open"),
                                        "/audit/orders/" + order.id())));
            }
            return all;
        }

        /// With its claims, and before them at the provider's.
        @Override
        public List<String> goesOnIn(Order order) {
            List<String> all = new ArrayList<>();
            for (ClaimLine claim : claims.get()) {
                if (!claim.isIn(ClaimState.PAID, ClaimState.REJECTED)) {
                    all.add(claim.id().value());
                    if (!claim.batch().isEmpty()) {
                        all.add(claim.batch());
                    }
                }
            }
            if (order.reservation() != null) {
                all.add(order.reservation().booking());
            }
            return all;
        }

        @Override
        public String mayGoOnIn() {
            return """
            SELECT unnest(ARRAY[id, batch]) FROM vouchers.claim_line
            WHERE order_id = :id AND state NOT IN ('PAID', 'REJECTED')
            UNION ALL
            SELECT reservation->>'booking' FROM vouchers.orders WHERE id = :id
            """;
        }

        private Section release(Order order, Order.Releasing releasing) {
            List<Entry> entries = new ArrayList<>();
            entries.add(of("order.release.since", releasing.since()));
            if (releasing.released() != null) {
                entries.add(of("order.release.amount", releasing.released()));
                entries.add(of("order.release.at", releasing.at()));
            }
            if (!releasing.asked().isEmpty()) {
                entries.add(of("order.release.asked", releasing.asked()));
            }
            if (!releasing.reason().isEmpty()) {
                entries.add(of("order.release.reason", releasing.reason()));
            }
            Refusal why = order.isReleased() ? order.refusal() : null;
            return Section.of("order.section.release", entries)
                    .introduced(
                            why == null
                                    ? words.say("order.release.pending")
                                    : words.explain(why).line());
        }

        private Section money(Order order) {
            Order.Funding funding = order.funding();
            List<Entry> entries = new ArrayList<>();
            entries.add(of("order.price", order.price()));
            entries.add(of("order.voucher-part", funding.voucherPart()));
            entries.add(of("order.own-part", funding.ownPart()));
            if (funding.hasVoucher()) {
                entries.add(
                        link(
                                "order.voucher",
                                Id.of(funding.voucher()),
                                "/cases/voucher/" + funding.voucher()));
                if (!order.isReleased()) {
                    entries.add(of("voucher.route", funding.route()));
                }
                if (funding.agreement() != null) {
                    entries.add(of("voucher.agreement", funding.agreement()));
                }
                entries.add(of("voucher.issuer", funding.issuer()));
                entries.add(rule("voucher.rule", funding.rule()));
            }
            return Section.of("order.section.money", entries);
        }

        private String resourceName(Order.Wanted wanted) {
            return titles.name(Title.named(wanted.resource(), wanted.resourceName()));
        }

        @Override
        public String said(String action, String note) {
            return ContractWords.said(action, note, words);
        }

        private Section wanted(Order order) {
            Order.Wanted wanted = order.wanted();
            List<Entry> entries = new ArrayList<>();
            entries.add(
                    link(
                            "order.resource",
                            resourceName(wanted),
                            "/resources/" + wanted.resource()));
            entries.add(
                    of("order.provider", organisations.name(order.provider(), words.language())));
            entries.add(of("order.provider-home", order.providerHome()));
            entries.add(of("order.mode", wanted.mode()));
            // Samples and packages have no hour of their own.
            if (wanted.from() != null) {
                entries.add(of("order.from", wanted.from()));
                entries.add(of("order.until", wanted.until()));
            }
            entries.add(of("order.units", wanted.units()));
            entries.add(of("order.purpose", wanted.purpose()));
            entries.add(of("order.service-class", wanted.serviceClass()));
            entries.add(of("order.description", wanted.description()));
            entries.add(of("order.placed", order.placedAt()));
            return Section.of("order.section.wanted", entries);
        }

        private static Section reservation(Order.Reservation reservation) {
            List<Entry> entries = new ArrayList<>();
            if (reservation.from() != null) {
                entries.add(of("order.from", reservation.from()));
                entries.add(of("order.until", reservation.until()));
            }
            if (reservation.queuePosition() > 0) {
                entries.add(of("order.queue", reservation.queuePosition()));
            }
            if (reservation.answerUntil() != null) {
                entries.add(of("order.answer-until", reservation.answerUntil()));
            }
            if (reservation.promised() != null) {
                entries.add(of("order.promised", reservation.promised()));
            }
            if (reservation.cancelFreelyUntil() != null) {
                entries.add(of("order.cancel-until", reservation.cancelFreelyUntil()));
            }
            if (reservation.quoted() != null) {
                entries.add(of("order.quoted", reservation.quoted()));
                entries.add(of("order.quote-until", reservation.quoteUntil()));
            }
            if (!reservation.note().isEmpty()) {
                entries.add(of("order.note", reservation.note()));
            }
            return Section.of("order.section.reservation", entries);
        }

        private Section contract(Order.Contract contract) {
            return Section.of(
                    "order.section.contract",
                    of("order.contract-number", contract.number()),
                    of("order.framework", contract.framework()),
                    of("order.contract-price", contract.price()),
                    of("order.signed-on", contract.signedOn()),
                    of(
                            "order.legal-person",
                            organisations.name(contract.legalPerson(), words.language())),
                    of("order.countersigned-on", contract.countersignedOn()));
        }

        private static Section delivery(Order.Delivery delivery) {
            return Section.of(
                    "order.section.delivery",
                    of("order.from", delivery.from()),
                    of("order.until", delivery.until()),
                    of("order.minutes", delivery.minutes()),
                    of("order.samples", delivery.samples()),
                    of("order.amount", delivery.amount()),
                    of("order.partial", delivery.partial()),
                    of("order.report", delivery.report()),
                    of("order.accredited", delivery.accredited()),
                    of("order.note", delivery.note()),
                    of("order.confirmed", delivery.confirmedAt()));
        }

        private Section claims(Order order, Actor actor) {
            List<List<Cell>> rows =
                    claims.get().stream()
                            .map(claim ->
                                    List.of(
                                            Cell.link(claim.id(), "/cases/claim/" + claim.id()),
                                            Cell.of(claim.state()),
                                            Cell.of(claim.pays()),
                                            Cell.of(
                                                    claim.payment() == null
                                                            ? null
                                                            : claim.payment().paidOn())))
                            .toList();
            Section section =
                    Section.of(
                            "order.section.claims",
                            new Table(
                                    List.of(
                                            Column.of("claim.number"),
                                            Column.of("claim.state"),
                                            Column.amount("claim.pays"),
                                            Column.of("claim.paid-on")),
                                    rows,
                                    "order.claims.none"));
            boolean may =
                    (order.state() == OrderState.CONFIRMED || order.state() == OrderState.CLAIMING)
                            && order.baseLeft().isPositive()
                            && order.heldLeft().isPositive()
                            && Grants.FINANCE.includes(actor, order);
            return may
                    ? new Section(
                            section.title(),
                            List.of(
                                    link(
                                            "order.claim-now",
                                            words.say("order.claim-now.link"),
                                            "/open/claim/claim?order=" + order.id())),
                            section.table(),
                            words.say("order.claims.intro"))
                    : section;
        }

        @Override
        public Table ledger(Order order, Actor actor) {
            return LedgerTables.of(entries.get());
        }
    }

    static Entry rule(String label, @Nullable RuleVersion rule) {
        return rule == null
                ? of(label, null)
                : link(
                                label,
                                new Phrase(
                                        "web.rule.version",
                                        Map.of(
                                                "division",
                                                new DivisionCode(rule.division()),
                                                "version",
                                                rule.version())),
                                "/rules/" + rule.topic() + "/" + rule.division())
                        .from(rule.source());
    }

    @Bean
    CasePage<Voucher> voucherCase(Words words, Ledger ledger, Records records, Titles titles) {
        return new VoucherCase(words, ledger, records, titles);
    }

    @Bean
    CasePage<Order> orderCase(Words words, Titles titles, Organisations organisations) {
        return new OrderCase(words, titles, organisations);
    }
}

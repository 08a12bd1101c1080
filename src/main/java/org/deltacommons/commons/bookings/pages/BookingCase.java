package org.deltacommons.commons.bookings.pages;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingState;
import org.deltacommons.commons.bookings.Contract;
import org.deltacommons.commons.bookings.ContractWords;
import org.deltacommons.commons.bookings.DeliverForm;
import org.deltacommons.commons.bookings.Delivery;
import org.deltacommons.commons.bookings.Line;
import org.deltacommons.commons.bookings.Permit;
import org.deltacommons.commons.bookings.PermitKind;
import org.deltacommons.commons.bookings.QuoteForm;
import org.deltacommons.commons.bookings.Released;
import org.deltacommons.commons.bookings.SamplesForm;
import org.deltacommons.commons.bookings.Work;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.FactsElsewhere;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Contributed;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What stands on the page of a booking.
@Component
class BookingCase implements CasePage<Booking> {

    private final Records records;
    private final Facts facts;
    private final Contributed<FactsElsewhere> elsewhere;
    private final Organisations organisations;
    private final Words words;

    BookingCase(
            Records records,
            Facts facts,
            ObjectProvider<FactsElsewhere> elsewhere,
            Organisations organisations,
            Words words) {
        this.records = records;
        this.facts = facts;
        this.elsewhere = new Contributed<>(elsewhere);
        this.organisations = organisations;
        this.words = words;
    }

    @Override
    public Class<Booking> type() {
        return Booking.class;
    }

    @Override
    public List<Section> sections(Booking booking, Actor actor) {
        List<Section> sections = new ArrayList<>();
        if (booking.released() != null) {
            sections.add(released(booking, booking.released()));
        }
        if (booking.sentBack() != null) {
            sections.add(
                    ContractWords.section(booking.sentBack(), booking.contract() != null, words));
        }
        sections.add(time(booking));
        sections.add(firm(booking));
        sections.add(money(booking));
        sections.add(contract(booking));
        if (!booking.work().sessions().isEmpty() || booking.work().received() > 0) {
            sections.add(log(booking));
        }
        if (booking.delivery() != null) {
            sections.add(delivery(booking.delivery()));
        }
        sections.add(other(booking));
        return sections;
    }

    @Override
    public String said(String action, String note) {
        return ContractWords.said(action, note, words);
    }

    /// With the firm, which has to confirm, sign or pay.
    @Override
    public List<String> goesOnIn(Booking booking) {
        return List.of(booking.orderId());
    }

    @Override
    public String mayGoOnIn() {
        return "SELECT order_id FROM bookings.booking WHERE id = :id";
    }

    private Section released(Booking booking, Released by) {
        String became =
                booking.state() == BookingState.CANCELLED
                        ? "bookings.released.ended"
                        : "bookings.released.worked";
        return Section.of(
                        "bookings.section.released",
                        Entry.of("bookings.released.since", by.since()),
                        Entry.of("bookings.released.amount", by.amount()),
                        Entry.of("bookings.released.at", by.at()))
                .introduced(words.say("bookings.released.why", "result", words.say(became)));
    }

    private Section time(Booking booking) {
        List<Entry> entries = new ArrayList<>();
        entries.add(
                Entry.link(
                        "bookings.resource",
                        booking.resourceName(),
                        "/resources/" + booking.resource()));
        entries.add(Entry.of("bookings.mode", booking.mode()));
        booking.slot().ifPresent(slot -> entries.add(Entry.of("bookings.slot", slot)));
        if (booking.heldUntil() != null) {
            entries.add(Entry.of("bookings.held", booking.heldUntil()));
            entries.add(Entry.of("bookings.cancelFreely", booking.cancelFreelyUntil()));
        }
        entries.add(Entry.of("bookings.units", BookingPapers.amount(booking)));
        if (booking.isSamples()) {
            int position =
                    records.find(Line.class, Line.idOf(booking.resource()))
                            .map(line -> line.positionOf(booking.id().value()))
                            .orElse(0);
            entries.add(Entry.of("bookings.position", position == 0 ? null : position));
            entries.add(Entry.of("bookings.promised", booking.promised()));
        }
        if (booking.mode() == BookingMode.PACKAGE) {
            entries.add(Entry.of("bookings.left.label", Duration.ofMinutes(booking.minutesLeft())));
            booking.work().times().forEach(time -> entries.add(Entry.of("bookings.planned", time)));
        }
        return Section.of("bookings.section.time", entries);
    }

    private Section firm(Booking booking) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("bookings.firm", booking.firmName()));
        entries.add(Entry.of("bookings.orderHome", booking.orderHome()));
        entries.add(Entry.of("bookings.order", Id.of(booking.orderId())));
        Resource resource =
                records.find(Resource.class, Id.<Resource>of(booking.resource())).orElse(null);
        boolean dutyFree = resource != null && resource.details().equipment().dutyFree();
        entries.add(
                dutyFree
                        ? Entry.check("bookings.purpose", booking.purpose(), Mark.MET)
                                .from("国科发基〔2018〕245号")
                        : Entry.of("bookings.purpose", booking.purpose()));
        entries.add(Entry.of("bookings.description", booking.description()));
        if (resource != null
                && resource.terms().needsTraining()
                && booking.mode() == BookingMode.SLOT) {
            Permit permit =
                    records.find(
                                    Permit.class,
                                    Permit.idOf(
                                            PermitKind.TRAINING,
                                            booking.resource(),
                                            booking.firm()))
                            .orElse(null);
            boolean holds =
                    permit != null
                            && booking.slotFrom() != null
                            && permit.holdsAt(booking.slotFrom());
            entries.add(
                    Entry.check(
                                    "bookings.training",
                                    permit == null ? null : permit.number(),
                                    holds ? Mark.MET : Mark.NOT_MET)
                            .noted(permit == null ? null : permit.people()));
        }
        return Section.of("bookings.section.firm", entries);
    }

    private Section money(Booking booking) {
        return Section.of(
                "bookings.section.money",
                Entry.of("bookings.price", booking.price()),
                Entry.of("bookings.voucherPart", booking.voucherPart()),
                Entry.of("bookings.ownPart", booking.price().minus(booking.voucherPart())),
                Entry.of(
                        "bookings.route",
                        booking.route().isBlank() || booking.released() != null
                                ? Phrase.of("bookings.route.none")
                                : Phrase.of("enum.PaymentRoute." + booking.route())));
    }

    private Section contract(Booking booking) {
        List<Entry> entries = new ArrayList<>();
        Contract contract = booking.contract();
        entries.add(
                Entry.of(
                        "bookings.legalPerson",
                        booking.legalPerson() == null
                                ? null
                                : organisations.name(booking.legalPerson(), words.language())));
        if (contract != null) {
            entries.add(Entry.of("bookings.contract.number", contract.number()));
            entries.add(Entry.of("bookings.contract.framework", contract.framework()));
            entries.add(Entry.of("bookings.contract.signedOn", contract.signedOn()));
            entries.add(Entry.of("bookings.contract.countersignedOn", contract.countersignedOn()));
        }
        entries.add(
                Entry.link(
                                "bookings.contract.template",
                                Phrase.of("bookings.contract.open"),
                                "/bookings/" + booking.id() + "/contract")
                        .noted(words.say("bookings.contract.items"))
                        .from(words.say("bookings.contract.source." + booking.home().code())));
        return Section.of("bookings.section.contract", entries);
    }

    private Section log(Booking booking) {
        Work work = booking.work();
        List<Entry> entries = new ArrayList<>();
        if (booking.isSamples()) {
            entries.add(
                    Entry.link(
                            "bookings.received",
                            work.received(),
                            "/bookings/" + booking.id() + "/labels.pdf"));
            entries.add(Entry.of("bookings.remark", work.remark()));
        }
        entries.add(Entry.of("bookings.used", Duration.ofMinutes(work.minutes())));
        Table table =
                new Table(
                        List.of(
                                Column.of("bookings.from"),
                                Column.of("bookings.until"),
                                Column.amount("bookings.minutes"),
                                Column.of("bookings.by"),
                                Column.of("bookings.note")),
                        work.sessions().stream().map(BookingCase::row).toList(),
                        "bookings.log.empty");
        return Section.of("bookings.section.log", entries).with(table);
    }

    private static List<Cell> row(Work.Session session) {
        return List.of(
                Cell.of(session.from()),
                Cell.of(session.until()),
                Cell.of(session.minutes()),
                Cell.of(session.by()),
                session.abnormal()
                        ? Cell.marked(session.note(), Mark.WARN)
                        : Cell.of(session.note()));
    }

    private static Section delivery(Delivery done) {
        return Section.of(
                "bookings.section.delivery",
                Entry.of("bookings.amount", done.amount()),
                Entry.of("bookings.partial", done.partial()),
                Entry.of("bookings.report", done.report()),
                Entry.of("bookings.accredited", done.accredited()),
                Entry.of("bookings.note", done.note()));
    }

    /// How it stands on the order's side, as its province told.
    private Section other(Booking booking) {
        List<List<Cell>> rows = new ArrayList<>();
        for (RecordedFact fact : told(booking.orderId())) {
            if (fact.kind().equals("procedures.CaseMoved")) {
                CaseMoved moved = Json.heard(fact.body(), CaseMoved.class);
                String key = "enum.OrderState." + moved.to();
                rows.add(
                        List.of(
                                Cell.of(fact.at()),
                                Cell.of(words.has(key) ? words.say(key) : moved.to()),
                                Cell.of(said(moved))));
            }
        }
        return Section.of(
                "bookings.section.order",
                new Table(
                        List.of(
                                Column.of("bookings.at"),
                                Column.of("bookings.state"),
                                Column.of("bookings.note")),
                        rows,
                        "bookings.order.empty"));
    }

    private @Nullable String said(CaseMoved moved) {
        return moved.note() == null ? null : said(moved.action(), moved.note());
    }

    /// What the order's home told, be it hosted here or by another node.
    private List<RecordedFact> told(String order) {
        return Stream.concat(
                        facts.about(order).stream(),
                        elsewhere.all().stream().flatMap(one -> one.about(order).stream()))
                .sorted(Comparator.comparing(RecordedFact::at))
                .toList();
    }

    @Override
    public @Nullable Record prefill(String action, Booking booking) {
        return switch (action) {
            case "receive" -> new SamplesForm(booking.units(), null);
            case "quote" ->
                    new QuoteForm(booking.price(), booking.units(), promised(booking), null);
            case "deliver" ->
                    new DeliverForm(
                            booking.isSamples() ? booking.units() : null, null, false, null, null);
            default -> null;
        };
    }

    private static @Nullable LocalDate promised(Booking booking) {
        return booking.promised();
    }
}

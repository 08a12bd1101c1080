package org.deltacommons.commons.bookings.pages;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.papers.PdfLabels;
import org.deltacommons.foundation.papers.PdfPaper;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The contract's template with its mandatory items, and the labels of samples.
@Controller
class BookingPapers {

    /// 《上海市促进大型科学仪器设施共享规定》第九条: what a service contract must say.
    static final List<String> ITEMS =
            List.of("content", "fee", "property", "secrecy", "damages", "breach", "dispute");

    private static final int LABELS_MAX = 200;

    private final Records records;
    private final Procedures procedures;
    private final Procedure<Booking> procedure;
    private final Organisations organisations;
    private final Words words;
    private final Clock clock;

    BookingPapers(
            Records records,
            Procedures procedures,
            Procedure<Booking> procedure,
            Organisations organisations,
            Words words,
            Clock clock) {
        this.records = records;
        this.procedures = procedures;
        this.procedure = procedure;
        this.organisations = organisations;
        this.words = words;
        this.clock = clock;
    }

    private Booking booking(String id, Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        return procedures
                .readable(procedure, TimesPages.<Booking>id(id), actor)
                .map(Records.Versioned::row)
                .orElseThrow(() -> new RefusedException(BookingsReason.ENTRY_NOT_FOUND));
    }

    @GetMapping({"/bookings/{id}/contract", "/bookings/{id}/contract.pdf"})
    ResponseEntity<byte[]> contract(@PathVariable String id, Actor actor) {
        Booking booking = booking(id, actor);
        return pdf(paper(booking).bytes(clock.instant()), "contract-" + id);
    }

    private PdfPaper paper(Booking booking) {
        String provider = organisations.name(booking.provider(), words.language());
        String legal =
                booking.legalPerson() == null
                        ? provider
                        : organisations.name(booking.legalPerson(), words.language());
        PdfPaper paper =
                PdfPaper.titled(words, "bookings.contract.title")
                        .number(
                                booking.contract() == null
                                        ? booking.id()
                                        : booking.contract().number())
                        .issuedBy(legal)
                        .entries(
                                new PdfPaper.Entry("bookings.contract.client", booking.firmName()),
                                new PdfPaper.Entry("bookings.contract.servant", legal),
                                new PdfPaper.Entry("bookings.contract.platform", provider),
                                new PdfPaper.Entry("bookings.order", booking.orderId()),
                                new PdfPaper.Entry("bookings.resource", booking.resourceName()),
                                new PdfPaper.Entry("bookings.mode", booking.mode()),
                                new PdfPaper.Entry("bookings.when", BookingPages.when(booking)),
                                new PdfPaper.Entry("bookings.units", amount(booking)),
                                new PdfPaper.Entry("bookings.price", booking.price()),
                                new PdfPaper.Entry("bookings.voucherPart", booking.voucherPart()));
        for (String item : ITEMS) {
            paper = paper.heading("bookings.contract." + item).paragraph(clause(item, booking));
        }
        return paper.paragraph(
                        new Phrase("bookings.contract.source." + booking.home().code(), Map.of()))
                .seals("bookings.contract.seal.client", "bookings.contract.seal.servant");
    }

    private static Phrase clause(String item, Booking booking) {
        return new Phrase(
                "bookings.contract." + item + ".text",
                Map.of(
                        "description",
                        booking.description().isBlank() ? "—" : booking.description(),
                        "purpose",
                        booking.purpose(),
                        "resource",
                        booking.resourceName(),
                        "price",
                        booking.price(),
                        "voucher",
                        booking.voucherPart(),
                        "own",
                        booking.price().minus(booking.voucherPart())));
    }

    static Object amount(Booking booking) {
        return booking.isSamples()
                ? Phrase.of("bookings.samples", "count", booking.units())
                : Duration.ofMinutes(booking.bookedMinutes());
    }

    /// Labels for each sample of a booking; the code is the booking's number with the sample's.
    @GetMapping("/bookings/{id}/labels.pdf")
    ResponseEntity<byte[]> labels(
            @PathVariable String id, @RequestParam(defaultValue = "0") int skip, Actor actor) {
        Booking booking = booking(id, actor);
        int count =
                Math.clamp(
                        booking.work().received() > 0
                                ? booking.work().received()
                                : booking.isSamples() ? booking.units() : 1,
                        1,
                        LABELS_MAX);
        List<PdfLabels.Label> labels = new ArrayList<>();
        IntStream.rangeClosed(1, count)
                .forEach(i -> {
                    String number = booking.id().number() + "-" + i;
                    labels.add(
                            new PdfLabels.Label(
                                    number,
                                    number,
                                    List.of(
                                            booking.firmName(),
                                            booking.resourceName(),
                                            booking.description())));
                });
        return pdf(PdfLabels.sheet(labels, Math.clamp(skip, 0, 23)), "labels-" + id);
    }

    private static ResponseEntity<byte[]> pdf(byte[] bytes, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Content-Disposition", "inline; filename=\"" + name + ".pdf\"")
                .body(bytes);
    }
}

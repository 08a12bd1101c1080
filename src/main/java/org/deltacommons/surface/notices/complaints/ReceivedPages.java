package org.deltacommons.surface.notices.complaints;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.procedures.Calendars;
import org.deltacommons.foundation.procedures.DueCells;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/// The complaints of a province for those who answer or audit them, and the published answers for
/// everybody; as pages and for machines.
@Controller
class ReceivedPages {

    private static final int PAGE = 50;

    /// A complaint in the list of its province, without the contact.
    ///
    /// @param due the end of the last day to answer; null once it is answered
    /// @param workingDaysLeft negative when overdue
    record ReceivedAnswer(
            String id,
            Province home,
            ComplaintState state,
            ComplaintAbout about,
            String subject,
            Instant filed,
            @Nullable Instant due,
            @Nullable Integer workingDaysLeft,
            boolean overdue,
            @Nullable String reply,
            @Nullable Instant replied,
            @Nullable String published) {}

    /// What everybody may read of a complaint.
    record PublishedAnswer(
            Province home, ComplaintAbout about, String published, Instant replied) {}

    private final ReceivedComplaints received;
    private final Procedure<Complaint> procedure;
    private final Calendars calendars;
    private final Audit audit;
    private final Words words;
    private final Clock clock;

    ReceivedPages(
            ReceivedComplaints received,
            Procedure<Complaint> procedure,
            Calendars calendars,
            Audit audit,
            Words words,
            Clock clock) {
        this.received = received;
        this.procedure = procedure;
        this.calendars = calendars;
        this.audit = audit;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/complaints/received")
    ModelAndView received(Address address, Actor actor) {
        permitted(actor, address);
        DueCells due = new DueCells(calendars, words, clock);
        ListView.Builder view =
                ListView.at(address, "complaints.received")
                        .intro(words.say("complaints.received.intro"))
                        .filters(
                                Filter.text("q", "complaints.subject"),
                                Filter.select(
                                        "state",
                                        "complaints.state",
                                        options(ComplaintState.values())),
                                Filter.select(
                                        "province",
                                        "complaint.province",
                                        options(
                                                ReceivedComplaints.homes(actor)
                                                        .toArray(Province[]::new))),
                                Filter.toggle("overdue", "complaints.overdue"))
                        .columns(
                                ListColumn.of("complaints.subject"),
                                ListColumn.of("complaint.about"),
                                ListColumn.of("complaint.province"),
                                ListColumn.of("complaint.filed"),
                                ListColumn.of("complaints.state"),
                                ListColumn.of("complaint.due"),
                                ListColumn.of("complaint.replied"),
                                ListColumn.of("complaint.said").onlyInFile(),
                                ListColumn.of("complaint.reply").onlyInFile(),
                                ListColumn.of("complaint.published").onlyInFile())
                        .page(
                                received.find(actor, address, address.size(PAGE))
                                        .map(line -> row(line, due)))
                        .link("complaints.published", "/complaints/answered", "speakerphone")
                        .empty("complaints.received.empty");
        return new ModelAndView("list", "view", view.build());
    }

    private RowView row(ReceivedComplaints.Line line, DueCells due) {
        Complaint one = line.complaint();
        return RowView.of(
                        one.id().value(),
                        "/cases/" + Complaints.NAME + "/" + one.id(),
                        words.written(one.subject()),
                        one.about(),
                        one.home(),
                        one.filed(),
                        state(one),
                        due.of(line.task()),
                        one.replied(),
                        one.said(),
                        one.reply(),
                        one.published())
                .fixed();
    }

    private State state(Complaint one) {
        var declared = procedure.state(one.state());
        return new State(declared.label(), declared.tone());
    }

    private List<Option> options(Enum<?>[] all) {
        return Arrays.stream(all).map(one -> new Option(one.name(), words.show(one))).toList();
    }

    private void permitted(Actor actor, Address address) {
        if (ReceivedComplaints.homes(actor).isEmpty()) {
            Refusal no = Refusal.of(actor.isVisitor() ? WebReason.SIGN_IN : WebReason.FORBIDDEN);
            if (!actor.isVisitor()) {
                audit.record(AuditLine.refused(actor, address.path(), no));
            }
            throw new RefusedException(no);
        }
    }

    @GetMapping("/api/v1/complaints")
    @ResponseBody
    Paged<ReceivedAnswer> list(Address address, Actor actor) {
        permitted(actor, address);
        DueCells due = new DueCells(calendars, words, clock);
        return received.find(actor, address, PAGE).map(line -> answer(line, due));
    }

    private ReceivedAnswer answer(ReceivedComplaints.Line line, DueCells due) {
        Complaint one = line.complaint();
        Task task = line.task();
        return new ReceivedAnswer(
                one.id().value(),
                one.home(),
                one.state(),
                one.about(),
                one.subject(),
                one.filed(),
                task.due(),
                due.left(task),
                task.isLate(clock.instant()),
                one.reply(),
                one.replied(),
                one.published());
    }

    @GetMapping("/complaints/answered")
    ModelAndView answered(Address address) {
        return new ModelAndView(
                "list",
                "view",
                ListView.at(address, "complaints.published")
                        .intro(words.say("complaints.published.intro"))
                        .filters(
                                Filter.select(
                                        "province",
                                        "complaint.province",
                                        options(Province.values())),
                                Filter.select(
                                        "about",
                                        "complaint.about",
                                        options(ComplaintAbout.values())))
                        .columns(
                                ListColumn.of("complaint.published"),
                                ListColumn.of("complaint.about"),
                                ListColumn.of("complaint.province"),
                                ListColumn.of("complaint.replied"))
                        .page(
                                received.published(address, address.size(PAGE))
                                        .map(ReceivedPages::published))
                        .link("complaints.send", "/complaints", "message-report")
                        .empty("complaints.published.empty")
                        .build());
    }

    private static RowView published(Complaint one) {
        return RowView.of(
                        one.id().value(),
                        null,
                        one.published(),
                        one.about(),
                        one.home(),
                        one.replied())
                .fixed();
    }

    @GetMapping("/api/v1/complaints/answered")
    @ResponseBody
    Paged<PublishedAnswer> published(Address address) {
        return received.published(address, PAGE)
                .map(one ->
                        new PublishedAnswer(
                                one.home(),
                                one.about(),
                                Objects.requireNonNull(one.published()),
                                Objects.requireNonNull(one.replied())));
    }
}

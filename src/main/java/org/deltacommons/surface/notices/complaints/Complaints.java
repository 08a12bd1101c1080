package org.deltacommons.surface.notices.complaints;

import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.identity.OpenToVisitors;
import org.deltacommons.foundation.papers.CheckCodes;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.Badge;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The declared procedure of complaints. The system files for whoever stands at the door, because a
/// visitor holds no role; an officer of the province answers within the term `complaint.answer`.
@Configuration(proxyBeanMethods = false)
class Complaints {

    static final String NAME = "complaint";
    static final String FILE = "file";

    private static final String RECEIVED_MENU = "menu.complaints.received";

    private static final Who OFFICER = Who.of(Role.PROVINCIAL_OFFICER, Side.HOME);
    private static final Who AUDITOR = Who.of(Role.AUDITOR, Side.HOME);

    private final CheckCodes codes;

    Complaints(CheckCodes codes) {
        this.codes = codes;
    }

    /// What the system files.
    ///
    /// @param contact sealed already: a decision makes nothing random
    record Filed(
            Province province,
            ComplaintAbout about,
            String subject,
            String said,
            @Nullable String contact,
            @Nullable String filer) {}

    /// @param published what everybody may read of it, if others ask the same
    record Answering(
            @Input(kind = Input.Kind.TEXTAREA, max = 2_000) String reply,
            @Input(kind = Input.Kind.TEXTAREA, max = 2_000, help = true)
                    @Nullable String published) {}

    record Rejecting(@Input(kind = Input.Kind.TEXTAREA, max = 2_000, help = true) String reply) {}

    @Bean
    Procedure<Complaint> complaintProcedure() {
        return Procedure.of(NAME, Complaint.class, "source.complaint")
                .state(
                        ComplaintState.RECEIVED,
                        StateTone.ACTIVE,
                        "complaint.answer",
                        List.of(AUDITOR),
                        OFFICER)
                .last(ComplaintState.ANSWERED, StateTone.GOOD)
                .last(ComplaintState.REJECTED, StateTone.OVER)
                .opens(FILE, Filed.class, (form, _) -> form.province(), this::file, Who.SYSTEM)
                .action("answer", Answering.class)
                .from(ComplaintState.RECEIVED)
                .to(ComplaintState.ANSWERED)
                .by(OFFICER)
                .primary()
                .does((before, form, on) ->
                        replied(
                                before,
                                ComplaintState.ANSWERED,
                                form.reply(),
                                form.published(),
                                on))
                .action("reject", Rejecting.class)
                .from(ComplaintState.RECEIVED)
                .to(ComplaintState.REJECTED)
                .by(OFFICER)
                .dangerous()
                .does((before, form, on) ->
                        replied(before, ComplaintState.REJECTED, form.reply(), null, on))
                .readers(AUDITOR)
                .line(ComplaintState.RECEIVED, ComplaintState.ANSWERED)
                .build();
    }

    private Outcome<Move<Complaint>> file(Filed form, Deciding on) {
        Id<Complaint> id = on.ids().next("cpl");
        return Outcome.done(
                Move.to(
                        new Complaint(
                                id,
                                form.province(),
                                ComplaintState.RECEIVED,
                                form.about(),
                                form.subject(),
                                form.said(),
                                form.contact(),
                                form.filer(),
                                codes.of(NAME, id.value()),
                                on.now(),
                                null,
                                null,
                                null)));
    }

    /// The answer is for the complainant alone, so it is no note of the case's history.
    private static Outcome<Move<Complaint>> replied(
            Complaint before,
            ComplaintState to,
            String text,
            @Nullable String published,
            Deciding on) {
        String forAll = published == null || published.isBlank() ? null : published.strip();
        return Outcome.done(Move.to(before.replied(to, text, forAll, on.now())));
    }

    /// On the page of the case; the contact is masked, a look at it has a page of its own.
    @Bean
    CasePage<Complaint> complaintPage() {
        return new CasePage<>() {
            @Override
            public Class<Complaint> type() {
                return Complaint.class;
            }

            @Override
            public List<Section> sections(Complaint subject, Actor actor) {
                return List.of(facts(subject));
            }
        };
    }

    private static Section facts(Complaint subject) {
        Entry contact =
                subject.contact() == null || subject.contact().isEmpty()
                        ? Entry.written("complaint.contact", subject.contact())
                        : Entry.link(
                                "complaint.contact", "****", "/complaints/contact/" + subject.id());
        return Section.of(
                "complaint.facts",
                Entry.of("complaint.about", subject.about()),
                Entry.written("complaint.said", subject.said()),
                contact,
                Entry.of("complaint.filed", subject.filed()),
                Entry.written("complaint.reply", subject.reply()),
                Entry.of("complaint.published", subject.published()));
    }

    @Bean
    MenuEntry complaintsEntry() {
        return new MenuEntry("menu.complaints", "/complaints", "message-report", 900, _ -> true)
                .in(MenuEntry.FOOTER);
    }

    @Bean
    MenuEntry receivedComplaintsEntry() {
        return new MenuEntry(
                RECEIVED_MENU,
                "/complaints/received",
                "message-report",
                46,
                actor -> !ReceivedComplaints.homes(actor).isEmpty());
    }

    /// What waits for an answer of the officer's province, to those who answer.
    @Bean
    Badge receivedComplaintsBadge() {
        return new Badge() {
            @Override
            public String menuKey() {
                return RECEIVED_MENU;
            }

            @Override
            public Optional<Count> count(Actor actor) {
                return ReceivedComplaints.waiting(actor);
            }
        };
    }

    @Bean
    OpenToVisitors complaintsDoor() {
        return new OpenToVisitors(List.of("/complaints", "/api/v1/complaints"));
    }
}

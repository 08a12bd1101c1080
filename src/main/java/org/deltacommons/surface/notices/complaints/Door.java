package org.deltacommons.surface.notices.complaints;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.papers.CheckCodes;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.rulebook.DoorLimits;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.surface.notices.NoticeReason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes complaints from anybody and tells whoever has the code what became of them.
@Component
class Door {

    private static final int KEY_LENGTH_MAX = 120;

    /// What is asked at the door.
    record ComplaintForm(
            Province province,
            ComplaintAbout about,
            @Input(max = 100) String subject,
            @Input(kind = Input.Kind.TEXTAREA, max = 2_000, help = true) String said,
            @Input(max = 100, help = true) @Nullable String contact) {}

    /// What whoever has the code may know: nothing about the person.
    ///
    /// @param reply null until it is answered
    /// @param due until when it is to be answered
    record ComplaintAnswer(
            String code,
            ComplaintState state,
            ComplaintAbout about,
            String subject,
            Province province,
            Instant filed,
            @Nullable Instant due,
            @Nullable String reply,
            @Nullable Instant replied) {}

    private final Procedure<Complaint> procedure;
    private final Procedures procedures;
    private final Records records;
    private final ContactSeal seal;
    private final DoorLimits limits;
    private final Ids ids;

    Door(
            Procedure<Complaint> procedure,
            Procedures procedures,
            Records records,
            ContactSeal seal,
            DoorLimits limits,
            Ids ids) {
        this.procedure = procedure;
        this.procedures = procedures;
        this.records = records;
        this.seal = seal;
        this.limits = limits;
        this.ids = ids;
    }

    /// @param key makes a repetition harmless
    /// @param address of the machine it comes from; counted, not kept
    /// @return the code
    Outcome<String> file(ComplaintForm form, Actor actor, String key, String address) {
        Optional<Refusal> tooMany =
                limits.knock(
                        Complaints.NAME,
                        form.province(),
                        address,
                        NoticeReason.COMPLAINTS_TOO_MANY);
        if (tooMany.isPresent()) {
            return Outcome.refused(tooMany.get());
        }
        if (key.length() > KEY_LENGTH_MAX) {
            return Outcome.refused(ProcedureReason.KEY_INVALID);
        }
        String once = key.isBlank() ? ids.<Complaint>next("key").value() : key;
        String contact = form.contact();
        Complaints.Filed filed =
                new Complaints.Filed(
                        form.province(),
                        form.about(),
                        form.subject(),
                        form.said(),
                        contact == null ? null : seal.seal(contact, once),
                        actor.isVisitor() ? null : actor.id());
        return procedures
                .open(
                        procedure,
                        Complaints.FILE,
                        filed,
                        Actor.system(form.province()),
                        // All come as the system; the address keeps apart two who chose one key.
                        once + "@" + address)
                .map(moved ->
                        records.find(Complaint.class, Id.of(moved.id())).orElseThrow().code());
    }

    /// @throws RefusedException if there is none with this code
    ComplaintAnswer answer(String typed) {
        String code = CheckCodes.read(typed).orElseThrow(Door::unknown);
        Complaint complaint =
                records
                        .list(Complaint.class, "t.code = :code", "t.id", Map.of("code", code), 1)
                        .stream()
                        .findFirst()
                        .orElseThrow(Door::unknown);
        Instant due =
                records.find(Task.class, Id.of(complaint.id().value())).map(Task::due).orElse(null);
        return new ComplaintAnswer(
                code,
                complaint.state(),
                complaint.about(),
                complaint.subject(),
                complaint.home(),
                complaint.filed(),
                due,
                complaint.reply(),
                complaint.replied());
    }

    static RefusedException unknown() {
        return new RefusedException(NoticeReason.COMPLAINT_CODE_NOT_FOUND);
    }
}

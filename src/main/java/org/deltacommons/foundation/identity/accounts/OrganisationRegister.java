package org.deltacommons.foundation.identity.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationDoubt;
import org.deltacommons.foundation.identity.OrganisationKind;
import org.deltacommons.foundation.identity.OrganisationState;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Registration of organisations.
@Service
public class OrganisationRegister {

    /// As [Texts#name] makes a name comparable; the index `organisation_by_plain_name` is on it.
    static final String PLAIN_NAME =
            "lower(regexp_replace(normalize(t.name_zh, NFKC), '\\s+', '', 'g'))";

    private final Desk desk;
    private final Records records;
    private final Procedure<Organisation> procedure;
    private final Moving moving;
    private final Ids ids;

    OrganisationRegister(
            Desk desk, Records records, Procedure<Organisation> procedure, Moving moving, Ids ids) {
        this.desk = desk;
        this.records = records;
        this.procedure = procedure;
        this.moving = moving;
        this.ids = ids;
    }

    /// What somebody says about an organisation.
    ///
    /// @param id `null` for a new one
    /// @param creditCode as typed; empty for a team or a unit below a legal person
    public record Application(
            @Nullable String id,
            String nameZh,
            String nameEn,
            OrganisationKind kind,
            String creditCode,
            DivisionCode division,
            @Nullable String parent,
            boolean demo,
            String source,
            @Nullable String verifiedBy) {}

    /// What came of it.
    public record Registered(String organisation, OrganisationState state) {}

    /// Registers at the home of the division. A code whose check digits are right, or none where
    /// none is needed, is confirmed at once; what is in doubt waits for an officer, see
    /// [Registration].
    public Outcome<Registered> register(
            Actor actor, Application application, @Nullable String key) {
        Id<Organisation> id =
                application.id() == null ? ids.next("org") : Id.<Organisation>of(application.id());
        Optional<Refusal> elsewhere = takenElsewhere(application);
        boolean namesake = hasNamesake(application);
        return desk.carry(
                Command.of(
                                application.division().province(),
                                actor,
                                "identity.register-organisation",
                                application,
                                Registered.class)
                        .keyed(key),
                id.value(),
                rows ->
                        elsewhere
                                .<Outcome<Unit<Registered>>>map(Outcome::refused)
                                .orElseGet(
                                        () -> registering(actor, id, application, namesake, rows)));
    }

    /// The claim guards the code at home; this look guards it against the replicas of the others.
    private Optional<Refusal> takenElsewhere(Application application) {
        String code = Texts.code(application.creditCode());
        return records
                .list(
                        Organisation.class,
                        "t.credit_code = :code AND t.state <> 'REFUSED' AND t.home <> :home",
                        "t.id",
                        Map.of("code", code, "home", application.division().province().code()),
                        1)
                .stream()
                .findFirst()
                .map(other -> Registration.taken(code, other.nameZh()));
    }

    /// Whether a legal person of this name is there under another code. Of two that come in the
    /// same instant the claim of the name stops one; sent again, it goes to review.
    private boolean hasNamesake(Application application) {
        String code = Texts.code(application.creditCode());
        return !code.isEmpty()
                && records.count(
                                Organisation.class,
                                PLAIN_NAME
                                        + " = :name AND t.credit_code <> :code"
                                        + " AND t.state <> 'REFUSED'",
                                Map.of("name", Texts.name(application.nameZh()), "code", code))
                        > 0;
    }

    private Outcome<Unit<Registered>> registering(
            Actor actor, Id<Organisation> id, Application said, boolean namesake, Rows rows) {
        String code = Texts.code(said.creditCode());
        CreditCode.Verdict verdict = code.isEmpty() ? null : CreditCode.verdict(code);
        Optional<Organisation> parent =
                said.parent() == null
                        ? Optional.empty()
                        : rows.find(Organisation.class, Id.of(said.parent()));
        Optional<Refusal> no = judge(actor, said, code, verdict, parent, rows);
        if (no.isPresent()) {
            return Outcome.refused(no.get());
        }
        Organisation fresh = organisation(actor, id, said, parent, doubts(verdict, namesake), rows);
        List<Part> parts = new ArrayList<>(Registration.claimed(fresh));
        parts.add(Registration.told(fresh));
        if (fresh.isConfirmed()) {
            parts.add(new Put(fresh));
        } else {
            parts.addAll(
                    moving.parts(procedure, null, Registration.REGISTER, Move.to(fresh), rows));
        }
        return Outcome.done(Unit.of(new Registered(id.value(), fresh.state()), parts));
    }

    private static List<OrganisationDoubt> doubts(
            CreditCode.@Nullable Verdict verdict, boolean namesake) {
        List<OrganisationDoubt> doubts = new ArrayList<>();
        if (verdict == CreditCode.Verdict.IRREGULAR) {
            doubts.add(OrganisationDoubt.PILOT_CODE);
        }
        if (namesake) {
            doubts.add(OrganisationDoubt.SAME_NAME);
        }
        return doubts;
    }

    private static Organisation organisation(
            Actor actor,
            Id<Organisation> id,
            Application said,
            Optional<Organisation> parent,
            List<OrganisationDoubt> doubts,
            Rows rows) {
        String code = Texts.code(said.creditCode());
        return new Organisation(
                id,
                said.division().province(),
                said.nameZh().strip(),
                said.nameEn().strip(),
                said.kind(),
                code.isEmpty() ? null : new CreditCode(code),
                code.isEmpty() ? null : CreditCode.verdict(code),
                said.division(),
                parent.map(Organisation::id).orElse(null),
                said.demo(),
                doubts.isEmpty() ? OrganisationState.CONFIRMED : OrganisationState.PENDING_REVIEW,
                doubts,
                said.source(),
                said.verifiedBy(),
                actor.id(),
                null,
                null,
                rows.now());
    }

    private static Optional<Refusal> judge(
            Actor actor,
            Application said,
            String code,
            CreditCode.@Nullable Verdict verdict,
            Optional<Organisation> parent,
            Rows rows) {
        boolean unit = parent.isPresent() && code.isEmpty();
        if (!Authority.registers(actor, said.division())
                && !(unit && Authority.signsFor(actor, parent, rows))) {
            return Optional.of(Refusal.of(IdentityReason.ROLE_FORBIDDEN));
        }
        if (verdict == CreditCode.Verdict.MALFORMED) {
            return Optional.of(Refusal.of(IdentityReason.CODE_MALFORMED_INVALID, "code", code));
        }
        if (said.parent() != null && parent.isEmpty()) {
            return Optional.of(Refusal.of(IdentityReason.PARENT_INVALID));
        }
        boolean mayLack = said.kind() == OrganisationKind.TEAM || parent.isPresent();
        return code.isEmpty() && !mayLack
                ? Optional.of(Refusal.of(IdentityReason.CODE_MISSING_INVALID))
                : Optional.empty();
    }
}

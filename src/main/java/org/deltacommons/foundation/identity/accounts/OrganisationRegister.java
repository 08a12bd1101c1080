package org.deltacommons.foundation.identity.accounts;

import java.util.Optional;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationKind;
import org.deltacommons.foundation.identity.OrganisationRecorded;
import org.deltacommons.foundation.identity.OrganisationState;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.LaneReason;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Registration and review of organisations.
@Service
public class OrganisationRegister {

    private static final String CODE = "identity.credit-code";

    private final Desk desk;
    private final Records records;
    private final Ids ids;

    OrganisationRegister(Desk desk, Records records, Ids ids) {
        this.desk = desk;
        this.records = records;
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

    private record Review(String organisation, boolean confirmed, String note) {}

    /// Registers at the home of the division. A code whose check digits are right, or none where
    /// none is needed, is confirmed at once; an irregular one waits for an officer.
    public Outcome<Registered> register(
            Actor actor, Application application, @Nullable String key) {
        Id<Organisation> id =
                application.id() == null ? ids.next("org") : Id.<Organisation>of(application.id());
        Optional<Refusal> elsewhere = takenElsewhere(application);
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
                                .orElseGet(() -> registering(actor, id, application, rows)));
    }

    /// The claim guards the code at home; this look guards it against the replicas of the others.
    private Optional<Refusal> takenElsewhere(Application application) {
        String code = Texts.code(application.creditCode());
        return records
                .list(
                        Organisation.class,
                        "t.credit_code = :code AND t.state <> 'REFUSED' AND t.home <> :home",
                        "t.id",
                        java.util.Map.of(
                                "code", code, "home", application.division().province().code()),
                        1)
                .stream()
                .findFirst()
                .map(other -> taken(code).with("holder", other.nameZh()));
    }

    private static Refusal taken(String code) {
        return Refusal.of(IdentityReason.CODE_TAKEN, "code", code).with("holder", "");
    }

    private static Outcome<Unit<Registered>> registering(
            Actor actor, Id<Organisation> id, Application said, Rows rows) {
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
        Organisation fresh =
                new Organisation(
                        id,
                        said.division().province(),
                        said.nameZh().strip(),
                        said.nameEn().strip(),
                        said.kind(),
                        code.isEmpty() ? null : new CreditCode(code),
                        verdict,
                        said.division(),
                        parent.map(Organisation::id).orElse(null),
                        said.demo(),
                        verdict == CreditCode.Verdict.IRREGULAR
                                ? OrganisationState.PENDING_REVIEW
                                : OrganisationState.CONFIRMED,
                        said.source(),
                        said.verifiedBy(),
                        actor.id(),
                        null,
                        null,
                        rows.now());
        Unit<Registered> unit =
                Unit.of(new Registered(id.value(), fresh.state()), new Put(fresh), told(fresh));
        return Outcome.done(
                code.isEmpty()
                        ? unit
                        : unit.plus(
                                java.util.List.of(
                                        new Claim(CODE, code, Period.ALWAYS, taken(code)))));
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

    /// An officer's word on an irregular code.
    ///
    /// @param note what it was checked against
    public Outcome<Registered> review(
            Actor actor,
            Id<Organisation> id,
            boolean confirmed,
            String note,
            @Nullable String key) {
        Optional<Organisation> known = records.find(Organisation.class, id);
        if (known.isEmpty()) {
            return Outcome.refused(Refusal.of(LaneReason.NOT_FOUND, "what", id.value()));
        }
        return desk.carry(
                Command.of(
                                known.get().home(),
                                actor,
                                "identity.review-organisation",
                                new Review(id.value(), confirmed, note),
                                Registered.class)
                        .keyed(key),
                id.value(),
                rows -> reviewing(actor, rows.get(Organisation.class, id), confirmed, note));
    }

    private static Outcome<Unit<Registered>> reviewing(
            Actor actor, Organisation organisation, boolean confirmed, String note) {
        if (!Authority.reviews(actor, organisation.division())) {
            return Outcome.refused(IdentityReason.ROLE_FORBIDDEN);
        }
        if (organisation.state() != OrganisationState.PENDING_REVIEW) {
            return Outcome.refused(IdentityReason.NOT_PENDING);
        }
        if (organisation.registeredBy().equals(actor.id())) {
            return Outcome.refused(IdentityReason.SECOND_PERSON_FORBIDDEN);
        }
        OrganisationState state =
                confirmed ? OrganisationState.CONFIRMED : OrganisationState.REFUSED;
        Organisation after = organisation.reviewed(state, actor.id(), note);
        Unit<Registered> unit =
                Unit.of(new Registered(after.id().value(), state), new Put(after), told(after));
        CreditCode code = organisation.creditCode();
        return Outcome.done(
                confirmed || code == null
                        ? unit
                        : unit.plus(
                                java.util.List.of(new Release(CODE, code.value(), Period.ALWAYS))));
    }

    private static Fact told(Organisation organisation) {
        return new Fact(
                organisation.id().value(), Audience.PUBLIC, OrganisationRecorded.of(organisation));
    }
}

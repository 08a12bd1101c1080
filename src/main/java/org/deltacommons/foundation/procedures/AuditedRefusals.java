package org.deltacommons.foundation.procedures;

import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.springframework.stereotype.Component;

/// Notes refused attempts in the audit log. What the system tried is left to the log of the server.
@Component
final class AuditedRefusals implements Refusals {

    private final Audit audit;

    AuditedRefusals(Audit audit) {
        this.audit = audit;
    }

    @Override
    public <T> Outcome<T> noted(Actor actor, String operation, String subject, Outcome<T> outcome) {
        if (outcome instanceof Outcome.Refused<T>(Refusal why) && !actor.isSystem()) {
            audit.record(AuditLine.refused(actor, operation, why).with("subject", subject));
        }
        return outcome;
    }

    @Override
    public void denied(Actor actor, String operation, String subject) {
        audit.record(
                AuditLine.of(AuditKind.REFUSED, actor, operation)
                        .with("reason", ProcedureReason.NOT_FOUND.code())
                        .with("subject", subject));
    }
}

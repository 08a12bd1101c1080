package org.deltacommons.foundation.identity.accounts;

import java.util.function.Function;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Outcome;
import org.springframework.stereotype.Component;

/// Where commands about accounts go through: into the lane, and then into the audit log, done or
/// refused.
@Component
final class Desk {

    private final Lane lane;
    private final Audit audit;

    Desk(Lane lane, Audit audit) {
        this.lane = lane;
        this.audit = audit;
    }

    /// @param subject whom or what it is about, by id
    <A> Outcome<A> carry(
            Command<A> command, String subject, Function<Rows, Outcome<Unit<A>>> decision) {
        Outcome<A> outcome = lane.submit(command, decision);
        AuditLine line =
                switch (outcome) {
                    case Outcome.Done<A> _ ->
                            AuditLine.of(AuditKind.ADMINISTRATION, command.actor(), subject)
                                    .with("operation", command.operation());
                    case Outcome.Refused<A>(var why) ->
                            AuditLine.refused(command.actor(), command.operation(), why)
                                    .with("subject", subject);
                };
        audit.record(line.at(command.home()));
        return outcome;
    }
}

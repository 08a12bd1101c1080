package org.deltacommons.foundation.federation;

import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// The way in which every key changes: the system administration proposes the next one, the
/// security administration hears its fingerprint another way, enters what its page does not show,
/// and agrees. Nobody holds both administrations. Either may drop it, with a reason.
///
/// @param agrees the action of the second person
public record KeyProposals<C extends KeyProposal<C, S>, S extends Enum<S>>(
        String name, S proposed, S agreed, S dropped, String agrees) {

    public static final Who SYSTEM_ADMIN = Who.of(Role.SYSTEM_ADMIN, Side.HOME);
    public static final Who SECURITY_ADMIN = Who.of(Role.SECURITY_ADMIN, Side.HOME);

    /// @param fingerprint as the second person was told it: all of it, or what the page leaves out
    public record CompareKey(@Input(max = 40, help = true) String fingerprint) {}

    public record DropKey(@Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

    /// What a kind of key adds.
    public interface Kind<C extends Case> {

        /// Whether what the first person saw is still so.
        boolean stands(C change, Deciding on);

        /// What the second person's agreement does.
        Move<C> agreed(C decided, Deciding on);
    }

    /// What an opening comes to. Of one thing one change is open at a time.
    public Outcome<Move<C>> proposal(C change) {
        return Outcome.done(
                Move.to(change)
                        .noting(change.reason())
                        .with(
                                new Claim(
                                        name,
                                        change.holder(),
                                        Period.ALWAYS,
                                        Refusal.of(
                                                FederationReason.KEY_CHANGE_OPEN,
                                                "province",
                                                change.whose()))));
    }

    /// Completes a declaration that has its openings.
    public Procedure<C> declared(Procedure.Builder<C> opened, Kind<C> kind) {
        return opened.state(proposed, StateTone.WAITING, SECURITY_ADMIN)
                .last(agreed, StateTone.GOOD)
                .last(dropped, StateTone.OVER)
                .action(agrees, CompareKey.class)
                .from(proposed)
                .to(agreed)
                .by(SECURITY_ADMIN)
                .unless((change, on) -> obstacle(kind, change, on))
                .primary()
                .does((change, form, on) -> agree(kind, change, form, on))
                .action("drop", DropKey.class)
                .from(proposed)
                .to(dropped)
                .by(SYSTEM_ADMIN, SECURITY_ADMIN)
                .dangerous()
                .does((change, form, on) ->
                        Outcome.done(
                                Move.to(decided(change, dropped, on))
                                        .noting(form.reason())
                                        .with(closed(change))))
                .readers(Who.of(Role.AUDITOR, Side.HOME), Who.of(Role.AUDIT_ADMIN, Side.HOME))
                .line(proposed, agreed)
                .build();
    }

    /// What the first person saw may have changed under the case.
    private static <C extends KeyProposal<C, ?>> @Nullable Refusal obstacle(
            Kind<C> kind, C change, Deciding on) {
        if (on.actor().id().equals(change.proposedBy())) {
            return Refusal.of(FederationReason.SAME_PERSON);
        }
        return kind.stands(change, on) ? null : Refusal.of(FederationReason.KEY_MOVED);
    }

    private Outcome<Move<C>> agree(Kind<C> kind, C change, CompareKey form, Deciding on) {
        if (!Fingerprint.isTold(form.fingerprint(), change.fingerprint())) {
            return Outcome.refused(FederationReason.FINGERPRINT_DIFFERS);
        }
        return Outcome.done(kind.agreed(decided(change, agreed, on), on).with(closed(change)));
    }

    private C decided(C change, S how, Deciding on) {
        return change.decided(how, on.actor().id(), on.now());
    }

    private Release closed(C change) {
        return new Release(name, change.holder(), Period.ALWAYS);
    }
}

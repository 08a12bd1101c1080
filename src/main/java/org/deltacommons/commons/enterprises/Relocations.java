package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import org.deltacommons.foundation.identity.Signatories;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// The way of a firm to another province: it asks its former home with the new registration, an
/// officer of the receiving province sees that registration and receives it. From then on the new
/// home keeps its record and its new applications; vouchers, orders and claims that run stay where
/// they are, and whoever issued them pays them. Pure decisions.
final class Relocations {

    static final Who SIGNATORY = Who.of(Role.SIGNATORY, Side.FIRM);
    static final Who FINANCE = Who.of(Role.FIRM_FINANCE, Side.FIRM);
    static final Who ENGINEER = Who.of(Role.FIRM_ENGINEER, Side.FIRM);
    static final Who OFFICER = Who.of(Role.COUNTY_OFFICER, Side.VERIFIER);
    static final Who PROVINCIAL = Who.of(Role.PROVINCIAL_OFFICER, Side.HOME);
    static final Who AUDITOR = Who.of(Role.AUDITOR, Side.HOME);

    private static final String OPEN = "enterprises.relocation";

    private Relocations() {}

    /// @param homeOfFirm where a firm's record is kept now
    static Procedure<Relocation> procedure(
            BiFunction<String, Actor, Province> homeOfFirm, Signatories signatories) {
        return Procedure.of("relocation", Relocation.class, "source.relocation")
                .opens(
                        "ask",
                        RelocationForms.Relocate.class,
                        (form, actor) -> homeOfFirm.apply(form.firm(), actor),
                        Relocations::ask,
                        SIGNATORY,
                        FINANCE)
                .begins(RelocationState.ASKED, RelocationState.TO_EXAMINE)
                .state(RelocationState.ASKED, StateTone.WAITING)
                .state(
                        RelocationState.TO_EXAMINE,
                        StateTone.ACTIVE,
                        "relocation.examine",
                        List.of(PROVINCIAL),
                        OFFICER,
                        PROVINCIAL)
                .last(RelocationState.MOVED, StateTone.GOOD)
                .last(RelocationState.REFUSED, StateTone.BAD)
                .action("receive", RelocationForms.Receive.class)
                .from(RelocationState.TO_EXAMINE)
                .to(RelocationState.MOVED)
                .by(OFFICER, PROVINCIAL)
                .primary()
                .does((before, form, on) -> receive(before, form, on, signatories))
                .action("decline", RelocationForms.Decline.class)
                .from(RelocationState.TO_EXAMINE)
                .to(RelocationState.REFUSED)
                .by(OFFICER, PROVINCIAL)
                .dangerous()
                .does((before, form, on) -> decline(before, form))
                .action("received", RelocationFact.RelocationAccepted.class)
                .from(RelocationState.ASKED)
                .to(RelocationState.MOVED)
                .by(Who.SYSTEM)
                .does(Relocations::received)
                .action("declined", RelocationFact.RelocationRefused.class)
                .from(RelocationState.ASKED)
                .to(RelocationState.REFUSED)
                .by(Who.SYSTEM)
                .does((before, fact, on) ->
                        Outcome.done(
                                Move.to(before.in(RelocationState.REFUSED, null, fact.reason()))
                                        .noting(fact.reason())
                                        .with(free(before))))
                .readers(ENGINEER, AUDITOR)
                .line(RelocationState.ASKED, RelocationState.TO_EXAMINE, RelocationState.MOVED)
                .build();
    }

    private static Outcome<Move<Relocation>> ask(RelocationForms.Relocate form, Deciding on) {
        Rows rows = on.rows();
        Enterprise here = Enterprise.keptHere(rows, form.firm()).orElse(null);
        boolean gone =
                rows.find(Moved.class, Moved.idOf(form.firm(), rows.home()))
                        .filter(moved -> moved.successor() != null)
                        .isPresent();
        if (here == null || gone) {
            return Outcome.refused(EnterprisesReason.NOT_FOUND);
        }
        if (form.division().province() == rows.home()) {
            return Outcome.refused(EnterprisesReason.SAME_PROVINCE);
        }
        if (form.movedOn().isAfter(today(on))) {
            return Outcome.refused(EnterprisesReason.FUTURE_INVALID);
        }
        Relocation relocation =
                new Relocation(
                        on.ids().next("mov"),
                        rows.home(),
                        RelocationState.ASKED,
                        here,
                        form.division(),
                        form.movedOn(),
                        List.of(form.paper()),
                        null,
                        null,
                        on.now());
        return Outcome.done(
                Move.to(relocation)
                        .with(
                                new Claim(
                                        OPEN,
                                        form.firm(),
                                        Period.ALWAYS,
                                        Refusal.of(EnterprisesReason.MOVE_OPEN)))
                        .with(
                                told(
                                        relocation,
                                        form.division().province(),
                                        new RelocationFact.RelocationAsked(
                                                relocation.id().value(),
                                                here,
                                                form.division(),
                                                form.movedOn(),
                                                relocation.papers()))));
    }

    private static LocalDate today(Deciding on) {
        return LocalDate.ofInstant(on.now(), WorkingDays.ZONE);
    }

    private static Fact told(Relocation about, Province to, RelocationFact body) {
        return new Fact(about.asked(), Audience.of(to), (Record) body);
    }

    private static Release free(Relocation relocation) {
        return new Release(OPEN, relocation.organisation(), Period.ALWAYS);
    }

    /// The record of a firm that comes back goes on where it was closed.
    private static Outcome<Move<Relocation>> receive(
            Relocation before, RelocationForms.Receive form, Deciding on, Signatories signatories) {
        Move<Relocation> received = received(before, form, on);
        String signatory = form.signatory();
        if (signatory == null || signatory.isBlank()) {
            return Outcome.done(received);
        }
        return switch (signatories.first(
                signatory, before.organisation(), on.actor().id(), on.rows())) {
            case Outcome.Refused<List<Part>>(Refusal why) -> Outcome.refused(why);
            case Outcome.Done<List<Part>>(List<Part> parts) -> Outcome.done(received.with(parts));
        };
    }

    private static Move<Relocation> received(
            Relocation before, RelocationForms.Receive form, Deciding on) {
        Rows rows = on.rows();
        Id<Enterprise> id =
                Enterprise.keptHere(rows, before.organisation())
                        .map(Enterprise::id)
                        .orElseGet(() -> Enterprise.idIn(before.organisation(), rows.home()));
        Enterprise arrived =
                before.enterprise().arrived(id, before.destination(), form.source(), today(on));
        Move<Relocation> move =
                Move.to(before.in(RelocationState.MOVED, form.source(), null))
                        .with(
                                new Put(arrived),
                                new Fact(
                                        id.value(),
                                        Audience.HOME,
                                        new EnterpriseRecorded(
                                                id.value(),
                                                "registration",
                                                true,
                                                form.source(),
                                                today(on))),
                                told(
                                        before,
                                        before.former(),
                                        new RelocationFact.RelocationAccepted(
                                                before.asked(),
                                                before.organisation(),
                                                before.destination())));
        return rows.find(Moved.class, Moved.idOf(before.organisation(), rows.home()))
                .map(away -> move.with(closing(before, null, on)))
                .orElse(move);
    }

    /// This home's word, to all, about who keeps the record now.
    private static List<Part> closing(
            Relocation relocation, @Nullable DivisionCode successor, Deciding on) {
        Province home = on.rows().home();
        String organisation = relocation.organisation();
        Id<Moved> id = Moved.idOf(organisation, home);
        // Read, so that what an earlier move left is replaced and not put twice.
        on.rows().find(Moved.class, id);
        String about = relocation.id().value();
        return List.of(
                new Put(new Moved(id, home, organisation, successor, about, on.now())),
                new Fact(
                        organisation,
                        Audience.FOUR,
                        new RelocationFact.FirmMoved(organisation, successor, about, on.now())));
    }

    private static Outcome<Move<Relocation>> decline(
            Relocation before, RelocationForms.Decline form) {
        return Outcome.done(
                Move.to(before.in(RelocationState.REFUSED, null, form.reason()))
                        .noting(form.reason())
                        .with(
                                told(
                                        before,
                                        before.former(),
                                        new RelocationFact.RelocationRefused(
                                                before.asked(), form.reason()))));
    }

    private static Outcome<Move<Relocation>> received(
            Relocation before, RelocationFact.RelocationAccepted fact, Deciding on) {
        return Outcome.done(
                Move.to(before.in(RelocationState.MOVED, null, null))
                        .with(closing(before, fact.division(), on))
                        .with(ties(before.organisation(), fact.division().province(), on.rows()))
                        .with(free(before)));
    }

    /// A firm's ties stay at home. Its new home judges its orders from now on, so that one is told,
    /// persons by hash only; unless it kept them itself before.
    private static List<Part> ties(String organisation, Province to, Rows rows) {
        return rows.find(RelationsOf.class, Id.<RelationsOf>of(organisation))
                .filter(known -> !known.shared() && known.home() != to)
                .<List<Part>>map(known ->
                        List.of(
                                new Fact(
                                        organisation,
                                        Audience.of(to),
                                        new RelationsStated(known.at(rows.home()).masked()))))
                .orElse(List.of());
    }
}

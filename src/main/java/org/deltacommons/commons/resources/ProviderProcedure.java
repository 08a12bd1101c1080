package org.deltacommons.commons.resources;

import static org.deltacommons.commons.resources.ProviderState.APPLIED;
import static org.deltacommons.commons.resources.ProviderState.DELISTED;
import static org.deltacommons.commons.resources.ProviderState.RECORDED;
import static org.deltacommons.commons.resources.ProviderState.SUSPENDED;
import static org.deltacommons.commons.resources.ProviderState.VERIFIED;

import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;

/// The standing of a provider: verified by its own province, valid in four, suspended or delisted
/// when it must be.
final class ProviderProcedure {

    static final String NAME = "provider";

    private static final Who MANAGER = Who.of(Role.PROVIDER_MANAGER, Side.PROVIDER);
    private static final Who SIGNATORY = Who.of(Role.SIGNATORY, Side.PROVIDER);
    private static final Who OFFICER = Who.of(Role.PROVINCIAL_OFFICER, Side.VERIFIER);

    private ProviderProcedure() {}

    static Procedure<Provider> declare() {
        Procedure.Builder<Provider> to =
                Procedure.of(NAME, Provider.class, "resources.source.provider")
                        .line(APPLIED, VERIFIED)
                        .publicWhen(provider -> provider.state() != APPLIED)
                        .readers(Who.of(Role.AUDITOR, Side.HOME))
                        .state(RECORDED, StateTone.IDLE)
                        .state(APPLIED, StateTone.WAITING, "provider.verify", List.of(), OFFICER)
                        .state(VERIFIED, StateTone.GOOD)
                        .state(SUSPENDED, StateTone.WARN, OFFICER)
                        .last(DELISTED, StateTone.OVER)
                        .opens(
                                "apply",
                                ApplyForm.class,
                                (form, actor) -> actor.home(),
                                ProviderProcedure::apply,
                                MANAGER,
                                SIGNATORY);
        return officer(own(to)).build();
    }

    private static Procedure.Builder<Provider> own(Procedure.Builder<Provider> to) {
        return to.action("applyToo", ApplyForm.class)
                .from(RECORDED)
                .to(APPLIED)
                .by(MANAGER, SIGNATORY)
                .primary()
                .does((before, form, on) ->
                        Outcome.done(Move.to(said(before, form).in(APPLIED, on.now(), ""))))
                .action("update", ApplyForm.class)
                .from(APPLIED, VERIFIED)
                .by(MANAGER)
                .does((before, form, on) -> {
                    Provider after = said(before, form);
                    return Outcome.done(
                            after.state() == VERIFIED
                                    ? Move.to(after, listed(after))
                                    : Move.to(after));
                });
    }

    private static Procedure.Builder<Provider> officer(Procedure.Builder<Provider> to) {
        return stops(verifies(to));
    }

    private static Procedure.Builder<Provider> verifies(Procedure.Builder<Provider> to) {
        return to.action("verify")
                .from(APPLIED)
                .to(VERIFIED)
                .by(OFFICER)
                .primary()
                .does((before, form, on) -> verified(before, on, ""))
                .action("turnDown", WhyForm.class)
                .from(APPLIED)
                .to(RECORDED)
                .by(OFFICER)
                .does((before, form, on) ->
                        Outcome.done(
                                Move.to(before.in(RECORDED, on.now(), form.why()))
                                        .noting(form.why())));
    }

    private static Procedure.Builder<Provider> stops(Procedure.Builder<Provider> to) {
        return to.action("suspend", WhyForm.class)
                .from(VERIFIED)
                .to(SUSPENDED)
                .by(OFFICER)
                .dangerous()
                .does((before, form, on) -> {
                    Provider after = before.in(SUSPENDED, on.now(), form.why());
                    return Outcome.done(
                            Move.to(after, fact(after, new ProviderSuspended(after)))
                                    .noting(form.why()));
                })
                .action("reinstate", WhyForm.class)
                .from(SUSPENDED)
                .to(VERIFIED)
                .by(OFFICER)
                .does((before, form, on) -> verified(before, on, form.why()))
                .action("delist", WhyForm.class)
                .from(VERIFIED, SUSPENDED)
                .to(DELISTED)
                .by(OFFICER)
                .dangerous()
                .does((before, form, on) -> {
                    Provider after = before.in(DELISTED, on.now(), form.why());
                    return Outcome.done(
                            Move.to(after, fact(after, new ProviderDelisted(after)))
                                    .noting(form.why()));
                });
    }

    private static Outcome<Move<Provider>> verified(Provider before, Deciding on, String why) {
        Provider after = before.in(VERIFIED, on.now(), why);
        return Outcome.done(Move.to(after, listed(after)).noting(why));
    }

    static Fact listed(Provider provider) {
        return fact(provider, new ProviderListed(provider));
    }

    private static Fact fact(Provider provider, Record body) {
        return new Fact(provider.id().value(), Audience.PUBLIC, body);
    }

    private static Provider said(Provider before, ApplyForm form) {
        return before.accredited(form.accreditations(), form.catalogue(), form.intro());
    }

    private static Outcome<Move<Provider>> apply(ApplyForm form, Deciding on) {
        Optional<Organisation> organisation =
                on.rows().find(Organisation.class, Id.of(form.provider()));
        if (organisation.isEmpty() || organisation.get().home() != on.rows().home()) {
            return Outcome.refused(ResourcesReason.PROVIDER_NOT_FOUND);
        }
        if (on.rows().find(Provider.class, Provider.idOf(form.provider())).isPresent()) {
            return Outcome.refused(Refusal.of(ResourcesReason.PROVIDER_EXISTS));
        }
        Organisation known = organisation.get();
        Provider fresh =
                new Provider(
                                Provider.idOf(form.provider()),
                                known.home(),
                                APPLIED,
                                known.nameZh(),
                                known.nameEn(),
                                known.division(),
                                List.of(),
                                List.of(),
                                "",
                                null,
                                List.of(),
                                known.demo(),
                                known.source())
                        .in(APPLIED, on.now(), "");
        return Outcome.done(Move.to(said(fresh, form)));
    }
}

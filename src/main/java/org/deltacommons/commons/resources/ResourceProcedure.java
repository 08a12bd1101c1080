package org.deltacommons.commons.resources;

import static org.deltacommons.commons.resources.ResourceState.CUSTOMS_LOCK;
import static org.deltacommons.commons.resources.ResourceState.PENDING_REVIEW;
import static org.deltacommons.commons.resources.ResourceState.PUBLISHED;
import static org.deltacommons.commons.resources.ResourceState.REGISTERED;
import static org.deltacommons.commons.resources.ResourceState.SCRAPPED;
import static org.deltacommons.commons.resources.ResourceState.UNDER_REPAIR;
import static org.deltacommons.commons.resources.ResourceState.WITHDRAWN;

import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// The life of a resource: registered, reviewed by the province, published, under repair or locked
/// by customs now and then, withdrawn, scrapped; never deleted.
final class ResourceProcedure {

    static final String NAME = "resource";

    private static final Who MANAGER = Who.of(Role.PROVIDER_MANAGER, Side.PROVIDER);
    private static final Who OFFICER = Who.of(Role.PROVINCIAL_OFFICER, Side.HOME);

    private final Rules rules;

    private ResourceProcedure(Rules rules) {
        this.rules = rules;
    }

    static Procedure<Resource> declare(Rules rules) {
        return new ResourceProcedure(rules).declare();
    }

    private Procedure<Resource> declare() {
        Procedure.Builder<Resource> builder =
                Procedure.of(NAME, Resource.class, "resources.source.sharing")
                        .line(REGISTERED, PENDING_REVIEW, PUBLISHED, SCRAPPED)
                        .publicWhen(resource -> resource.state().wasListed())
                        .readers(
                                Who.of(Role.OPERATOR, Side.PROVIDER),
                                Who.of(Role.SIGNATORY, Side.PROVIDER),
                                Who.of(Role.AUDITOR, Side.HOME))
                        .state(REGISTERED, StateTone.IDLE, MANAGER)
                        .state(
                                PENDING_REVIEW,
                                StateTone.WAITING,
                                "resource.review",
                                List.of(OFFICER),
                                OFFICER)
                        .state(PUBLISHED, StateTone.GOOD)
                        .state(UNDER_REPAIR, StateTone.WARN, MANAGER)
                        .state(CUSTOMS_LOCK, StateTone.WARN, MANAGER)
                        .state(WITHDRAWN, StateTone.OVER)
                        .last(SCRAPPED, StateTone.OVER)
                        .opens(
                                "register",
                                ResourceForm.class,
                                (form, actor) -> actor.home(),
                                this::register,
                                MANAGER);
        return ends(stands(review(describe(builder)))).build();
    }

    private Procedure.Builder<Resource> describe(Procedure.Builder<Resource> to) {
        ResourceState[] living = {
            REGISTERED, PENDING_REVIEW, PUBLISHED, UNDER_REPAIR, CUSTOMS_LOCK, WITHDRAWN
        };
        return to.action("revise", ResourceForm.class)
                .from(REGISTERED, PUBLISHED, UNDER_REPAIR, CUSTOMS_LOCK, WITHDRAWN)
                .by(MANAGER)
                .does(this::revise)
                .action("setPrice", PriceForm.class)
                .from(living)
                .by(MANAGER)
                .does(ResourceProcedure::setPrice)
                .action("setTerms", TermsForm.class)
                .from(living)
                .by(MANAGER)
                .does(ResourceProcedure::setTerms);
    }

    private Procedure.Builder<Resource> review(Procedure.Builder<Resource> to) {
        return to.action("submit")
                .from(REGISTERED, WITHDRAWN)
                .to(PENDING_REVIEW)
                .by(MANAGER)
                .unless(this::notReady)
                .primary()
                .bulk()
                .does((resource, form, on) -> moved(resource, PENDING_REVIEW, on, null))
                .action("publish")
                .from(PENDING_REVIEW)
                .to(PUBLISHED)
                .by(OFFICER)
                .unless(this::notPublishable)
                .primary()
                .bulk()
                .does(ResourceProcedure::publish)
                .action("sendBack", WhyForm.class)
                .from(PENDING_REVIEW)
                .to(REGISTERED)
                .by(OFFICER)
                .does((resource, form, on) -> moved(resource, REGISTERED, on, form.why()));
    }

    private static Procedure.Builder<Resource> stands(Procedure.Builder<Resource> to) {
        return to.action("repair", WhyForm.class)
                .from(PUBLISHED)
                .to(UNDER_REPAIR)
                .by(MANAGER)
                .does((resource, form, on) -> moved(resource, UNDER_REPAIR, on, form.why()))
                .action("repaired")
                .from(UNDER_REPAIR)
                .to(PUBLISHED)
                .by(MANAGER)
                .primary()
                .does((resource, form, on) -> moved(resource, PUBLISHED, on, null))
                .action("lockForCustoms", WhyForm.class)
                .from(PUBLISHED)
                .to(CUSTOMS_LOCK)
                .by(MANAGER, OFFICER)
                .unless(ResourceProcedure::notDutyFree)
                .does((resource, form, on) -> moved(resource, CUSTOMS_LOCK, on, form.why()))
                .action("unlockForCustoms", WhyForm.class)
                .from(CUSTOMS_LOCK)
                .to(PUBLISHED)
                .by(MANAGER, OFFICER)
                .does((resource, form, on) -> moved(resource, PUBLISHED, on, form.why()));
    }

    private static Procedure.Builder<Resource> ends(Procedure.Builder<Resource> to) {
        return to.action("withdraw", WhyForm.class)
                .from(PUBLISHED, UNDER_REPAIR, CUSTOMS_LOCK)
                .to(WITHDRAWN)
                .by(MANAGER, OFFICER)
                .unless(ResourceProcedure::mustStay)
                .dangerous()
                .does((resource, form, on) -> moved(resource, WITHDRAWN, on, form.why()))
                .action("scrap", WhyForm.class)
                .from(REGISTERED, PUBLISHED, UNDER_REPAIR, CUSTOMS_LOCK, WITHDRAWN)
                .to(SCRAPPED)
                .by(MANAGER)
                .dangerous()
                .does((resource, form, on) -> moved(resource, SCRAPPED, on, form.why()));
    }

    private Outcome<Move<Resource>> register(ResourceForm form, Deciding on) {
        if (on.rows().find(Provider.class, Provider.idOf(form.provider())).isEmpty()) {
            return Outcome.refused(ResourcesReason.PROVIDER_NOT_FOUND);
        }
        Resource fresh =
                new Resource(
                        Resource.idOf(form.provider(), form.innerId()),
                        on.rows().home(),
                        REGISTERED,
                        form.provider(),
                        form.innerId().strip(),
                        form.details(false),
                        BookingTerms.NONE,
                        List.of(),
                        on.now(),
                        null,
                        null);
        if (on.rows().find(Resource.class, fresh.id()).isPresent()) {
            return Outcome.refused(
                    Refusal.of(ResourcesReason.NUMBER_TAKEN, "number", fresh.innerId()));
        }
        return checked(fresh, on).map(Move::to);
    }

    private Outcome<Move<Resource>> revise(Resource before, ResourceForm form, Deciding on) {
        // Number and provider are its identity; they stay, whatever the form carries.
        return checked(before.described(form.details(before.details().demo())), on)
                .map(after -> told(after, on));
    }

    private static Outcome<Resource> checked(Resource resource, Deciding on) {
        List<Checks.Fault> faults = Checks.of(resource.details(), BookingTerms.NONE);
        if (!faults.isEmpty()) {
            return Outcome.refused(faults.getFirst().why());
        }
        Refusal set = Checks.ofSet(resource, on.rows());
        return set == null ? Outcome.done(resource) : Outcome.refused(set);
    }

    private static Outcome<Move<Resource>> setPrice(Resource before, PriceForm form, Deciding on) {
        if (form.from().isBefore(today(on))) {
            return Outcome.refused(ResourcesReason.PRICE_IN_THE_PAST);
        }
        Price price = new Price(form.userClass(), form.unit(), form.amount(), form.from());
        return Outcome.done(told(before.priced(List.of(price)), on));
    }

    private static Outcome<Move<Resource>> setTerms(Resource before, TermsForm form, Deciding on) {
        BookingTerms terms = form.terms();
        return terms.allows(BookingMode.SLOT) && !terms.hasSlots()
                ? Outcome.refused(ResourcesReason.TERMS_INCOMPLETE)
                : Outcome.done(told(before.under(terms), on));
    }

    private static Outcome<Move<Resource>> publish(Resource before, NoForm form, Deciding on) {
        return moved(before, PUBLISHED, on, null);
    }

    private static Outcome<Move<Resource>> moved(
            Resource before, ResourceState to, Deciding on, @Nullable String why) {
        Resource after = before.in(to, on.now());
        Move<Resource> move = Move.to(after).noting(why);
        if (to.isListed()) {
            return Outcome.done(move.with(listed(after)));
        }
        return Outcome.done(
                before.state().wasListed() || to == SCRAPPED ? move.with(unlisted(after)) : move);
    }

    private static Move<Resource> told(Resource after, Deciding on) {
        return after.state().isListed() ? Move.to(after, listed(after)) : Move.to(after);
    }

    static Fact listed(Resource resource) {
        return new Fact(resource.id().value(), Audience.PUBLIC, ResourceListed.of(resource));
    }

    private static Fact unlisted(Resource resource) {
        return new Fact(resource.id().value(), Audience.PUBLIC, ResourceUnlisted.of(resource));
    }

    private @Nullable Refusal notReady(Resource resource, Deciding on) {
        return Checks.toList(resource, on.rows(), rules, today(on));
    }

    private @Nullable Refusal notPublishable(Resource resource, Deciding on) {
        Refusal provider = ofProvider(resource, on);
        return provider == null ? notReady(resource, on) : provider;
    }

    private static @Nullable Refusal ofProvider(Resource resource, Deciding on) {
        ProviderState state =
                on.rows()
                        .find(Provider.class, Provider.idOf(resource.provider()))
                        .map(Provider::state)
                        .orElse(null);
        return state == ProviderState.VERIFIED || state == ProviderState.RECORDED
                ? null
                : state == null
                        ? Refusal.of(ResourcesReason.PROVIDER_NOT_FOUND)
                        : Refusal.of(ResourcesReason.PROVIDER_NOT_VALID, "state", state);
    }

    private static @Nullable Refusal notDutyFree(Resource resource, Deciding on) {
        return resource.details().equipment().dutyFree()
                ? null
                : Refusal.of(ResourcesReason.NOT_DUTY_FREE);
    }

    private static @Nullable Refusal mustStay(Resource resource, Deciding on) {
        boolean officer = on.actor().may(Role.PROVINCIAL_OFFICER, resource.home().code());
        return resource.details().equipment().isFiscal() && !officer
                ? Refusal.of(ResourcesReason.WITHDRAWAL_FORBIDDEN)
                : null;
    }

    private static LocalDate today(Deciding on) {
        return on.now().atZone(WorkingDays.ZONE).toLocalDate();
    }
}

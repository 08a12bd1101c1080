package org.deltacommons.foundation.identity.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationDoubt;
import org.deltacommons.foundation.identity.OrganisationRecorded;
import org.deltacommons.foundation.identity.OrganisationState;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.deltacommons.kernel.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The declared procedure of a registration that is in doubt. Whatever [OrganisationRegister] does
/// not doubt is confirmed without one.
@Configuration(proxyBeanMethods = false)
public class Registration {

    public static final String NAME = "registration";

    /// How it begins; [OrganisationRegister] begins it.
    static final String REGISTER = "register";

    /// How it begins for one that had been confirmed.
    private static final String DOUBT = "doubt";

    private static final String CODE = "identity.credit-code";
    private static final String LEGAL_NAME = "identity.legal-name";

    private static final Who COUNTY = Who.of(Role.COUNTY_OFFICER, Side.VERIFIER);
    private static final Who PROVINCE = Who.of(Role.PROVINCIAL_OFFICER, Side.HOME);

    /// @param note what it was checked against
    public record ReviewForm(
            @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String note) {}

    @Bean
    Procedure<Organisation> registrationProcedure() {
        return Procedure.of(NAME, Organisation.class, "identity.source.registration")
                .state(
                        OrganisationState.PENDING_REVIEW,
                        StateTone.WAITING,
                        "organisation.review",
                        List.of(PROVINCE),
                        COUNTY,
                        PROVINCE)
                .last(OrganisationState.CONFIRMED, StateTone.GOOD)
                .last(OrganisationState.REFUSED, StateTone.BAD)
                .action("confirm", ReviewForm.class)
                .from(OrganisationState.PENDING_REVIEW)
                .to(OrganisationState.CONFIRMED)
                .by(COUNTY, PROVINCE)
                .unless(Registration::secondPerson)
                .primary()
                .does((before, form, on) ->
                        reviewed(before, OrganisationState.CONFIRMED, form.note(), on))
                .action("refuse", ReviewForm.class)
                .from(OrganisationState.PENDING_REVIEW)
                .to(OrganisationState.REFUSED)
                .by(COUNTY, PROVINCE)
                .unless(Registration::secondPerson)
                .dangerous()
                .does((before, form, on) ->
                        reviewed(before, OrganisationState.REFUSED, form.note(), on))
                .readers(Who.of(Role.AUDITOR, Side.HOME), Who.of(Role.SYSTEM_ADMIN, Side.HOME))
                .publicWhen(Organisation::isConfirmed)
                .line(OrganisationState.PENDING_REVIEW, OrganisationState.CONFIRMED)
                .build();
    }

    private static @Nullable Refusal secondPerson(Organisation before, Deciding on) {
        return before.registeredBy().equals(on.actor().id())
                ? Refusal.of(IdentityReason.SECOND_PERSON_FORBIDDEN)
                : null;
    }

    private static Outcome<Move<Organisation>> reviewed(
            Organisation before, OrganisationState to, String note, Deciding on) {
        Organisation after = before.reviewed(to, on.actor().id(), note);
        List<Part> parts = new ArrayList<>(List.of(told(after)));
        if (to == OrganisationState.REFUSED) {
            parts.addAll(released(after));
        }
        return Outcome.done(Move.to(after).with(parts).noting(note));
    }

    static Fact told(Organisation organisation) {
        return new Fact(
                organisation.id().value(), Audience.PUBLIC, OrganisationRecorded.of(organisation));
    }

    /// A code is one organisation's alone at its home, and so is the name of a legal person unless
    /// the registration is in doubt because of it.
    static List<Part> claimed(Organisation organisation) {
        CreditCode code = organisation.creditCode();
        if (code == null) {
            return List.of();
        }
        List<Part> claims = new ArrayList<>();
        claims.add(new Claim(CODE, code.value(), Period.ALWAYS, taken(code.value(), "")));
        if (holdsName(organisation)) {
            String name = Texts.name(organisation.nameZh());
            claims.add(
                    new Claim(
                            LEGAL_NAME,
                            name,
                            Period.ALWAYS,
                            Refusal.of(IdentityReason.NAME_TAKEN, "name", organisation.nameZh())));
        }
        return claims;
    }

    private static List<Part> released(Organisation organisation) {
        CreditCode code = organisation.creditCode();
        if (code == null) {
            return List.of();
        }
        Release ofCode = new Release(CODE, code.value(), Period.ALWAYS);
        return holdsName(organisation)
                ? List.of(
                        ofCode,
                        new Release(LEGAL_NAME, Texts.name(organisation.nameZh()), Period.ALWAYS))
                : List.of(ofCode);
    }

    private static boolean holdsName(Organisation organisation) {
        return !organisation.doubts().contains(OrganisationDoubt.SAME_NAME);
    }

    static Refusal taken(String code, String holder) {
        return Refusal.of(IdentityReason.CODE_TAKEN, "code", code).with("holder", holder);
    }

    @Bean
    FactHandler<OrganisationRecorded> codeElsewhere(
            Procedure<Organisation> procedure, Moving moving, Records records) {
        return new CodeElsewhere(procedure, moving, records);
    }

    /// Finds the code that another province has registered, too: a code is claimed at one home, and
    /// what others claimed is known here only when it is told. Of two the one registered later goes
    /// to review, at equal hours that of the province with the greater code; so both homes agree.
    private record CodeElsewhere(Procedure<Organisation> procedure, Moving moving, Records records)
            implements FactHandler<OrganisationRecorded> {

        @Override
        public Class<OrganisationRecorded> fact() {
            return OrganisationRecorded.class;
        }

        /// Looked up before any Unit, because hardly any of these facts concerns another home.
        @Override
        public boolean concerns(RecordedFact fact, Province home) {
            return fact.origin() != home
                    && own(Json.heard(fact.body(), OrganisationRecorded.class), home).isPresent();
        }

        private Optional<Organisation> own(OrganisationRecorded other, Province home) {
            CreditCode code = other.creditCode();
            return code == null || other.state() == OrganisationState.REFUSED
                    ? Optional.empty()
                    : records
                            .list(
                                    Organisation.class,
                                    "t.home = :home AND t.credit_code = :code"
                                            + " AND t.state = 'CONFIRMED'",
                                    "t.id",
                                    Map.of("home", home.code(), "code", code.value()),
                                    1)
                            .stream()
                            .findFirst()
                            .filter(own -> isLater(own, other));
        }

        private static boolean isLater(Organisation own, OrganisationRecorded other) {
            int order = own.registeredAt().compareTo(other.registeredAt());
            return order > 0
                    || (order == 0 && own.home().code().compareTo(other.home().code()) > 0);
        }

        @Override
        public List<Part> on(OrganisationRecorded body, RecordedFact fact, Rows rows) {
            return own(body, rows.home())
                    .flatMap(own -> rows.find(Organisation.class, own.id()))
                    .filter(Organisation::isConfirmed)
                    .map(own -> own.doubted(OrganisationDoubt.CODE_ELSEWHERE))
                    .map(own -> moving.parts(procedure, null, DOUBT, Move.to(own, told(own)), rows))
                    .orElseGet(List::of);
        }
    }
}

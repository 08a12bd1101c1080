package org.deltacommons.commons.enterprises;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.commons.enterprises.PersonKeyForms.AgreePersonKey;
import org.deltacommons.commons.enterprises.PersonKeyForms.DropPersonKey;
import org.deltacommons.commons.enterprises.PersonKeyForms.ProposePersonKey;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How the four provinces change the key of the cross-check hash: the secret goes from hand to hand
/// between their operators, and in each home two persons say that it is there and the same. None of
/// them can change it alone.
@Configuration(proxyBeanMethods = false)
class PersonKeyChanging {

    static final String NAME = "person-key";

    private static final Who SYSTEM_ADMIN = Who.of(Role.SYSTEM_ADMIN, Side.HOME);
    private static final Who SECURITY_ADMIN = Who.of(Role.SECURITY_ADMIN, Side.HOME);

    @Bean
    Procedure<PersonKeyChange> personKeyProcedure(PersonKeys keys) {
        return Procedure.of(NAME, PersonKeyChange.class, "source.person-key")
                .opens(
                        "propose",
                        ProposePersonKey.class,
                        (_, actor) -> actor.home(),
                        (form, on) -> propose(keys, form, on),
                        SYSTEM_ADMIN)
                .state(PersonKeyStep.PROPOSED, StateTone.WAITING, SECURITY_ADMIN)
                .last(PersonKeyStep.AGREED, StateTone.GOOD)
                .last(PersonKeyStep.DROPPED, StateTone.OVER)
                .action("agree", AgreePersonKey.class)
                .from(PersonKeyStep.PROPOSED)
                .to(PersonKeyStep.AGREED)
                .by(SECURITY_ADMIN)
                .unless((change, on) -> obstacle(keys, change, on))
                .primary()
                .does(PersonKeyChanging::agree)
                .action("drop", DropPersonKey.class)
                .from(PersonKeyStep.PROPOSED)
                .to(PersonKeyStep.DROPPED)
                .by(SYSTEM_ADMIN, SECURITY_ADMIN)
                .dangerous()
                .does((change, form, on) ->
                        Outcome.done(
                                Move.to(decided(change, PersonKeyStep.DROPPED, on))
                                        .noting(form.reason())
                                        .with(closed(change.home()))))
                .readers(Who.of(Role.AUDITOR, Side.HOME), Who.of(Role.AUDIT_ADMIN, Side.HOME))
                .line(PersonKeyStep.PROPOSED, PersonKeyStep.AGREED)
                .build();
    }

    private static Outcome<Move<PersonKeyChange>> propose(
            PersonKeys keys, ProposePersonKey form, Deciding on) {
        PersonKeyState state = PersonKeyState.of(on.rows());
        int number = state.inForce() + 1;
        Optional<String> fingerprint = keys.next(number).map(PersonKey::fingerprint);
        if (fingerprint.isEmpty()
                || keys.of(state).stream()
                        .anyMatch(key -> key.fingerprint().equals(fingerprint.get()))) {
            return Outcome.refused(EnterprisesReason.NO_NEXT_PERSON_KEY);
        }
        PersonKeyChange change =
                new PersonKeyChange(
                        on.ids().next("person-key"),
                        on.rows().home(),
                        PersonKeyStep.PROPOSED,
                        number,
                        fingerprint.get(),
                        form.reason(),
                        on.actor().id(),
                        on.now(),
                        null,
                        null);
        return Outcome.done(
                Move.to(change)
                        .noting(form.reason())
                        .with(
                                new Claim(
                                        NAME,
                                        change.home().code(),
                                        Period.ALWAYS,
                                        Refusal.of(EnterprisesReason.PERSON_KEY_OPEN))));
    }

    /// The secret may have been replaced under the case, and the key may be in force by now.
    private static @Nullable Refusal obstacle(
            PersonKeys keys, PersonKeyChange change, Deciding on) {
        if (on.actor().id().equals(change.proposedBy())) {
            return Refusal.of(EnterprisesReason.PERSON_KEY_SAME_PERSON);
        }
        boolean stands =
                PersonKeyState.of(on.rows()).inForce() + 1 == change.keyNumber()
                        && keys.next(change.keyNumber())
                                .filter(key -> key.fingerprint().equals(change.fingerprint()))
                                .isPresent();
        return stands ? null : Refusal.of(EnterprisesReason.PERSON_KEY_MOVED);
    }

    private static Outcome<Move<PersonKeyChange>> agree(
            PersonKeyChange change, AgreePersonKey form, Deciding on) {
        if (!digits(form.fingerprint()).equals(digits(change.fingerprint()))) {
            return Outcome.refused(EnterprisesReason.PERSON_KEY_DIFFERS);
        }
        return Outcome.done(
                Move.to(decided(change, PersonKeyStep.AGREED, on))
                        .with(closed(change.home()))
                        .with(
                                new Put(
                                        PersonKeyState.of(on.rows())
                                                .with(
                                                        change.home(),
                                                        change.keyNumber(),
                                                        change.fingerprint(),
                                                        on.now())))
                        .with(
                                new Fact(
                                        change.id().value(),
                                        Audience.FOUR,
                                        new PersonKeyAgreed(
                                                change.keyNumber(), change.fingerprint()))));
    }

    private static String digits(String fingerprint) {
        return fingerprint.replaceAll("\\s", "").toLowerCase(java.util.Locale.ROOT);
    }

    private static PersonKeyChange decided(PersonKeyChange change, PersonKeyStep how, Deciding on) {
        return change.decided(how, on.actor().id(), on.now());
    }

    private static Part closed(Province home) {
        return new Release(NAME, home.code(), Period.ALWAYS);
    }

    @Bean
    FactHandler<PersonKeyAgreed> personKeyAgreed() {
        return new FactHandler<>() {
            @Override
            public Class<PersonKeyAgreed> fact() {
                return PersonKeyAgreed.class;
            }

            @Override
            public boolean concerns(RecordedFact fact, Province home) {
                return fact.origin() != home;
            }

            @Override
            public List<Part> on(PersonKeyAgreed body, RecordedFact fact, Rows rows) {
                return List.of(
                        new Put(
                                PersonKeyState.of(rows)
                                        .with(
                                                fact.origin(),
                                                body.keyNumber(),
                                                body.fingerprint(),
                                                rows.now())));
            }
        };
    }

    /// Who has agreed to what, and what would be lost to comparison if the change ended now.
    @Bean
    CasePage<PersonKeyChange> personKeyPage(Records records) {
        return new CasePage<>() {
            @Override
            public Class<PersonKeyChange> type() {
                return PersonKeyChange.class;
            }

            @Override
            public List<Section> sections(PersonKeyChange change, Actor actor) {
                PersonKeyState state =
                        records.find(PersonKeyState.class, PersonKeyState.idOf(change.home()))
                                .orElseGet(() -> PersonKeyState.first(change.home()));
                List<Entry> lines = new ArrayList<>();
                lines.add(Entry.of("person-key.number", change.keyNumber()));
                lines.add(Entry.of("person-key.fingerprint", change.fingerprint()));
                lines.add(Entry.of("person-key.in-force", state.inForce()));
                for (Province home : Province.values()) {
                    String said = state.agreed().get(home.code());
                    if (said != null) {
                        lines.add(Entry.of("person-key.agreed." + home.code(), said));
                    }
                }
                lines.add(Entry.of("person-key.former-only", formerOnly(change)));
                lines.add(Entry.of("person-key.reason", change.reason()));
                return List.of(Section.of("person-key.section", lines));
            }

            /// Organisations of whose ties some name a person by no key that is to come.
            private long formerOnly(PersonKeyChange change) {
                return records.count(
                        RelationsOf.class,
                        """
                        t.home = :home AND EXISTS (
                          SELECT 1 FROM jsonb_array_elements(t.relations) tie
                          WHERE tie ->> 'other' LIKE 'person-%'
                            AND tie ->> 'other' NOT LIKE :next
                            AND coalesce(tie ->> 'next', '') NOT LIKE :next)
                        """,
                        Map.of(
                                "home",
                                change.home().code(),
                                "next",
                                "person-" + change.keyNumber() + "-%"));
            }
        };
    }
}

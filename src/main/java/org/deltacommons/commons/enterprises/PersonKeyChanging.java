package org.deltacommons.commons.enterprises;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.commons.enterprises.PersonKeyForms.ProposePersonKey;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.federation.KeyProposal;
import org.deltacommons.foundation.federation.KeyProposals;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How the four provinces change the key of the cross-check hash: the secret goes from hand to hand
/// between their operators, and in each home two persons say that it is there and the same (see
/// [KeyProposals]). None of them can change it alone.
@Configuration(proxyBeanMethods = false)
class PersonKeyChanging {

    static final String NAME = "person-key";

    private static final KeyProposals<PersonKeyChange, PersonKeyStep> PROPOSALS =
            new KeyProposals<>(
                    NAME,
                    PersonKeyStep.PROPOSED,
                    PersonKeyStep.AGREED,
                    PersonKeyStep.DROPPED,
                    "agree");

    @Bean
    Procedure<PersonKeyChange> personKeyProcedure(PersonKeys keys) {
        return PROPOSALS.declared(
                Procedure.of(NAME, PersonKeyChange.class, "source.person-key")
                        .opens(
                                "propose",
                                ProposePersonKey.class,
                                (_, actor) -> actor.home(),
                                (form, on) -> propose(keys, form, on),
                                KeyProposals.SYSTEM_ADMIN),
                new KeyProposals.Kind<>() {
                    @Override
                    public boolean stands(PersonKeyChange change, Deciding on) {
                        return PersonKeyChanging.stands(keys, change, on);
                    }

                    @Override
                    public Move<PersonKeyChange> agreed(PersonKeyChange change, Deciding on) {
                        return PersonKeyChanging.agreed(change, on);
                    }
                });
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
        return PROPOSALS.proposal(change);
    }

    /// The secret may have been replaced under the case, and the key may be in force by now.
    private static boolean stands(PersonKeys keys, PersonKeyChange change, Deciding on) {
        return PersonKeyState.of(on.rows()).inForce() + 1 == change.keyNumber()
                && keys.next(change.keyNumber())
                        .filter(key -> key.fingerprint().equals(change.fingerprint()))
                        .isPresent();
    }

    private static Move<PersonKeyChange> agreed(PersonKeyChange change, Deciding on) {
        return Move.to(
                change,
                new Put(
                        PersonKeyState.of(on.rows())
                                .with(
                                        change.home(),
                                        change.keyNumber(),
                                        change.fingerprint(),
                                        on.now())),
                new Fact(
                        change.id().value(),
                        Audience.FOUR,
                        new PersonKeyAgreed(change.keyNumber(), change.fingerprint())));
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
                lines.add(Entry.of("person-key.fingerprint", change.shown()));
                lines.add(Entry.of("person-key.in-force", state.inForce()));
                for (Province home : Province.values()) {
                    String said = state.agreed().get(home.code());
                    if (said != null) {
                        lines.add(
                                Entry.of(
                                        "person-key.agreed." + home.code(),
                                        KeyProposal.shown(said)));
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

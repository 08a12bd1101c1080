package org.deltacommons.foundation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.deltacommons.Whereabouts;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.erasing.ErasingReason;
import org.deltacommons.foundation.erasing.Erasure;
import org.deltacommons.foundation.erasing.ErasureForms.ApproveErasure;
import org.deltacommons.foundation.erasing.ErasureForms.RequestErasure;
import org.deltacommons.foundation.erasing.ErasureGround;
import org.deltacommons.foundation.erasing.ErasureScope;
import org.deltacommons.foundation.identity.accounts.Accounts;
import org.deltacommons.foundation.identity.accounts.Link;
import org.deltacommons.foundation.identity.accounts.Memberships;
import org.deltacommons.foundation.identity.accounts.OrganisationRegister;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.identity.accounts.Proposal;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;

/// Accounts, memberships and organisations through the lane, on a real PostgreSQL.
@ApplicationModuleTest(
        mode = ApplicationModuleTest.BootstrapMode.ALL_DEPENDENCIES,
        extraIncludes = {"erasing", "rulebook"},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class IdentityModuleTest {

    private static final Province ANHUI = Province.ANHUI;
    private static final String PILOT = "91350203M0001QAY9B";

    @Autowired Accounts accounts;
    @Autowired Memberships memberships;
    @Autowired OrganisationRegister register;
    @Autowired People people;
    @Autowired Organisations organisations;
    @Autowired Records records;
    @Autowired Facts facts;
    @Autowired Procedures procedures;
    @Autowired Procedure<Erasure> erasures;
    @Autowired ApplicationContext context;
    @Autowired Audit audit;
    @Autowired JdbcClient jdbc;

    private static Actor with(String id, Role role, String where) {
        return new Actor(id, id, ANHUI, List.of(new Membership(role, where)), null);
    }

    private static final Actor SYSTEM_ADMIN = with("person-sys", Role.SYSTEM_ADMIN, "340000");
    private static final Actor SECURITY = with("person-sec", Role.SECURITY_ADMIN, "340000");
    private static final Actor SECURITY_2 = with("person-sec2", Role.SECURITY_ADMIN, "340000");
    private static final Actor OFFICER = with("person-off", Role.COUNTY_OFFICER, "340500");
    private static final Actor OTHER_OFFICER = with("person-off2", Role.COUNTY_OFFICER, "340500");

    private Id<Person> someone(String username) {
        return Id.of(
                accounts.register(
                                SYSTEM_ADMIN,
                                new Accounts.NewPerson(
                                        ANHUI, username, "示例·" + username, "13800000000", null),
                                null)
                        .orThrow()
                        .person());
    }

    private static Memberships.Wish wish(Role role, String where) {
        return new Memberships.Wish(role, where, null, null);
    }

    private Outcome<OrganisationRegister.Registered> firm(Actor actor, String name, String code) {
        return register.register(
                actor,
                new OrganisationRegister.Application(
                        null,
                        name,
                        name,
                        OrganisationKind.FIRM,
                        code,
                        new DivisionCode("340500"),
                        null,
                        true,
                        "test",
                        null),
                null);
    }

    private Person person(Id<Person> id) {
        return records.find(Person.class, id).orElseThrow();
    }

    private static void assertRefused(Outcome<?> outcome, Reason reason) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<?>) outcome).why().code()).isEqualTo(reason.code());
    }

    @Test
    void nobody_holds_two_of_the_three_administrations() {
        Id<Person> id = someone("two.hats");
        memberships.grant(SECURITY, id, wish(Role.SYSTEM_ADMIN, "340000"), null).orThrow();
        for (Role second : List.of(Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)) {
            assertRefused(
                    memberships.grant(SECURITY, id, wish(second, "340000"), null),
                    IdentityReason.ADMINISTRATIONS_APART);
        }
        // Not in another place either, and not as a loan.
        assertRefused(
                memberships.grant(SECURITY, id, wish(Role.AUDIT_ADMIN, "340500"), null),
                IdentityReason.ADMINISTRATIONS_APART);
        assertThat(people.find(id.value()).orElseThrow().memberships())
                .containsExactly(new Membership(Role.SYSTEM_ADMIN, "340000"));
        memberships.revoke(SECURITY, id, Role.SYSTEM_ADMIN, "340000", null).orThrow();
        assertThat(memberships.grant(SECURITY, id, wish(Role.AUDIT_ADMIN, "340000"), null).isDone())
                .isTrue();
    }

    @Test
    void nobody_gives_a_role_to_themselves_and_a_stranger_gives_none() {
        Id<Person> id = someone("self.made");
        Actor self = with(id.value(), Role.SECURITY_ADMIN, "340000");
        assertRefused(
                memberships.grant(self, id, wish(Role.AUDITOR, "340000"), null),
                IdentityReason.ONESELF_FORBIDDEN);
        assertRefused(
                memberships.grant(SYSTEM_ADMIN, id, wish(Role.AUDITOR, "340000"), null),
                IdentityReason.ROLE_FORBIDDEN);
        assertRefused(
                memberships.grant(SECURITY, id, wish(Role.AUDITOR, "310000"), null),
                IdentityReason.ROLE_FORBIDDEN);
        assertRefused(
                memberships.grant(SECURITY, id, wish(Role.SYSTEM, "340000"), null),
                IdentityReason.ROLE_INVALID);
        assertThat(person(id).memberships()).isEmpty();
        assertThat(
                        audit.find(
                                AuditQuery.of(Set.of(ANHUI)).kind(AuditKind.REFUSED).by(id.value()),
                                Long.MAX_VALUE,
                                5))
                .singleElement()
                .satisfies(line -> assertThat(line.line().subject()).isEqualTo("identity.grant"));
    }

    @Test
    void a_treasury_role_takes_two_persons_and_the_proposer_is_not_the_second() {
        Id<Person> id = someone("treasury.two");
        Memberships.Granted granted =
                memberships
                        .grant(SECURITY, id, wish(Role.TREASURY_OFFICER, "340500"), null)
                        .orThrow();
        assertThat(people.find(id.value()).orElseThrow().memberships()).isEmpty();
        Id<Proposal> proposal = Id.of(String.valueOf(granted.proposal()));
        assertRefused(
                memberships.grant(SECURITY_2, id, wish(Role.TREASURY_OFFICER, "340500"), null),
                IdentityReason.ALREADY_PROPOSED);
        assertRefused(
                memberships.decide(SECURITY, proposal, true, null),
                IdentityReason.SECOND_PERSON_FORBIDDEN);
        assertRefused(
                memberships.decide(
                        with(id.value(), Role.SECURITY_ADMIN, "340000"), proposal, true, null),
                IdentityReason.SECOND_PERSON_FORBIDDEN);
        assertThat(people.find(id.value()).orElseThrow().memberships()).isEmpty();

        memberships.decide(SECURITY_2, proposal, true, null).orThrow();
        assertThat(people.members("340500", Role.TREASURY_OFFICER))
                .extracting(Someone::id)
                .contains(id.value());
        assertThat(person(id).memberships().getFirst().second()).isEqualTo("person-sec2");
        assertRefused(
                memberships.decide(SECURITY_2, proposal, false, null),
                IdentityReason.PROPOSAL_DECIDED);
    }

    @Test
    void a_proposal_turned_down_gives_nothing_and_can_be_made_again() {
        Id<Person> id = someone("clearing.no");
        Id<Proposal> proposal =
                Id.of(
                        String.valueOf(
                                memberships
                                        .grant(
                                                SECURITY,
                                                id,
                                                wish(Role.CLEARING_OFFICER, "340000"),
                                                null)
                                        .orThrow()
                                        .proposal()));
        memberships.decide(SECURITY_2, proposal, false, null).orThrow();
        assertThat(person(id).memberships()).isEmpty();
        assertThat(
                        memberships
                                .grant(SECURITY, id, wish(Role.CLEARING_OFFICER, "340000"), null)
                                .orThrow()
                                .proposal())
                .isNotNull();
    }

    @Test
    void a_role_lent_for_a_holiday_ends_with_the_lenders() {
        Id<Person> lender = someone("lender");
        Id<Person> stand = someone("stand.in");
        memberships.grant(SECURITY, lender, wish(Role.COUNTY_OFFICER, "340500"), null).orThrow();
        Actor acting = people.actor(lender.value()).orElseThrow();
        Instant now = person(lender).memberships().getFirst().from();
        Memberships.Wish tooLong =
                new Memberships.Wish(
                        Role.COUNTY_OFFICER, "340500", now, now.plus(Duration.ofDays(100)));
        assertRefused(
                memberships.delegate(acting, stand, tooLong, null), IdentityReason.PERIOD_INVALID);
        Memberships.Wish holiday =
                new Memberships.Wish(
                        Role.COUNTY_OFFICER, "340500", null, now.plus(Duration.ofDays(10)));
        memberships.delegate(acting, stand, holiday, null).orThrow();
        Actor standing = people.actor(stand.value()).orElseThrow();
        assertThat(standing.may(Role.COUNTY_OFFICER, "340500")).isTrue();
        Id<Person> third = someone("third");
        assertRefused(
                memberships.delegate(standing, third, holiday, null), IdentityReason.LENT_ALREADY);

        memberships.revoke(SECURITY, lender, Role.COUNTY_OFFICER, "340500", null).orThrow();
        assertThat(people.actor(stand.value()).orElseThrow().memberships()).isEmpty();
        assertThat(people.members("340500", Role.COUNTY_OFFICER))
                .extracting(Someone::id)
                .doesNotContain(lender.value(), stand.value());
    }

    @Test
    void what_cannot_be_lent_by_one_person_waits_for_a_second() {
        Id<Person> lender = someone("treasury.lender");
        Id<Person> stand = someone("treasury.stand.in");
        Id<Proposal> first =
                Id.of(
                        String.valueOf(
                                memberships
                                        .grant(
                                                SECURITY,
                                                lender,
                                                wish(Role.TREASURY_OFFICER, "340100"),
                                                null)
                                        .orThrow()
                                        .proposal()));
        memberships.decide(SECURITY_2, first, true, null).orThrow();
        Instant now = person(lender).memberships().getFirst().from();
        Memberships.Granted lent =
                memberships
                        .delegate(
                                people.actor(lender.value()).orElseThrow(),
                                stand,
                                new Memberships.Wish(
                                        Role.TREASURY_OFFICER,
                                        "340100",
                                        null,
                                        now.plus(Duration.ofDays(5))),
                                null)
                        .orThrow();
        assertThat(people.actor(stand.value()).orElseThrow().memberships()).isEmpty();
        memberships.decide(SECURITY, Id.of(String.valueOf(lent.proposal())), true, null).orThrow();
        assertThat(people.actor(stand.value()).orElseThrow().has(Role.TREASURY_OFFICER)).isTrue();
        accounts.deactivate(SYSTEM_ADMIN, lender, "left", null).orThrow();
        assertThat(people.actor(stand.value()).orElseThrow().memberships()).isEmpty();
    }

    @Test
    void a_signatory_names_an_agent_for_the_firm_but_no_other_signatory() {
        String org =
                register.register(
                                OFFICER,
                                new OrganisationRegister.Application(
                                        "org-agents",
                                        "示例·代理人委托方",
                                        "Demo · Agents",
                                        OrganisationKind.TEAM,
                                        "",
                                        new DivisionCode("340500"),
                                        null,
                                        true,
                                        "test",
                                        null),
                                null)
                        .orThrow()
                        .organisation();
        Actor signatory = with("person-sig", Role.SIGNATORY, org);
        Id<Person> agent = someone("an.agent");
        memberships
                .grant(
                        signatory,
                        agent,
                        new Memberships.Wish(
                                Role.FIRM_FINANCE,
                                org,
                                null,
                                Instant.parse("2099-01-01T00:00:00Z")),
                        null)
                .orThrow();
        assertThat(people.members(org, Role.FIRM_FINANCE)).hasSize(1);
        assertRefused(
                memberships.grant(signatory, agent, wish(Role.SIGNATORY, org), null),
                IdentityReason.ROLE_FORBIDDEN);
    }

    @Test
    void one_code_one_organisation_however_it_is_typed() {
        String code = "91440101MA5CJQ4N59";
        String id = firm(OFFICER, "示例·同一家", code).orThrow().organisation();
        for (String typed :
                List.of(
                        code,
                        code.toLowerCase(java.util.Locale.ROOT),
                        "  " + code + " ",
                        "91440101-MA5CJQ4N5-9",
                        "91440101MA5CJQ4N59")) {
            assertRefused(firm(OFFICER, "示例·又来", typed), IdentityReason.CODE_TAKEN);
            assertThat(organisations.byCode(typed).orElseThrow().id().value()).isEqualTo(id);
        }
        assertThat(
                        jdbc.sql("SELECT count(*) FROM identity.organisation WHERE credit_code = ?")
                                .param(code)
                                .query(Long.class)
                                .single())
                .isOne();
    }

    @Test
    void the_same_code_in_another_province_is_the_same_organisation() {
        String code = "91350200MA2YJ1XR9G";
        firm(OFFICER, "示例·跨省", code).orThrow();
        Actor elsewhere =
                new Actor(
                        "person-sh",
                        "sh",
                        Province.SHANGHAI,
                        List.of(new Membership(Role.PROVINCIAL_OFFICER, "310000")),
                        null);
        assertRefused(
                register.register(
                        elsewhere,
                        new OrganisationRegister.Application(
                                null,
                                "示例·跨省",
                                "Demo",
                                OrganisationKind.FIRM,
                                code,
                                new DivisionCode("310115"),
                                null,
                                true,
                                "test",
                                null),
                        null),
                IdentityReason.CODE_TAKEN);
    }

    @Test
    void malformed_and_missing_codes_and_unknown_parents_are_refused() {
        for (String wrong : List.of("91340500", "91340500XLW339FH3O", "𠮷𠮷", "0".repeat(19))) {
            assertRefused(firm(OFFICER, "示例·错码", wrong), IdentityReason.CODE_MALFORMED_INVALID);
        }
        assertRefused(firm(OFFICER, "示例·无码", "  "), IdentityReason.CODE_MISSING_INVALID);
        assertRefused(
                register.register(
                        OFFICER,
                        new OrganisationRegister.Application(
                                null,
                                "平台",
                                "p",
                                OrganisationKind.PLATFORM,
                                "",
                                new DivisionCode("340500"),
                                "org-nowhere",
                                true,
                                "test",
                                null),
                        null),
                IdentityReason.PARENT_INVALID);
        assertRefused(
                firm(with("person-x", Role.FIRM_ENGINEER, "org-x"), "示例", PILOT),
                IdentityReason.ROLE_FORBIDDEN);
    }

    @Test
    void a_username_is_somebodys_alone_across_the_provinces() {
        someone("only.one");
        for (Province home : Province.values()) {
            assertRefused(
                    accounts.register(
                            Actor.system(home),
                            new Accounts.NewPerson(home, " Only.ONE ", "示例", null, null),
                            null),
                    IdentityReason.USERNAME_TAKEN);
        }
        assertRefused(
                accounts.register(
                        SYSTEM_ADMIN, new Accounts.NewPerson(ANHUI, "不行", "示例", null, null), null),
                IdentityReason.USERNAME_INVALID);
    }

    @Test
    void what_identifies_a_person_is_sealed_and_in_no_fact() {
        Id<Person> id = someone("sealed");
        String row =
                jdbc.sql("SELECT to_jsonb(p)::text FROM identity.person p WHERE id = ?")
                        .param(id.value())
                        .query(String.class)
                        .single();
        assertThat(row).doesNotContain("13800000000").contains("v1:");
        assertThat(accounts.phone(person(id))).isEqualTo("13800000000");
        assertThat(facts.about(id.value()))
                .isNotEmpty()
                .allSatisfy(fact -> assertThat(fact.body().toString()).doesNotContain("示例"));
        assertThat(person(id).toString()).doesNotContain("v1:");
    }

    @Test
    void an_account_of_an_identity_service_is_linked_to_one_person_only() {
        Link link = new Link("https://id.example", "4711");
        accounts.link(SYSTEM_ADMIN, someone("linked.one"), link, null).orThrow();
        assertRefused(
                accounts.link(SYSTEM_ADMIN, someone("linked.two"), link, null),
                IdentityReason.ACCOUNT_LINKED_ALREADY);
    }

    @Test
    void the_same_form_twice_registers_one_person() {
        Accounts.NewPerson wish = new Accounts.NewPerson(ANHUI, "twice", "示例", "139", null);
        String first = accounts.register(SYSTEM_ADMIN, wish, "key-twice").orThrow().person();
        String again = accounts.register(SYSTEM_ADMIN, wish, "key-twice").orThrow().person();
        assertThat(again).isEqualTo(first);
    }

    private Outcome<Procedures.Moved> erase(Id<Person> person) {
        return procedures.open(
                erasures,
                "request",
                new RequestErasure(
                        ErasureScope.ACCOUNT,
                        person.value(),
                        ErasureGround.CONSENT_WITHDRAWN,
                        null,
                        "个保〔2026〕21号"),
                SECURITY,
                null);
    }

    @Test
    void an_account_that_was_given_back_is_erased_by_two_and_its_name_is_free_again() {
        Id<Person> id = someone("wang.fang");
        assertThat(erase(id))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.why().is(ErasingReason.ACCOUNT_IN_USE)).isTrue());
        accounts.deactivate(SYSTEM_ADMIN, id, "left", null).orThrow();
        String erasure = erase(id).orThrow().id();
        assertThat(Whereabouts.of(context, "wang.fang")).contains("identity.person");
        procedures
                .act(
                        erasures,
                        Id.<Erasure>of(erasure),
                        "approve",
                        new ApproveErasure("个保〔2026〕21号"),
                        SECURITY_2,
                        -1,
                        null)
                .orThrow();
        assertThat(Whereabouts.of(context, "wang.fang")).isEmpty();
        Person after = records.find(Person.class, id).orElseThrow();
        assertThat(after.name()).isEqualTo(id.value());
        assertThat(after.phoneSealed()).isNull();
        assertThat(after.active()).isFalse();
        assertThat(erase(id))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.why().is(ErasingReason.NOTHING_FOUND)).isTrue());
        assertThat(someone("wang.fang")).isNotEqualTo(id);
    }
}

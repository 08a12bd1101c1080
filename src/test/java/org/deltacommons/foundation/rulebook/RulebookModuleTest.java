package org.deltacommons.foundation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.deltacommons.Signed.officer;
import static org.deltacommons.Signed.person;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;

/// The rulebook on a real database: loading, the second person, pages and API.
@SpringBootTest
@AutoConfigureMockMvc
class RulebookModuleTest {

    private static final String MAS = "voucher.programme.mas-2026";
    private static final DivisionCode MAANSHAN = new DivisionCode("340500");
    private static final Actor WANG = officer("wang", "340500");
    private static final Actor LI = officer("li", "340500");

    @Autowired RuleSeed seed;
    @Autowired RuleTable table;
    @Autowired Rules rules;
    @Autowired GroupLane lane;
    @Autowired Facts facts;
    @Autowired Records records;
    @Autowired Procedures procedures;
    @Autowired Procedure<RuleProposal> procedure;
    @Autowired Replica<RuleApproved> replica;
    @Autowired Clock clock;
    @Autowired MockMvc web;

    @BeforeEach
    void load() {
        seed.load();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
    }

    private static RuleProposing term(String name, String division, LocalDate from, int days) {
        return new RuleProposing(
                "时限",
                TermRule.topic(name),
                new DivisionCode(division),
                Json.text(new TermRule(days)),
                from,
                null,
                "皖测〔2026〕1 号",
                Certainty.LAW,
                "试一试");
    }

    private Outcome<Procedures.Moved> propose(RuleProposing form, Actor actor) {
        return procedures.open(procedure, "propose", form, actor, null);
    }

    private Id<RuleProposal> proposed(RuleProposing form, Actor actor) {
        return Id.of(propose(form, actor).orThrow().id());
    }

    private Outcome<Procedures.Moved> act(Id<RuleProposal> id, String action, Actor actor) {
        Record form = action.equals("reject") ? new RuleRejection("理由不足") : new RuleNote(null);
        return procedures.act(procedure, id, action, form, actor, -1, null);
    }

    private static void refused(Outcome<?> outcome, Reason reason) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<?>) outcome).why().code()).isEqualTo(reason.code());
    }

    private int versions(String topic, DivisionCode division) {
        return table.find(topic, division).map(rule -> rule.versions().size()).orElse(0);
    }

    @Test
    void loading_twice_changes_nothing() {
        long fact = facts.newest(Province.ANHUI);
        long rows = records.count(Rule.class, "true", java.util.Map.of());
        assertThat(rows).isGreaterThan(80);
        assertThat(seed.load()).isZero();
        assertThat(facts.newest(Province.ANHUI)).isEqualTo(fact);
        assertThat(records.count(Rule.class, "true", java.util.Map.of())).isEqualTo(rows);
    }

    @Test
    void the_loaded_programmes_say_what_the_file_says_and_that_they_are_examples() {
        Applied<VoucherRule> mas =
                lane.read(
                        Province.ANHUI,
                        rows ->
                                rules.at(rows, VoucherRule.class, MAS, MAANSHAN, today())
                                        .orElseThrow());
        assertThat(mas.isExample()).isTrue();
        assertThat(mas.value().ceilingFirm()).isEqualTo(Money.yuan(300_000));
        assertThat(mas.value().route()).isEqualTo(PaymentRoute.PROVIDER_DIRECT);
        assertThat(mas.value().shareOf(ServiceClass.OPENING, Money.yuan(48_000)))
                .isEqualTo(Money.yuan(24_000));
        Applied<VoucherRule> changxing =
                lane.read(
                        Province.ZHEJIANG,
                        rows ->
                                rules.at(
                                                rows,
                                                VoucherRule.class,
                                                VoucherRule.topic("changxing-2026"),
                                                new DivisionCode("330522"),
                                                today())
                                        .orElseThrow());
        assertThat(changxing.value().shareOf(ServiceClass.TESTING, Money.yuan(200_000)))
                .isEqualTo(Money.yuan(90_000));
    }

    @Test
    void every_loaded_rule_is_read_by_its_kind() {
        assertThat(table.applying(MAANSHAN, today()))
                .allSatisfy(rule ->
                        assertThat(
                                        RuleTopic.Of.covers(TermRule.class, rule.rule().topic())
                                                || !rule.rule().topic().startsWith("term"))
                                .isTrue())
                .hasSizeGreaterThan(20);
    }

    @Test
    void a_second_person_makes_the_version_and_the_fact_carries_the_row() {
        LocalDate from = today().plusDays(10);
        Id<RuleProposal> id =
                proposed(term("order.accept", "340503", from, 2), officer("a", "340503"));
        assertThat(versions("term.order.accept", new DivisionCode("340503"))).isZero();
        act(id, "approve", officer("b", "340500")).orThrow();

        Rule rule = table.find("term.order.accept", new DivisionCode("340503")).orElseThrow();
        assertThat(rule.newest().proposedBy()).isEqualTo("a");
        assertThat(rule.newest().approvedBy()).isEqualTo("b");
        assertThat(rule.newest().isExample()).isFalse();
        RecordedFact fact = facts.about(rule.id().value()).getLast();
        assertThat(fact.audience()).isEqualTo(Audience.PUBLIC);
        RuleApproved body = Json.heard(fact.body(), RuleApproved.class);
        assertThat(replica.rows(body, fact)).containsExactly(rule);
        assertThat(records.find(RuleProposal.class, id).orElseThrow().number()).isEqualTo(1);

        Instant before = from.minusDays(1).atStartOfDay(WorkingDays.ZONE).toInstant();
        assertThat(days(before)).isEqualTo(5);
        assertThat(days(from.atStartOfDay(WorkingDays.ZONE).toInstant())).isEqualTo(2);
    }

    private int days(Instant at) {
        return lane.read(
                Province.ANHUI,
                rows ->
                        rules.at(
                                        rows,
                                        TermRule.class,
                                        "term.order.accept",
                                        new DivisionCode("340503"),
                                        LocalDate.ofInstant(at, WorkingDays.ZONE))
                                .orElseThrow()
                                .value()
                                .workingDays());
    }

    @Test
    void the_proposer_can_neither_approve_nor_reject_their_own_and_nothing_moves() {
        Id<RuleProposal> id = proposed(term("quote.give", "340500", today(), 2), WANG);
        long fact = facts.newest(Province.ANHUI);
        refused(act(id, "approve", WANG), RulebookReason.SECOND_PERSON);
        refused(act(id, "reject", WANG), RulebookReason.SECOND_PERSON);
        refused(act(id, "withdraw", LI), RulebookReason.NOT_PROPOSER);
        assertThat(facts.newest(Province.ANHUI)).isEqualTo(fact);
        assertThat(versions("term.quote.give", MAANSHAN)).isZero();
        assertThat(act(id, "withdraw", WANG).orThrow().state()).isEqualTo("WITHDRAWN");
    }

    @Test
    void an_effective_date_in_the_past_is_refused() {
        refused(
                propose(term("quote.give", "340500", today().minusDays(1), 2), WANG),
                RulebookReason.DATE_IN_PAST);
        assertThat(propose(term("quote.give", "340500", today(), 2), WANG).isDone()).isTrue();
    }

    @Test
    void a_version_that_would_cover_a_later_one_is_refused_unless_it_ends_by_then() {
        LocalDate later = today().plusDays(100);
        Id<RuleProposal> first = proposed(term("payment.pay", "340500", later, 8), WANG);
        act(first, "approve", LI).orThrow();
        RuleProposing open = term("payment.pay", "340500", today(), 3);
        refused(propose(open, WANG), RulebookReason.LATER_VERSION);
        RuleProposing limited =
                new RuleProposing(
                        open.title(),
                        open.topic(),
                        open.division(),
                        open.value(),
                        open.from(),
                        later,
                        open.source(),
                        open.certainty(),
                        open.why());
        act(proposed(limited, WANG), "approve", LI).orThrow();
        assertThat(versions("term.payment.pay", MAANSHAN)).isEqualTo(2);
    }

    @Test
    void two_proposals_that_wait_together_are_judged_again_when_they_are_approved() {
        Id<RuleProposal> late =
                proposed(term("slot.answer", "340500", today().plusDays(50), 3), WANG);
        Id<RuleProposal> open = proposed(term("slot.answer", "340500", today(), 4), WANG);
        act(late, "approve", LI).orThrow();
        refused(act(open, "approve", LI), RulebookReason.LATER_VERSION);
        assertThat(versions("term.slot.answer", MAANSHAN)).isEqualTo(1);
    }

    @Test
    void other_people_s_officers_neither_propose_nor_see() {
        refused(
                propose(term("quote.give", "340500", today(), 2), officer("he", "340100")),
                org.deltacommons.foundation.procedures.ProcedureReason.FORBIDDEN);
        Id<RuleProposal> id = proposed(term("quote.give", "340500", today(), 2), WANG);
        refused(
                act(id, "approve", officer("he", "340100")),
                org.deltacommons.foundation.procedures.ProcedureReason.NOT_FOUND);
        Actor firm = person("eng", Province.ANHUI, Role.FIRM_ENGINEER, "org-jiangpan");
        refused(
                act(id, "approve", firm),
                org.deltacommons.foundation.procedures.ProcedureReason.NOT_FOUND);
        assertThat(NoForm.class).isNotNull();
    }

    @Test
    void what_is_no_value_of_the_kind_is_refused() {
        RuleProposing good = term("quote.give", "340500", today(), 2);
        for (String value : List.of("{\"workingDays\":0}", "{}", "nonsense", "[]", "null")) {
            RuleProposing wrong =
                    new RuleProposing(
                            good.title(),
                            good.topic(),
                            good.division(),
                            value,
                            good.from(),
                            null,
                            good.source(),
                            good.certainty(),
                            good.why());
            refused(propose(wrong, WANG), RulebookReason.VALUE_INVALID);
        }
    }

    @Test
    void everybody_sees_issuers_side_by_side() throws Exception {
        web.perform(get("/rules").header("Accept-Language", "zh"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("马鞍山市科技创新券 2026")))
                .andExpect(content().string(containsString("嘉善县")))
                .andExpect(content().string(containsString("示例值，以正式文件为准")))
                .andExpect(content().string(containsString("mark-warn")));
        web.perform(get("/rules").param("kind", "term").param("lang", "en"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Accepting an order")));
        web.perform(get("/rules").param("on", "2025-12-31"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("这一天没有生效的规则")));
        web.perform(get("/rules").param("on", "31.12.2025"))
                .andExpect(status().isUnprocessableContent());
        web.perform(get("/rules").param("kind", "nothing")).andExpect(status().isNotFound());
    }

    @Test
    void a_rule_s_page_shows_its_versions_and_what_is_inherited() throws Exception {
        web.perform(get("/rules/{topic}/{division}", MAS, "340500"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("第 1 版")))
                .andExpect(content().string(not(containsString("/propose"))));
        web.perform(get("/rules/{topic}/{division}", "term.order.accept", "330421"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("全国规则")));
        web.perform(get("/rules/{topic}/{division}", MAS, "999999"))
                .andExpect(status().isNotFound());
        web.perform(get("/rules/{topic}/{division}", "no.such", "340500"))
                .andExpect(status().isNotFound());
    }

    @Test
    void an_officer_proposes_with_the_rule_in_force_filled_in() throws Exception {
        String page =
                web.perform(get("/rules/{t}/{d}/propose", MAS, "340500").with(as(WANG)))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
        assertThat(page).contains("300,000.00", "马鞍山市科技创新券 2026");
        web.perform(
                        post("/rules/{t}/{d}/propose", "term.clearing.sign", "340500")
                                .with(as(WANG))
                                .with(csrf())
                                .param("key", "key-1")
                                .param("workingDays", "4")
                                .param("from", today().plusDays(1).toString())
                                .param("source", "马科〔2026〕9 号")
                                .param("certainty", "LAW")
                                .param("why", "与兄弟城市一致"))
                .andExpect(redirectedUrlPattern("/cases/rule/*"));
        web.perform(
                        post("/rules/{t}/{d}/propose", "term.clearing.sign", "340500")
                                .with(as(WANG))
                                .with(csrf())
                                .param("workingDays", "4")
                                .param("from", today().minusDays(1).toString())
                                .param("source", "马科〔2026〕9 号")
                                .param("certainty", "LAW")
                                .param("why", "倒签"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("早于今天")));
        web.perform(get("/rules/{t}/{d}/propose", MAS, "340500").with(as(officer("x", "310000"))))
                .andExpect(status().isForbidden());
        web.perform(get("/rules/{t}/{d}/propose", MAS, "340500"))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void a_visitor_learns_which_rule_is_theirs() throws Exception {
        web.perform(get("/rules/mine")).andExpect(status().isOk());
        web.perform(
                        get("/rules/mine")
                                .param("division", "340503")
                                .param("kind", "FIRM")
                                .param("service", "OPENING")
                                .param("amount", "48000"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("24,000.00")));
        web.perform(get("/rules/mine").param("division", "340503").param("kind", "TEAM"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("不面向团队")));
        web.perform(get("/rules/mine").param("division", "341000").param("kind", "FIRM"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("没有在施行的创新券项目")));
    }

    @Test
    void machines_read_the_rules_of_a_division() throws Exception {
        web.perform(get("/api/v1/rules").param("division", "340503"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[*].topic", hasItem(MAS)))
                .andExpect(jsonPath("$.items[*].topic", hasItem("term.order.accept")));
        web.perform(get("/api/v1/rules").param("division", "340503").param("date", "2025-01-01"))
                .andExpect(jsonPath("$.total").value(0));
        web.perform(get("/api/v1/rules").param("division", "999999"))
                .andExpect(status().is4xxClientError());
    }
}

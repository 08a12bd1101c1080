package org.deltacommons.foundation.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deltacommons.Cast2026;
import org.deltacommons.foundation.identity.accounts.Memberships;
import org.deltacommons.foundation.identity.accounts.OrganisationRegister;
import org.deltacommons.foundation.identity.accounts.OrganisationRegister.Registered;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

/// Registrations in doubt, from the moment they come in to an officer's word.
@SpringBootTest(properties = "delta.data=target/fork-${delta.test.fork:1}/test-data/papers")
@AutoConfigureMockMvc
@Import(Cast2026.class)
class RegistrationPageTest {

    private static final DivisionCode MAANSHAN = new DivisionCode("340500");

    @Autowired private MockMvc web;
    @Autowired private OrganisationRegister register;
    @Autowired private Organisations organisations;
    @Autowired private Memberships memberships;
    @Autowired private Records records;
    @Autowired private GroupLane lane;
    @Autowired private Cast2026.Stage stage;

    private record Nothing() {}

    private Outcome<Registered> firm(String who, String name, String code) {
        return firm(stage.actor(who), name, code, MAANSHAN);
    }

    private Outcome<Registered> firm(Actor who, String name, String code, DivisionCode at) {
        return register.register(
                who,
                new OrganisationRegister.Application(
                        null,
                        name,
                        name,
                        OrganisationKind.FIRM,
                        code,
                        at,
                        null,
                        true,
                        "test",
                        null),
                null);
    }

    /// A well-formed code with wrong check digits.
    private static String pilot(int n) {
        for (char last : "0123456789ABCDEFGHJKLMNPQRTUWXY".toCharArray()) {
            String code = "91340500M%07d".formatted(n) + "A" + last;
            if (CreditCode.verdict(code) == CreditCode.Verdict.IRREGULAR) {
                return code;
            }
        }
        throw new IllegalStateException();
    }

    /// A code whose check digits are right.
    private static String regular(int n) {
        String letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        for (char inner : letters.toCharArray()) {
            for (char last : letters.toCharArray()) {
                String code = "91340500%08d".formatted(n) + inner + last;
                if (CreditCode.verdict(code) == CreditCode.Verdict.REGULAR) {
                    return code;
                }
            }
        }
        throw new IllegalStateException();
    }

    private Organisation found(Outcome<Registered> outcome) {
        return organisations.find(outcome.orThrow().organisation()).orElseThrow();
    }

    private static void assertRefused(Outcome<?> outcome, Reason reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.why().code()).isEqualTo(reason.code()));
    }

    private long named(String name) {
        return records.count(Organisation.class, "t.name_zh = :name", Map.of("name", name));
    }

    private int act(String who, String id, String action) throws Exception {
        return web.perform(
                        post("/cases/registration/" + id + "/" + action)
                                .param("note", "已核对营业执照原件")
                                .with(csrf())
                                .with(as(stage.actor(who))))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private String page(String who, String address) throws Exception {
        return web.perform(get(address).with(as(stage.actor(who))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void a_pilot_code_waits_on_the_officers_worklist_with_a_deadline_and_its_reason()
            throws Exception {
        Organisation pilot = found(firm("ah.system", "示例·试点一", pilot(1)));
        String id = pilot.id().value();
        assertThat(pilot.state()).isEqualTo(OrganisationState.PENDING_REVIEW);
        assertThat(pilot.doubts()).containsExactly(OrganisationDoubt.PILOT_CODE);
        assertThat(page("mas.officer", "/worklist?procedure=registration"))
                .contains("示例·试点一", "还有 5 个工作日");
        assertThat(page("hefei.officer", "/worklist?procedure=registration"))
                .doesNotContain("示例·试点一");
        stage.settle();
        assertThat(page("mas.officer", "/inbox")).contains("示例·试点一", "轮到您办理");
        assertThat(page("mas.officer", "/cases/registration/" + id))
                .contains("代码校验位不符", pilot(1), "确认属实", "不予确认");
        assertThat(page("mas.officer", "/cases/registration/" + id + "?lang=en"))
                .contains("The check digits of the code fail", "Do not confirm");
        page("mas.officer", "/?lang=zh");
        assertThat(page("ah.system", "/organisations/" + id)).contains("/cases/registration/" + id);
        assertRefused(
                memberships.grant(
                        stage.actor("ah.security"),
                        Id.of("person-songling.engineer"),
                        new Memberships.Wish(Role.FIRM_ENGINEER, id, null, null),
                        null),
                IdentityReason.NOT_CONFIRMED);
        assertThat(act("mas.officer", id, "confirm")).isEqualTo(302);
        Organisation after = organisations.find(id).orElseThrow();
        assertThat(after.isConfirmed()).isTrue();
        assertThat(after.reviewedBy()).isEqualTo("person-mas.officer");
        assertThat(records.find(Task.class, Id.of(id)).orElseThrow().open()).isFalse();
    }

    @Test
    void nobody_reviews_their_own_registration_nor_that_of_another_city() throws Exception {
        Organisation own = found(firm("mas.officer", "示例·试点二", pilot(2)));
        String id = own.id().value();
        assertThat(act("mas.officer", id, "confirm")).isBetween(400, 499);
        assertThat(act("hefei.officer", id, "confirm")).isEqualTo(404);
        assertThat(act("js.officer", id, "confirm")).isEqualTo(404);
        assertThat(act("ah.system", id, "confirm")).isEqualTo(403);
        assertThat(organisations.find(id)).contains(own);
        web.perform(
                        post("/api/v1/cases/registration/" + id + "/refuse")
                                .contentType("application/json")
                                .content("{}")
                                .with(as(stage.actor("ah.officer"))))
                .andExpect(status().isUnprocessableContent());
        web.perform(
                        post("/api/v1/cases/registration/" + id + "/refuse")
                                .contentType("application/json")
                                .content("{\"note\": \"查无此码\"}")
                                .with(as(stage.actor("ah.officer"))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("REFUSED"));
        assertThat(organisations.byCode(pilot(2))).isEmpty();
        assertThat(firm("mas.officer", "示例·试点二", pilot(2)).isDone()).isTrue();
    }

    @Test
    void one_code_however_it_is_typed_is_one_organisation_while_it_is_reviewed_too() {
        String code = pilot(3);
        Organisation first = found(firm("mas.officer", "示例·试点三", code));
        String wide =
                code.chars()
                        .mapToObj(c -> String.valueOf((char) (c + 0xFEE0)))
                        .reduce("", String::concat);
        for (String typed :
                List.of(
                        code,
                        code.toLowerCase(Locale.ROOT),
                        wide,
                        "  " + code + "\t",
                        code + "\u3000")) {
            assertRefused(firm("ah.officer", "示例·又来", typed), IdentityReason.CODE_TAKEN);
        }
        assertThat(named("示例·又来")).isZero();
        assertThat(organisations.byCode(wide)).contains(first);
        Actor shanghai = stage.actor("sh.officer");
        assertRefused(
                firm(shanghai, "示例·又来", wide, new DivisionCode("310115")),
                IdentityReason.CODE_TAKEN);
        assertThat(named("示例·又来")).isZero();
    }

    @Test
    void the_same_name_under_another_code_is_reviewed_beside_the_one_it_may_be() throws Exception {
        Organisation first = found(firm("mas.officer", "示例·同名（集团）", regular(40)));
        assertThat(first.isConfirmed()).isTrue();
        Organisation second = found(firm("ah.system", "示例·同名(集团) ", pilot(4)));
        assertThat(second.doubts())
                .containsExactly(OrganisationDoubt.PILOT_CODE, OrganisationDoubt.SAME_NAME);
        assertThat(page("mas.officer", "/cases/registration/" + second.id()))
                .contains("已有同名单位以另一个代码登记", "/organisations/" + first.id());
        Organisation third = found(firm("ah.system", "示例·同名（集团）", regular(41)));
        assertThat(third.doubts()).containsExactly(OrganisationDoubt.SAME_NAME);
        assertThat(act("mas.officer", second.id().value(), "refuse")).isEqualTo(302);
        assertThat(act("mas.officer", third.id().value(), "refuse")).isEqualTo(302);
        assertThat(organisations.find(first.id().value())).contains(first);
        // Whoever was turned away held no claim of the name, so it is still the first one's.
        assertThat(found(firm("ah.system", "示例·同名（集团）", regular(42))).doubts())
                .containsExactly(OrganisationDoubt.SAME_NAME);
    }

    @Test
    void of_two_namesakes_in_the_same_instant_one_is_confirmed_and_none_is_doubled()
            throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Outcome<Registered>>> work =
                    java.util.stream.IntStream.range(0, 4)
                            .<Callable<Outcome<Registered>>>mapToObj(n ->
                                    () -> {
                                        together.await();
                                        return firm("mas.officer", "示例·同刻", regular(50 + n));
                                    })
                            .toList();
            for (Future<Outcome<Registered>> each : threads.invokeAll(work)) {
                if (each.get() instanceof Outcome.Refused<Registered> no) {
                    assertRefused(no, IdentityReason.NAME_TAKEN);
                }
            }
        }
        assertThat(records.list(Organisation.class, "t.name_zh = '示例·同刻'", "t.id", Map.of(), 10))
                .filteredOn(Organisation::isConfirmed)
                .hasSize(1);
    }

    /// As if two provinces registered the code before either had heard of the other.
    @Test
    void a_code_that_two_provinces_registered_sends_the_later_one_to_review() throws Exception {
        String code = regular(60);
        Organisation anhui = found(firm("mas.officer", "示例·两省", code));
        stage.clock.forward(Duration.ofMinutes(1));
        Organisation shanghai =
                new Organisation(
                        Id.of("org-two-provinces"),
                        Province.SHANGHAI,
                        "示例·两省沪",
                        "Two provinces",
                        OrganisationKind.FIRM,
                        new CreditCode(code),
                        CreditCode.Verdict.REGULAR,
                        new DivisionCode("310115"),
                        null,
                        true,
                        OrganisationState.CONFIRMED,
                        List.of(),
                        "test",
                        null,
                        "person-test",
                        null,
                        null,
                        stage.clock.instant());
        tell(shanghai);
        tell(anhui);
        stage.settle();
        Organisation later = organisations.find("org-two-provinces").orElseThrow();
        assertThat(later.state()).isEqualTo(OrganisationState.PENDING_REVIEW);
        assertThat(later.doubts()).containsExactly(OrganisationDoubt.CODE_ELSEWHERE);
        assertThat(organisations.find(anhui.id().value())).contains(anhui);
        assertThat(page("sh.officer", "/cases/registration/org-two-provinces"))
                .contains("另一省市已登记同一代码", "/organisations/" + anhui.id());
    }

    /// Puts the row and tells it, as its home would.
    private void tell(Organisation organisation) {
        lane.submit(
                        Command.of(
                                organisation.home(),
                                Actor.system(organisation.home()),
                                "test.tell",
                                Map.of("id", organisation.id().value()),
                                Nothing.class),
                        rows -> {
                            rows.find(Organisation.class, organisation.id());
                            return Outcome.done(
                                    Unit.of(
                                            new Nothing(),
                                            new Put(organisation),
                                            new Fact(
                                                    organisation.id().value(),
                                                    Audience.PUBLIC,
                                                    OrganisationRecorded.of(organisation))));
                        })
                .orThrow();
    }

    @Test
    void a_registration_nobody_is_concerned_with_is_not_found() throws Exception {
        Organisation pilot = found(firm("ah.system", "示例·试点七", pilot(7)));
        web.perform(get("/cases/registration/" + pilot.id()))
                .andExpect(status().is3xxRedirection());
        web.perform(
                        get("/cases/registration/" + pilot.id())
                                .with(as(stage.actor("jiangpan.engineer"))))
                .andExpect(status().isNotFound())
                .andExpect(content().string(containsString("没有")));
    }
}

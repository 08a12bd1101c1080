package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deltacommons.Nodes;
import org.deltacommons.Signed;
import org.deltacommons.Whereabouts;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingWhyForm;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.erasing.ErasingReason;
import org.deltacommons.foundation.erasing.Erasure;
import org.deltacommons.foundation.erasing.ErasureForms.ApproveErasure;
import org.deltacommons.foundation.erasing.ErasureForms.RequestErasure;
import org.deltacommons.foundation.erasing.ErasureGround;
import org.deltacommons.foundation.erasing.ErasureScope;
import org.deltacommons.foundation.erasing.ErasureState;
import org.deltacommons.foundation.erasing.LaterErasing;
import org.deltacommons.foundation.federation.Trees;
import org.deltacommons.foundation.federation.proof.Receipts;
import org.deltacommons.foundation.federation.proof.TrustedKeys;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.procedures.Tasks;
import org.deltacommons.foundation.rulebook.Rule;
import org.deltacommons.foundation.rulebook.RuleBinder;
import org.deltacommons.foundation.rulebook.ThresholdRule;
import org.deltacommons.foundation.rulebook.ThresholdUnit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/// What somebody wrote is erased on their request, in two provinces, each at a node and on a
/// database of its own; what was signed and proven stays.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ErasingTest {

    private static final Province SHANGHAI = Province.SHANGHAI;
    private static final Province ANHUI = Province.ANHUI;
    private static final String SECRET = "取样请找王芳，13800000000";
    private static final String PLAIN = "请带第二批样品";
    private static final String WHY = "王芳没有按时到场";
    private static final String REQUEST = "个保〔2029〕7号";

    private static Nodes nodes;
    private static String order = "";
    private static String booking = "";

    /// The message as a fact of Shanghai's, about its own case.
    private static long index;

    private static String erasure = "";
    private static String receipt = "";

    @BeforeAll
    static void a_message_that_names_somebody_and_one_that_does_not() {
        nodes = Nodes.of("erasing", List.of(SHANGHAI, ANHUI), _ -> Map.of());
        nodes.settle();
        order =
                at(ANHUI)
                        .open(
                                procedure(ANHUI, org.deltacommons.commons.vouchers.Order.class),
                                "place",
                                new VoucherForms.Place(
                                        instrument(),
                                        MainJobContract.FIRM,
                                        BookingMode.PACKAGE,
                                        null,
                                        null,
                                        2,
                                        Purpose.DEVELOPMENT,
                                        "截面",
                                        null,
                                        null,
                                        false),
                                nodes.actor("jiangpan.engineer"),
                                null)
                        .orThrow()
                        .id();
        nodes.settle();
        booking = Booking.idOf(order).value();
        say(SECRET);
        say(PLAIN);
        index =
                nodes.at(SHANGHAI)
                        .getBean(JdbcClient.class)
                        .sql("SELECT min(index) FROM lane.attachment WHERE text = ?")
                        .param(SECRET)
                        .query(Long.class)
                        .single();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static Procedures at(Province home) {
        return nodes.at(home).getBean(Procedures.class);
    }

    private static <C extends Case> Procedure<C> procedure(Province home, Class<C> type) {
        return nodes.at(home)
                .<Procedure<C>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(Procedure.class, type))
                .getObject();
    }

    private static String instrument() {
        return nodes.at(ANHUI)
                .getBean(Records.class)
                .list(
                        Resource.class,
                        "t.inner_id = :inner",
                        "t.id",
                        Map.of("inner", "SC-SEM-001"),
                        1)
                .getFirst()
                .id()
                .value();
    }

    private static void say(String words) {
        nodes.at(SHANGHAI)
                .getBean(Tasks.class)
                .say(
                        procedure(SHANGHAI, Booking.class),
                        Id.of(booking),
                        words,
                        nodes.actor("shence.manager"),
                        null)
                .orThrow();
        nodes.settle();
    }

    private static Outcome<Moved> ask(ErasureScope scope, String what, String who) {
        return at(SHANGHAI)
                .open(
                        procedure(SHANGHAI, Erasure.class),
                        "request",
                        new RequestErasure(
                                scope, what, ErasureGround.CONSENT_WITHDRAWN, null, REQUEST),
                        nodes.actor(who),
                        null);
    }

    private static Outcome<Moved> askForTheMessage() {
        return ask(ErasureScope.MESSAGE, "310000/" + index, "sh.security");
    }

    private static Outcome<Moved> approve(String request, String who) {
        return at(SHANGHAI)
                .act(
                        procedure(SHANGHAI, Erasure.class),
                        Id.<Erasure>of(erasure),
                        "approve",
                        new ApproveErasure(request),
                        nodes.actor(who),
                        -1,
                        null);
    }

    private static Refusal refused(Outcome<Moved> outcome, Reason reason) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        Refusal why = ((Outcome.Refused<Moved>) outcome).why();
        assertThat(why.code()).isEqualTo(reason.code());
        return why;
    }

    private static Erasure erasure() {
        return nodes.at(SHANGHAI)
                .getBean(Records.class)
                .find(Erasure.class, Id.<Erasure>of(erasure))
                .orElseThrow();
    }

    private static List<String> texts(Province node) {
        String schema = node == SHANGHAI ? "lane" : "federation";
        return nodes.at(node)
                .getBean(JdbcClient.class)
                .sql("SELECT text FROM %s.attachment WHERE text IS NOT NULL".formatted(schema))
                .query(String.class)
                .list();
    }

    private static List<String> where(Province node, String words) {
        return Whereabouts.of(nodes.at(node), words);
    }

    private static String page(Province node, String address, String who) throws Exception {
        return MockMvcBuilders.webAppContextSetup((WebApplicationContext) nodes.at(node))
                .apply(springSecurity())
                .build()
                .perform(
                        get(address)
                                .locale(Locale.SIMPLIFIED_CHINESE)
                                .with(Signed.as(nodes.actor(who))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static String theFirmsPage() throws Exception {
        return page(ANHUI, "/cases/order/" + order, "jiangpan.engineer");
    }

    @Test
    @Order(1)
    void of_a_case_that_goes_on_nothing_is_erased() {
        assertThat(refused(askForTheMessage(), ErasingReason.CASE_GOES_ON).values())
                .containsEntry("case", "booking/" + booking);
        assertThat(texts(SHANGHAI)).contains(SECRET, PLAIN);
    }

    @Test
    @Order(2)
    void what_the_law_has_kept_stays_until_its_period_is_over() {
        at(SHANGHAI)
                .act(
                        procedure(SHANGHAI, Booking.class),
                        Id.<Booking>of(booking),
                        "refuse",
                        new BookingWhyForm(WHY),
                        nodes.actor("shence.manager"),
                        -1,
                        null)
                .orThrow();
        nodes.settle();
        for (Province node : List.of(SHANGHAI, ANHUI)) {
            assertThat(where(node, WHY))
                    .as("what Shanghai told, and what Anhui told again about the order")
                    .containsExactlyInAnyOrder("lane.attachment", "federation.attachment");
        }
        Refusal why = refused(askForTheMessage(), ErasingReason.MUST_BE_KEPT);
        assertThat(why.values().get("until")).asString().startsWith("2029-");
        assertThat(why.rule()).isNotNull();
        assertThat(why.rule().topic()).isEqualTo("threshold.retention.booking");
        assertThat(texts(SHANGHAI)).contains(SECRET, PLAIN);
        nodes.forward(Duration.ofDays(3 * 366));
        nodes.settle();
    }

    @Test
    @Order(3)
    void only_the_security_administration_of_the_facts_home_asks() {
        for (String who : List.of("sh.system", "sh.audit", "sh.officer", "shence.manager")) {
            refused(ask(ErasureScope.MESSAGE, "310000/" + index, who), ProcedureReason.FORBIDDEN);
        }
        assertThat(
                        refused(
                                        ask(ErasureScope.MESSAGE, "340000/1", "sh.security"),
                                        ErasingReason.NOT_OURS)
                                .values()
                                .get("province"))
                .hasToString("ANHUI");
        refused(
                ask(ErasureScope.PERSON, "person-nobody", "sh.security"),
                ErasingReason.NOTHING_FOUND);
        assertThat(texts(SHANGHAI)).contains(SECRET, PLAIN);
    }

    @Test
    @Order(4)
    void nobody_erases_alone_or_without_having_read_the_request() {
        erasure = askForTheMessage().orThrow().id();
        assertThat(erasure().texts())
                .as("what was told about both sides' cases")
                .extracting(Erasure.Text::subject)
                .containsExactlyInAnyOrder(booking, order);
        refused(approve(REQUEST, "sh.security"), ErasingReason.SAME_PERSON);
        refused(approve("个保〔2029〕8号", "sh.security2"), ErasingReason.OTHER_REQUEST);
        refused(approve(REQUEST, "sh.audit"), ProcedureReason.FORBIDDEN);
        assertThat(erasure().state()).isEqualTo(ErasureState.REQUESTED);
        assertThat(texts(SHANGHAI)).contains(SECRET);
    }

    @Test
    @Order(5)
    void a_province_that_is_away_is_shown_as_not_having_followed() throws Exception {
        Trees trees = nodes.at(SHANGHAI).getBean(Trees.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> trees.receipt(SHANGHAI, index).isPresent());
        receipt = trees.receipt(SHANGHAI, index).orElseThrow();
        nodes.cut(ANHUI, SHANGHAI, true);
        approve(REQUEST, "sh.security2").orThrow();
        assertThat(texts(SHANGHAI)).contains(PLAIN).doesNotContain(SECRET);
        assertThat(erasure().state()).isEqualTo(ErasureState.ERASED);
        assertThat(erasure().open()).containsExactly(ANHUI);
        assertThat(page(SHANGHAI, "/cases/booking/" + booking, "shence.manager"))
                .contains("已依法删除")
                .contains(PLAIN)
                .doesNotContain(SECRET);
        assertThat(page(SHANGHAI, "/cases/erasure/" + erasure, "sh.audit"))
                .contains("尚未确认")
                .contains("310000/" + index);
        assertThat(theFirmsPage()).contains(SECRET);
    }

    @Test
    @Order(6)
    void when_it_returns_it_erases_its_copies_and_says_so() throws Exception {
        nodes.cut(ANHUI, SHANGHAI, false);
        nodes.settle();
        assertThat(texts(ANHUI)).contains(PLAIN).doesNotContain(SECRET);
        assertThat(where(SHANGHAI, SECRET)).isEmpty();
        assertThat(where(ANHUI, SECRET)).isEmpty();
        assertThat(theFirmsPage()).contains("已依法删除").contains(PLAIN).doesNotContain(SECRET);
        assertThat(erasure().state()).isEqualTo(ErasureState.CONFIRMED);
        assertThat(erasure().followed())
                .extracting(Erasure.Followed::province)
                .containsExactly(ANHUI);
        assertThat(page(SHANGHAI, "/cases/erasure/" + erasure, "sh.audit")).doesNotContain("尚未确认");
    }

    @Test
    @Order(7)
    void a_receipt_of_before_verifies_and_one_of_after_has_the_same_fact() {
        assertThat(
                        Receipts.check(receipt.getBytes(StandardCharsets.UTF_8), TrustedKeys.NONE)
                                .valid())
                .isTrue();
        String after =
                nodes.at(SHANGHAI).getBean(Trees.class).receipt(SHANGHAI, index).orElseThrow();
        assertThat(Receipts.check(after.getBytes(StandardCharsets.UTF_8), TrustedKeys.NONE).valid())
                .isTrue();
        assertThat(entry(after)).isEqualTo(entry(receipt)).contains("salted");
    }

    private static String entry(String ofReceipt) {
        return org.deltacommons.foundation.lane.Json.parse(ofReceipt).path("entry").asString();
    }

    @Test
    @Order(8)
    void what_is_erased_is_not_erased_again() {
        Refusal why = refused(askForTheMessage(), ErasingReason.ERASED_ALREADY);
        assertThat(why.values()).containsKey("at");
    }

    private record Ruled(String rule) {}

    private static int keptByAnhui() {
        return erasure().followed().stream()
                .filter(one -> one.province() == ANHUI)
                .mapToInt(Erasure.Followed::kept)
                .sum();
    }

    /// Anhui keeps its orders for two years more than Shanghai its bookings.
    private static void anhuiKeepsLonger() {
        Rule rule =
                RuleBinder.rule(
                        "threshold.retention.order",
                        "340000",
                        new ThresholdRule(60, ThresholdUnit.MONTHS));
        nodes.at(ANHUI)
                .getBean(Lane.class)
                .submit(
                        Command.of(ANHUI, Actor.system(ANHUI), "test.rule", Map.of(), Ruled.class),
                        rows -> {
                            rows.find(Rule.class, rule.id());
                            return Outcome.done(
                                    Unit.of(new Ruled(rule.id().value()), new Put(rule)));
                        })
                .orThrow();
    }

    @Test
    @Order(9)
    void all_that_somebody_wrote_is_found_by_the_person() throws Exception {
        anhuiKeepsLonger();
        erasure = ask(ErasureScope.PERSON, "person-shence.manager", "sh.security").orThrow().id();
        approve(REQUEST, "sh.security2").orThrow();
        nodes.settle();
        assertThat(where(SHANGHAI, PLAIN)).isEmpty();
        assertThat(where(SHANGHAI, WHY))
                .as("what Anhui's feed says goes by Anhui's word only")
                .containsExactly("federation.attachment");
        assertThat(theFirmsPage()).doesNotContain(PLAIN);
        assertThat(where(ANHUI, WHY))
                .as("why its order ended is kept for Anhui's own period")
                .containsExactlyInAnyOrder("lane.attachment");
        assertThat(erasure().state()).isEqualTo(ErasureState.KEPT);
        assertThat(keptByAnhui()).isEqualTo(1);
        assertThat(page(SHANGHAI, "/cases/erasure/" + erasure, "sh.audit")).contains("期满自动删除");
    }

    @Test
    @Order(10)
    void what_was_kept_for_its_period_goes_by_itself_when_that_is_over() throws Exception {
        LaterErasing later = nodes.at(ANHUI).getBean(LaterErasing.class);
        assertThat(later.look()).isZero();
        assertThat(where(ANHUI, WHY)).isNotEmpty();
        nodes.forward(Duration.ofDays(2 * 366));
        nodes.settle();
        assertThat(later.look()).isEqualTo(1);
        nodes.settle();
        assertThat(where(ANHUI, WHY)).isEmpty();
        assertThat(where(SHANGHAI, WHY)).isEmpty();
        assertThat(theFirmsPage()).contains("已依法删除").doesNotContain(WHY);
        assertThat(keptByAnhui()).isZero();
        assertThat(erasure().state()).isEqualTo(ErasureState.CONFIRMED);
        assertThat(later.look()).isZero();
    }

    @Test
    @Order(11)
    void a_copy_that_begins_from_nothing_comes_to_the_same() throws Exception {
        String before = said(theFirmsPage());
        assertThat(before).contains("已依法删除");
        Environment settings = nodes.at(ANHUI).getEnvironment();
        nodes.restart(
                ANHUI,
                () ->
                        forget(
                                settings.getRequiredProperty("delta.database.url"),
                                settings.getRequiredProperty("delta.database.owner.user"),
                                settings.getRequiredProperty("delta.database.owner.password")));
        nodes.settle();
        assertThat(where(ANHUI, SECRET)).isEmpty();
        assertThat(said(theFirmsPage())).isEqualTo(before);
    }

    /// All that the node was told, as its owner may.
    private static void forget(String url, String user, String password) {
        JdbcClient.create(new DriverManagerDataSource(url, user, password))
                .sql(
                        """
                        TRUNCATE federation.received, federation.attachment,
                                 federation.replica_cursor
                        """)
                .update();
    }

    /// What a page shows of the messages.
    private static String said(String page) {
        int from = page.indexOf("id=\"messages\"");
        return page.substring(from, page.indexOf("<form", from));
    }
}

package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.deltacommons.Nodes;
import org.deltacommons.Signed;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingNoteForm;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.bookings.SignForm;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.audit.RecordedLine;
import org.deltacommons.foundation.documents.Documents;
import org.deltacommons.foundation.federation.NamedDocument;
import org.deltacommons.foundation.federation.PeerFeed;
import org.deltacommons.foundation.federation.Trees;
import org.deltacommons.foundation.federation.proof.Receipts;
import org.deltacommons.foundation.federation.proof.TrustedKeys;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.web.FileSink;
import org.deltacommons.foundation.web.Upload;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.core.ResolvableType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/// What crosses beside the facts between two provinces, each province at a node and on a database
/// of its own: a contract's scans and what people write, to those whom the case concerns and to
/// nobody else.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BesideTheFactsTest {

    private static final Province SHANGHAI = Province.SHANGHAI;
    private static final Province ANHUI = Province.ANHUI;

    /// More than goes over the wire at once.
    private static final int LONG = (9 << 20) + 17;

    private static Nodes nodes;
    private static String order = "";
    private static String booking = "";
    private static FileSink.Kept scan;
    private static FileSink.Kept sealed;
    private static byte[] scanned = {};

    @BeforeAll
    static void a_contract_signed_by_both_sides() {
        nodes = Nodes.four("documents");
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
        scanned = pdf(LONG);
        scan = keep(SHANGHAI, "合同扫描件.pdf", scanned, "shenpu.signatory");
        act(SHANGHAI, Booking.class, booking, "accept", new BookingNoteForm(""), "shence.manager");
        LocalDate day = LocalDate.of(2026, 3, 5);
        act(
                SHANGHAI,
                Booking.class,
                booking,
                "sign",
                new SignForm("SC-2026-0101", null, day, attachment(scan)),
                "shenpu.signatory");
        sealed = keep(ANHUI, "双方盖章.pdf", pdf(1_000), "jiangpan.signatory");
        act(
                ANHUI,
                org.deltacommons.commons.vouchers.Order.class,
                order,
                "countersign",
                new VoucherForms.Countersign(day, attachment(sealed)),
                "jiangpan.signatory");
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

    private static <C extends Case> void act(
            Province home, Class<C> type, String id, String action, Record form, String who) {
        at(home).act(procedure(home, type), Id.<C>of(id), action, form, nodes.actor(who), -1, null)
                .orThrow();
        nodes.settle();
    }

    private static String instrument() {
        return nodes.at(ANHUI)
                .getBean(Records.class)
                .list(
                        Resource.class,
                        "t.inner_id = :inner",
                        "t.id",
                        java.util.Map.of("inner", "SC-SEM-001"),
                        1)
                .getFirst()
                .id()
                .value();
    }

    private static byte[] pdf(int size) {
        byte[] bytes = new byte[size];
        new Random(7L + size).nextBytes(bytes);
        byte[] head = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    private static FileSink.Kept keep(Province home, String name, byte[] bytes, String who) {
        return nodes.at(home)
                .getBean(Documents.class)
                .keep(
                        new Upload(name, "", bytes.length, () -> new ByteArrayInputStream(bytes)),
                        nodes.actor(who));
    }

    private static Attachment attachment(FileSink.Kept kept) {
        return new Attachment("scan", kept.hash(), kept.name(), kept.type(), kept.bytes());
    }

    private static MockMvc web(Province node) {
        return MockMvcBuilders.webAppContextSetup((WebApplicationContext) nodes.at(node))
                .apply(springSecurity())
                .build();
    }

    private static MockHttpServletResponse opened(
            Province node, String hash, String context, String who) throws Exception {
        return web(node)
                .perform(
                        get("/api/v1/documents/" + hash)
                                .param("case", context)
                                .locale(Locale.SIMPLIFIED_CHINESE)
                                .with(Signed.as(nodes.actor(who))))
                .andReturn()
                .getResponse();
    }

    private static boolean isKept(Province node, String hash) {
        return nodes.at(node).getBean(Documents.class).find(hash).isPresent();
    }

    private static List<RecordedLine> lines(Province node, AuditKind kind, String hash) {
        return nodes.at(node)
                .getBean(Audit.class)
                .find(
                        AuditQuery.of(Set.of(node)).kind(kind).about("documents/" + hash),
                        Long.MAX_VALUE,
                        100);
    }

    /// The fact of Shanghai by which Anhui learned of the scan.
    private static RecordedFact signed() {
        return nodes.crossed(ANHUI, SHANGHAI).stream()
                .filter(fact -> fact.kind().equals("bookings.ContractSigned"))
                .findFirst()
                .orElseThrow();
    }

    private static String code(MockHttpServletResponse refused) throws Exception {
        return org.deltacommons.foundation.lane.Json.parse(refused.getContentAsString())
                .path("code")
                .asString();
    }

    @Test
    @Order(1)
    void while_the_province_that_keeps_it_is_away_the_reader_is_told_so() throws Exception {
        nodes.cut(ANHUI, SHANGHAI, true);
        MockHttpServletResponse away =
                opened(ANHUI, scan.hash(), "order/" + order, "jiangpan.engineer");
        assertThat(away.getStatus()).isEqualTo(503);
        assertThat(code(away)).isEqualTo("documents.AWAY");
        assertThat(away.getContentAsString(StandardCharsets.UTF_8))
                .contains("上海")
                .contains("合同扫描件.pdf");
        assertThat(isKept(ANHUI, scan.hash())).isFalse();
        nodes.cut(ANHUI, SHANGHAI, false);
    }

    @Test
    @Order(2)
    void what_was_changed_under_way_is_not_taken() throws Exception {
        nodes.spoil(ANHUI, SHANGHAI, true);
        MockHttpServletResponse altered =
                opened(ANHUI, scan.hash(), "order/" + order, "jiangpan.engineer");
        assertThat(altered.getStatus()).isEqualTo(409);
        assertThat(code(altered)).isEqualTo("documents.ALTERED");
        assertThat(isKept(ANHUI, scan.hash())).isFalse();
        nodes.spoil(ANHUI, SHANGHAI, false);
    }

    @Test
    @Order(3)
    void whom_the_case_does_not_concern_makes_nothing_cross() throws Exception {
        int told = lines(SHANGHAI, AuditKind.EXPORT, scan.hash()).size();
        assertThat(opened(ANHUI, scan.hash(), "order/" + order, "hefei.officer").getStatus())
                .isEqualTo(404);
        assertThat(opened(ANHUI, scan.hash(), "", "jiangpan.engineer").getStatus()).isEqualTo(404);
        assertThat(isKept(ANHUI, scan.hash())).isFalse();
        assertThat(lines(SHANGHAI, AuditKind.EXPORT, scan.hash())).hasSize(told);
    }

    @Test
    @Order(4)
    void the_firm_opens_the_providers_scan_at_its_own_node_byte_for_byte() throws Exception {
        MockHttpServletResponse there =
                opened(ANHUI, scan.hash(), "order/" + order, "jiangpan.engineer");
        assertThat(there.getStatus()).isEqualTo(200);
        assertThat(there.getContentAsByteArray()).isEqualTo(scanned);
        assertThat(there.getContentType()).isEqualTo("application/pdf");
        assertThat(lines(ANHUI, AuditKind.EXPORT, scan.hash())).hasSize(1);
        assertThat(lines(SHANGHAI, AuditKind.EXPORT, scan.hash()))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.line().details()).containsEntry("node", "340000");
                    assertThat(line.line().details())
                            .containsEntry("fact", "310000/" + signed().index());
                });
    }

    @Test
    @Order(5)
    void the_manager_opens_the_firms_scan_in_shanghai() throws Exception {
        MockHttpServletResponse there =
                opened(SHANGHAI, sealed.hash(), "booking/" + booking, "shence.manager");
        assertThat(there.getStatus()).isEqualTo(200);
        assertThat(there.getContentAsByteArray()).isEqualTo(pdf(1_000));
    }

    @Test
    @Order(6)
    void once_opened_it_stays_though_the_other_province_is_away_and_weeks_pass() throws Exception {
        nodes.cut(ANHUI, SHANGHAI, true);
        nodes.forward(Duration.ofDays(10));
        assertThat(nodes.at(ANHUI).getBean(Documents.class).sweep()).isZero();
        assertThat(
                        opened(ANHUI, scan.hash(), "order/" + order, "jiangpan.engineer")
                                .getContentAsByteArray())
                .isEqualTo(scanned);
        nodes.cut(ANHUI, SHANGHAI, false);
    }

    @Test
    @Order(7)
    void a_province_that_the_fact_is_not_for_is_told_nothing_and_it_is_noted() {
        RecordedFact fact = signed();
        assertThat(NamedDocument.in(fact.body()))
                .extracting(NamedDocument::hash)
                .containsExactly(scan.hash());
        PeerFeed wire = nodes.wired(Province.JIANGSU, SHANGHAI);
        for (long index : new long[] {fact.index(), fact.index() + 1, 1, 0, 1_000_000}) {
            assertThat(wire.document(SHANGHAI, index, scan.hash(), 0))
                    .as("by fact %d", index)
                    .isEqualTo(new PeerFeed.NotThere());
        }
        assertThat(lines(SHANGHAI, AuditKind.REFUSED, scan.hash()))
                .hasSize(5)
                .allSatisfy(
                        line -> assertThat(line.line().details()).containsEntry("node", "320000"));
        // Even who is told the fact gets what it names and nothing else.
        assertThat(nodes.wired(ANHUI, SHANGHAI).document(SHANGHAI, fact.index(), sealed.hash(), 0))
                .isEqualTo(new PeerFeed.NotThere());
    }

    private static String page(Province node, String address, String who) throws Exception {
        return web(node)
                .perform(get(address).with(Signed.as(nodes.actor(who))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static void say(String words) throws Exception {
        int status =
                web(SHANGHAI)
                        .perform(
                                post("/cases/booking/" + booking + "/messages")
                                        .param("text", words)
                                        .with(csrf())
                                        .with(Signed.as(nodes.actor("shence.manager"))))
                        .andReturn()
                        .getResponse()
                        .getStatus();
        assertThat(status).isLessThan(400);
    }

    private static List<String> column(Province node, String sql) {
        return nodes.at(node).getBean(JdbcClient.class).sql(sql).query(String.class).list();
    }

    @Test
    @Order(8)
    void what_people_write_crosses_beside_the_fact_and_is_in_nothing_that_was_signed()
            throws Exception {
        String words = "取样请找王芳，13800000000";
        say(words);
        nodes.settle();
        assertThat(page(SHANGHAI, "/cases/booking/" + booking, "shence.manager")).contains(words);
        assertThat(page(ANHUI, "/cases/order/" + order, "jiangpan.engineer")).contains(words);
        assertThat(column(SHANGHAI, "SELECT text FROM lane.attachment"))
                .as("what was said, and what the scan is called")
                .contains(words, "合同扫描件.pdf");
        assertThat(column(ANHUI, "SELECT text FROM federation.attachment"))
                .contains(words, "合同扫描件.pdf");
        assertThat(column(SHANGHAI, "SELECT body::text FROM lane.fact"))
                .noneMatch(body -> body.contains("王芳") || body.contains("合同扫描件"));
        assertThat(column(ANHUI, "SELECT entry FROM federation.received"))
                .noneMatch(entry -> entry.contains("王芳") || entry.contains("合同扫描件"));
        for (Province bystander : List.of(Province.JIANGSU, Province.ZHEJIANG)) {
            assertThat(column(bystander, "SELECT text FROM federation.attachment"))
                    .doesNotContain(words, "合同扫描件.pdf");
        }
    }

    private static List<String> stopped() {
        return column(ANHUI, "SELECT why FROM federation.stopped WHERE mended IS NULL");
    }

    @Test
    @Order(9)
    void a_text_that_was_changed_under_way_is_refused_and_comes_again_as_it_was() throws Exception {
        nodes.spoil(ANHUI, SHANGHAI, true);
        say("请带第二批样品");
        await().atMost(Duration.ofSeconds(60)).until(() -> !stopped().isEmpty());
        assertThat(page(ANHUI, "/cases/order/" + order, "jiangpan.engineer"))
                .doesNotContain("第二批样品");
        nodes.spoil(ANHUI, SHANGHAI, false);
        nodes.settle();
        await().atMost(Duration.ofSeconds(60)).until(() -> stopped().isEmpty());
        assertThat(page(ANHUI, "/cases/order/" + order, "jiangpan.engineer"))
                .contains("请带第二批样品")
                .doesNotContain("请带第二批样品?");
    }

    @Test
    @Order(10)
    void a_receipt_of_a_message_proves_it_without_what_was_written() throws Exception {
        long index =
                Long.parseLong(
                        column(
                                        SHANGHAI,
                                        "SELECT min(index)::text FROM lane.attachment"
                                                + " WHERE text LIKE '取样%'")
                                .getFirst());
        Trees trees = nodes.at(SHANGHAI).getBean(Trees.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> trees.receipt(SHANGHAI, index).isPresent());
        String receipt = trees.receipt(SHANGHAI, index).orElseThrow();
        assertThat(receipt).contains("salted").doesNotContain("王芳");
        assertThat(
                        Receipts.check(receipt.getBytes(StandardCharsets.UTF_8), TrustedKeys.NONE)
                                .valid())
                .isTrue();
    }
}

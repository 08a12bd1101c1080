package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.response.SecurityMockMvcResultMatchers.authenticated;
import static org.springframework.security.test.web.servlet.response.SecurityMockMvcResultMatchers.unauthenticated;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.deltacommons.Nodes;
import org.deltacommons.Theatre;
import org.deltacommons.commons.bookings.BookingNoteForm;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.enterprises.EnterprisesReason;
import org.deltacommons.commons.enterprises.Relation;
import org.deltacommons.commons.enterprises.RelationsOf;
import org.deltacommons.commons.enterprises.Relocation;
import org.deltacommons.commons.enterprises.RelocationForms;
import org.deltacommons.commons.enterprises.RelocationState;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.foundation.federation.moving.HomeMove;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.identity.accounts.Accounts;
import org.deltacommons.foundation.identity.accounts.Memberships;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/// The main job again, with each province at a node of its own; between the contract and the first
/// hour at the microscope the firm moves from Anhui to Jiangsu. What ran is told by the contract's
/// own tests: Ma'anshan goes on and pays.
class FourNodesMovingTest extends MainJobContract {

    private static final Desk<Relocation> LEAVING = new Desk<>(ANHUI, Relocation.class);
    private static final Desk<Relocation> ARRIVING = new Desk<>(JIANGSU, Relocation.class);
    private static final Desk<Voucher> VOUCHERS_THERE = new Desk<>(JIANGSU, Voucher.class);
    private static final String REGISTER = "国家企业信用信息公示系统（示例）";

    /// Keys and packages of an earlier run are none of this one.
    @TempDir private static Path folder;

    private static Nodes nodes;
    private String signatory = "";
    private String ownOrder = "";
    private List<RecordedFact> toZhejiang = List.of();

    @BeforeAll
    static void start() {
        nodes =
                Nodes.of(
                        "moving",
                        List.of(Province.values()),
                        home ->
                                Map.of(
                                        "delta.data",
                                        folder.resolve(home.code()).toString(),
                                        "delta.public-url",
                                        "https://" + home.code() + ".example"));
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Override
    Theatre theatre() {
        return nodes;
    }

    private static Actor there(String person) {
        return nodes.at(JIANGSU).getBean(People.class).actor(person).orElseThrow();
    }

    /// An account at Jiangsu's node, made by whoever keeps accounts there.
    private String registered(String username) {
        return nodes.at(JIANGSU)
                .getBean(Accounts.class)
                .register(
                        nodes.actor("js.system"),
                        new Accounts.NewPerson(JIANGSU, username, "示例·" + username, null, null),
                        null)
                .orThrow()
                .person();
    }

    @Test
    @Order(61)
    void hours_that_the_firm_pays_for_itself_wait_for_shanghai() {
        ownOrder = selfFunded();
        theatre().settle();
        assertThat(stateOf(ownOrder)).isEqualTo(OrderState.RESERVED);
    }

    @Test
    @Order(65)
    void the_firm_moves_to_jiangsu_while_its_order_runs() {
        String move =
                open(
                                LEAVING,
                                "ask",
                                new RelocationForms.Relocate(
                                        FIRM,
                                        new DivisionCode("320509"),
                                        LocalDate.of(2026, 3, 5),
                                        paper("licence")),
                                "jiangpan.signatory",
                                null)
                        .orThrow()
                        .id();
        theatre().settle();
        String arriving = move + "-in";
        // Its people are nobody in Jiangsu, and none of their accounts follows.
        assertThat(nodes.at(JIANGSU).getBean(People.class).actor("person-jiangpan.signatory"))
                .isEmpty();
        refused(
                act(
                        ARRIVING,
                        arriving,
                        "receive",
                        new RelocationForms.Receive(REGISTER, "jiangpan.signatory"),
                        "wujiang.officer"),
                IdentityReason.NOBODY);
        assertThat(state(JIANGSU, arriving)).isEqualTo(RelocationState.TO_EXAMINE);
        signatory = registered("gu.nanqiao");
        done(
                ARRIVING,
                arriving,
                "receive",
                new RelocationForms.Receive(REGISTER, "Gu.Nanqiao"),
                "wujiang.officer");
        assertThat(state(JIANGSU, arriving)).isEqualTo(RelocationState.MOVED);
        assertThat(state(ANHUI, move)).isEqualTo(RelocationState.MOVED);
        assertThat(there(signatory).may(Role.SIGNATORY, FIRM)).isTrue();
        refused(
                open(
                        LEAVING,
                        "ask",
                        new RelocationForms.Relocate(
                                FIRM,
                                new DivisionCode("330100"),
                                LocalDate.of(2026, 3, 5),
                                paper("licence")),
                        "jiangpan.signatory",
                        null),
                EnterprisesReason.NOT_FOUND);
    }

    private RelocationState state(Province node, String id) {
        return records(node).find(Relocation.class, Id.<Relocation>of(id)).orElseThrow().state();
    }

    /// The whole of Anhui is given by its node to that of Zhejiang, which goes on with what runs:
    /// hours that are not yet worked, a hold of the voucher, and what Shanghai said meanwhile.
    @Test
    @Order(66)
    void then_the_home_itself_moves_to_zhejiangs_node_with_all_that_runs() throws Exception {
        nodes.settle();
        HomeMove move =
                new HomeMove(
                        nodes,
                        folder,
                        ANHUI,
                        ZHEJIANG,
                        "https://%s.example".formatted(ZHEJIANG.code()));
        move.offered("zj.system");
        move.given("ah.system", "ah.security");
        move.theFormerNodeRefuses();
        // Shanghai goes on while nobody is Anhui; its word is for whoever will be.
        String booking = java.util.Objects.requireNonNull(own().reservation()).booking();
        done(BOOKINGS, booking, "accept", new BookingNoteForm("可安排"), "shence.manager");
        assertThat(own().state()).isEqualTo(OrderState.RESERVED);
        move.packed();
        move.refusesWhatWasChanged("zj.system");
        move.taken("zj.system", "zj.security");
        Map<String, Long> before = move.counted(nodes.at(ANHUI));
        toZhejiang = nodes.crossed(ZHEJIANG, ANHUI);
        nodes.moved(ANHUI, ZHEJIANG);
        nodes.settle();
        move.isAllThere(before);
        assertThat(own().state()).isEqualTo(OrderState.ACCEPTED);
        move.goesOn(List.of(SHANGHAI, JIANGSU));
        booksBalance();
    }

    private org.deltacommons.commons.vouchers.Order own() {
        return records(ANHUI)
                .find(
                        org.deltacommons.commons.vouchers.Order.class,
                        Id.<org.deltacommons.commons.vouchers.Order>of(ownOrder))
                .orElseThrow();
    }

    @Test
    @Order(130)
    void maanshan_paid_what_ran_and_no_other_provinces_book_knows_of_it() {
        assertThat(claim().issuer()).isEqualTo(new DivisionCode("340500"));
        assertThat(claim().state()).isEqualTo(ClaimState.PAID);
        for (Province other : List.of(JIANGSU, SHANGHAI)) {
            Ledger books = nodes.at(other).getBean(Ledger.class);
            assertThat(books.balances("voucher/" + voucherId)).as(other + "").isEmpty();
            assertThat(books.balances("ceiling/340500/" + FIRM + "/2026")).as(other + "").isEmpty();
        }
    }

    @Test
    @Order(131)
    void its_ties_are_known_in_jiangsu_without_names_and_nowhere_else() {
        RelationsOf at = records(ANHUI).find(RelationsOf.class, Id.of(FIRM)).orElseThrow();
        RelationsOf told = records(JIANGSU).find(RelationsOf.class, Id.of(FIRM)).orElseThrow();
        assertThat(told.relations())
                .isNotEmpty()
                .extracting(Relation::other)
                .containsExactlyElementsOf(at.relations().stream().map(Relation::other).toList());
        assertThat(told.relations())
                .filteredOn(Relation::isWithPerson)
                .allMatch(tie -> tie.otherName().endsWith("*"));
        // Zhejiang's node has Anhui's records by now; what crossed to it before had none of them.
        assertThat(records(SHANGHAI).find(RelationsOf.class, Id.of(FIRM))).isEmpty();
        for (List<RecordedFact> crossed : List.of(nodes.crossed(SHANGHAI, ANHUI), toZhejiang)) {
            assertThat(crossed)
                    .isNotEmpty()
                    .filteredOn(fact -> fact.subject().equals(FIRM))
                    .extracting(RecordedFact::kind)
                    .doesNotContain("enterprises.RelationsStated");
        }
    }

    @Test
    @Order(132)
    void its_signatory_signs_in_at_jiangsus_node_and_with_the_old_account_only_at_anhuis()
            throws Exception {
        Accounts accounts = nodes.at(JIANGSU).getBean(Accounts.class);
        accounts.issuePassword(nodes.actor("js.system"), Id.of(signatory), "once-by-moonlight-7291")
                .orThrow();
        assertThat(signIn(JIANGSU, "gu.nanqiao")).isTrue();
        assertThat(signIn(ANHUI, "gu.nanqiao")).isFalse();
    }

    private static boolean signIn(Province node, String username) throws Exception {
        MockMvc web =
                MockMvcBuilders.webAppContextSetup((WebApplicationContext) nodes.at(node))
                        .apply(springSecurity())
                        .build();
        var result =
                web.perform(
                        formLogin("/sign-in").user(username).password("once-by-moonlight-7291"));
        try {
            result.andExpect(authenticated());
            return true;
        } catch (AssertionError nobody) {
            result.andExpect(unauthenticated());
            return false;
        }
    }

    @Test
    @Order(133)
    void for_anything_new_its_people_act_at_jiangsus_node_with_jiangsus_voucher() {
        String engineer = registered("shen.yihang");
        nodes.at(JIANGSU)
                .getBean(Memberships.class)
                .grant(
                        there(signatory),
                        Id.of(engineer),
                        new Memberships.Wish(Role.FIRM_ENGINEER, FIRM, null, null),
                        null)
                .orThrow();
        String voucher =
                openThere(
                        VOUCHERS_THERE,
                        "apply",
                        new VoucherForms.Apply(
                                FIRM, "wujiang-2026", "试验", Money.yuan(10_000), null),
                        engineer);
        done(
                VOUCHERS_THERE,
                voucher,
                "grant",
                new VoucherForms.Grant(Money.yuan(10_000), "已核实"),
                "wujiang.officer");
        String order =
                openThere(
                        new Desk<>(JIANGSU, org.deltacommons.commons.vouchers.Order.class),
                        "place",
                        new VoucherForms.Place(
                                resource("SC-SEM-001"),
                                FIRM,
                                BookingMode.PACKAGE,
                                null,
                                null,
                                2,
                                Purpose.DEVELOPMENT,
                                "截面",
                                voucher,
                                null,
                                false),
                        engineer);
        theatre().settle();
        org.deltacommons.commons.vouchers.Order placed =
                records(JIANGSU)
                        .find(
                                org.deltacommons.commons.vouchers.Order.class,
                                Id.<org.deltacommons.commons.vouchers.Order>of(order))
                        .orElseThrow();
        assertThat(placed.home()).isEqualTo(JIANGSU);
        assertThat(placed.state()).isEqualTo(OrderState.RESERVED);
        assertThat(ledger(JIANGSU).balances("voucher/" + voucher).orElseThrow().held())
                .isEqualTo(placed.funding().voucherPart())
                .isNotEqualTo(Money.ZERO);
        booksBalance();
    }

    private String openThere(Desk<?> desk, String opening, Record form, String person) {
        Outcome<Procedures.Moved> opened =
                nodes.at(JIANGSU)
                        .getBean(Procedures.class)
                        .open(procedure(desk), opening, form, there(person), null);
        theatre().settle();
        return opened.orThrow().id();
    }
}

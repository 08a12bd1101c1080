package org.deltacommons.foundation.federation.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;

import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.Browser;
import org.deltacommons.Cast2026;
import org.deltacommons.HttpNode;
import org.deltacommons.ServerProcess;
import org.deltacommons.Theatre;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.federation.Residence;
import org.deltacommons.foundation.federation.moving.HomeMove;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.ConfirmNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.EnterNode;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// Anhui moves from its node to that of Zhejiang, over HTTP. Shanghai reads it, and nobody told
/// Shanghai's node of Zhejiang's.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HomeMovesTest {

    private static final List<Province> HOMES = List.of(SHANGHAI, ZHEJIANG, ANHUI);
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Map<Province, Integer> PORTS = new EnumMap<>(Province.class);
    private static final Map<Province, NoteSigner> SIGNERS = new EnumMap<>(Province.class);
    private static final Map<Province, Map<String, String>> SETTINGS =
            new EnumMap<>(Province.class);
    private static final Map<Province, ConfigurableApplicationContext> NODES =
            new EnumMap<>(Province.class);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir private static Path folder;

    private static HomeMove move;
    private static ConfigurableApplicationContext former;

    /// Who hosts which home now.
    private static final Theatre THEATRE =
            new Theatre() {
                @Override
                public ApplicationContext at(Province home) {
                    return NODES.get(home);
                }

                @Override
                public Actor actor(String username) {
                    return NODES.values().stream()
                            .map(node -> node.getBean(People.class).actor("person-" + username))
                            .flatMap(Optional::stream)
                            .findFirst()
                            .orElseThrow();
                }

                @Override
                public void settle() {
                    NODES.values()
                            .forEach(node ->
                                    assertThat(node.getBean(Followers.class).settle(PATIENCE))
                                            .isTrue());
                }

                @Override
                public void forward(Duration more) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void to(Instant instant) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void cut(Province reader, Province origin, boolean dead) {
                    throw new UnsupportedOperationException();
                }
            };

    @BeforeAll
    static void start() {
        for (Province home : HOMES) {
            PORTS.put(home, ServerProcess.freePort());
            SIGNERS.put(
                    home,
                    NoteSigner.generate(Entry.origin(home), Suite.ED25519, new SecureRandom()));
        }
        settle(SHANGHAI, List.of(ANHUI));
        settle(ZHEJIANG, List.of(SHANGHAI, ANHUI));
        settle(ANHUI, List.of(SHANGHAI, ZHEJIANG));
        HOMES.forEach(HomeMovesTest::run);
        move = new HomeMove(THEATRE, folder, ANHUI, ZHEJIANG, address(ZHEJIANG));
    }

    private static void settle(Province home, List<Province> known) {
        Map<String, String> settings =
                HttpNode.settings(
                        "homemoves_" + home.code(),
                        home,
                        folder.resolve(home.code()),
                        folder.resolve("index-" + home.code()),
                        PORTS.get(home));
        settings.put("delta.feeds.key." + home.code(), SIGNERS.get(home).kept());
        settings.put("delta.public-url", address(home));
        SETTINGS.put(home, settings);
        know(home, known);
    }

    private static void know(Province home, List<Province> known) {
        Map<String, String> settings = SETTINGS.get(home);
        settings.keySet().removeIf(name -> name.startsWith("delta.peers"));
        for (int i = 0; i < known.size(); i++) {
            Province other = known.get(i);
            String peer = "delta.peers[" + i + "].";
            settings.put(peer + "homes", other.code());
            settings.put(peer + "address", address(other));
            settings.put(
                    peer + "node-key",
                    NodeKey.of("", folder.resolve(other.code())).publicKey().text());
            settings.put(peer + "keys[0]", SIGNERS.get(other).key().text());
            settings.put(peer + "keys[1]", SIGNERS.get(other).witnessKey().text());
        }
    }

    private static void run(Province home) {
        NODES.put(home, HttpNode.run(SETTINGS.get(home)));
    }

    @AfterAll
    static void stop() {
        NODES.values().forEach(ConfigurableApplicationContext::close);
        if (former != null) {
            former.close();
        }
    }

    private static String address(Province home) {
        return "http://localhost:" + PORTS.get(home);
    }

    private static String get(String url) throws Exception {
        HttpResponse<String> answer =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(url)).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(url).isEqualTo(200);
        return answer.body();
    }

    @FactKind(value = "movestest.Told", reach = FactKind.Reach.CONCERNED)
    record Told(String text) {}

    private static void tell(Province home, Province to, String text) {
        NODES.get(home)
                .getBean(Lane.class)
                .submit(
                        Command.of(home, Actor.system(home), "test.tell", text, Told.class),
                        _ ->
                                Outcome.done(
                                        Unit.of(
                                                new Told(text),
                                                new Fact(
                                                        "grown", Audience.of(to), new Told(text)))))
                .orThrow();
    }

    private static void heard(Province reader, Province origin, String text) {
        Feeds feeds = NODES.get(reader).getBean(Feeds.class);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(feeds.after(origin, 0, 1_000_000))
                                .filteredOn(fact -> fact.kind().equals("movestest.Told"))
                                .filteredOn(fact -> fact.body().toString().contains(text))
                                .hasSize(1));
    }

    /// The new node has read all that Anhui told.
    private static void caughtUp() {
        Feeds there = NODES.get(ANHUI).getBean(Feeds.class);
        Feeds here = NODES.get(ZHEJIANG).getBean(Feeds.class);
        await().atMost(PATIENCE).until(() -> here.newest(ANHUI) == there.newest(ANHUI));
    }

    @Test
    @Order(1)
    void the_former_node_refuses_and_who_does_not_know_the_new_one_is_told_what_to_do()
            throws Exception {
        tell(ANHUI, SHANGHAI, "before it moves");
        tell(SHANGHAI, ANHUI, "before it moves");
        heard(SHANGHAI, ANHUI, "before it moves");
        heard(ANHUI, SHANGHAI, "before it moves");
        caughtUp();
        move.offered("zj.system");
        move.given("ah.system", "ah.security");
        move.theFormerNodeRefuses();
        Records records = NODES.get(SHANGHAI).getBean(Records.class);
        await().atMost(PATIENCE)
                .until(() -> records.find(Residence.class, Residence.idOf(ANHUI)).isPresent());
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    for (String page : List.of("/feeds", "/nodes")) {
                        assertThat(get(address(SHANGHAI) + page + "?lang=en"))
                                .contains("moved to " + address(ZHEJIANG))
                                .contains("enters it");
                    }
                });
        assertThat(get(address(SHANGHAI) + "/feeds/keys"))
                .contains(SIGNERS.get(ANHUI).key().text());
        assertThat(get(address(SHANGHAI) + "/feeds?lang=zh")).contains("已迁往尚未接入的节点");
        // Told while nobody is Anhui, and passed over at the node where it was.
        tell(SHANGHAI, ANHUI, "while it is on its way");
        THEATRE.settle();
        caughtUp();
        move.packed();
        assertThat(get(address(ANHUI) + "/feeds?lang=en")).contains(address(ZHEJIANG));
    }

    private static Browser.Visitor signedIn(
            Browser browser, Province node, String username, int width) {
        Browser.Visitor visitor = browser.at(address(node)).visitor(width, 844, false);
        visitor.open("/sign-in");
        visitor.page().locator("#username").fill(username);
        visitor.page()
                .locator("#password")
                .fill(NODES.get(node).getBean(Cast2026.Stage.class).password(username));
        visitor.page().locator("form[action='/sign-in'] button[type=submit]").click();
        visitor.page().waitForLoadState(LoadState.LOAD);
        return visitor;
    }

    @Test
    @Order(2)
    void the_pages_of_the_move_read_well_at_a_desk_and_on_a_phone_in_both_languages()
            throws Exception {
        caughtUp();
        move.taken("zj.system", "zj.security");
        try (Browser browser = Browser.start()) {
            try (Browser.Visitor desk = signedIn(browser, ANHUI, "ah.system", 1280);
                    Browser.Visitor phone = signedIn(browser, ANHUI, "ah.security", 390)) {
                desk.open(move.givingCase()).check("moving-giving-desk");
                phone.open(move.givingCase() + "?lang=en").check("moving-giving-phone-en");
            }
            try (Browser.Visitor desk = signedIn(browser, ZHEJIANG, "zj.system", 1280);
                    Browser.Visitor phone = signedIn(browser, ZHEJIANG, "zj.security", 390)) {
                desk.open("/open/home-taking/offer").check("moving-offer-desk");
                desk.open(move.takingCase() + "?lang=en").check("moving-taking-desk-en");
                phone.open(move.takingCase()).check("moving-taking-phone");
            }
            browser.at(address(SHANGHAI));
            try (Browser.Visitor desk = browser.visitor(1280, 844, false);
                    Browser.Visitor phone = browser.visitor(390, 844, false)) {
                desk.open("/feeds").check("moving-feeds-desk");
                desk.open("/nodes?lang=en").check("moving-nodes-desk-en");
                phone.open("/feeds?lang=en").check("moving-feeds-phone-en");
                phone.open("/nodes?lang=zh").check("moving-nodes-phone");
            }
        }
    }

    @Test
    @Order(3)
    void the_new_node_starts_with_it_and_has_what_it_had_heard() {
        Map<String, Long> before = move.counted(NODES.get(ANHUI));
        former = NODES.get(ANHUI);
        again(List.of(SHANGHAI), "330000,340000");
        move.isAllThere(before);
        heard(ANHUI, SHANGHAI, "before it moves");
    }

    private static void again(List<Province> known, String homes) {
        NODES.get(ZHEJIANG).close();
        SETTINGS.get(ZHEJIANG).put("delta.homes", homes);
        know(ZHEJIANG, known);
        run(ZHEJIANG);
        NODES.put(ANHUI, NODES.get(ZHEJIANG));
    }

    @SuppressWarnings("unchecked")
    private static Procedure<Admission> admitting() {
        return (Procedure<Admission>)
                NODES.get(SHANGHAI).getBean(Procedures.class).named(Admitting.NAME).orElseThrow();
    }

    @Test
    @Order(4)
    void who_admits_the_new_node_follows_there_without_losing_or_repeating() throws Exception {
        tell(ANHUI, SHANGHAI, "from the new node");
        Procedures procedures = NODES.get(SHANGHAI).getBean(Procedures.class);
        String card = get(address(ZHEJIANG) + "/nodes/card");
        String id =
                procedures
                        .open(
                                admitting(),
                                "enter",
                                new EnterNode(card, true, "agreed by the four"),
                                THEATRE.actor("sh.system"),
                                null)
                        .orThrow()
                        .id();
        procedures
                .act(
                        admitting(),
                        Id.of(id),
                        "confirm",
                        new ConfirmNode(Card.fingerprint(card).substring(10)),
                        THEATRE.actor("sh.security"),
                        -1,
                        null)
                .orThrow();
        heard(SHANGHAI, ANHUI, "before it moves");
        heard(SHANGHAI, ANHUI, "from the new node");
        heard(ANHUI, SHANGHAI, "while it is on its way");
        tell(SHANGHAI, ANHUI, "to the new node");
        heard(ANHUI, SHANGHAI, "to the new node");
        move.goesOn(List.of(SHANGHAI));
        assertThat(get(address(SHANGHAI) + "/feeds?lang=en"))
                .contains("at " + address(ZHEJIANG))
                .doesNotContain("enters it");
        get(address(SHANGHAI) + "/nodes?lang=en");
        // What it signed at either node is proven by what Shanghai publishes, and the former node
        // is looked at still.
        assertThat(get(address(SHANGHAI) + "/feeds/keys"))
                .contains(SIGNERS.get(ANHUI).key().text());
        assertThat(NODES.get(SHANGHAI).getBean(PeerBook.class).peers())
                .anySatisfy(peer -> assertThat(peer.left()).containsExactly(ANHUI));
    }

    @Test
    @Order(5)
    void a_second_start_takes_nothing_again_and_goes_on_by_the_same_key() throws Exception {
        Map<String, Long> before = move.counted(NODES.get(ANHUI));
        again(List.of(SHANGHAI), "330000,340000");
        move.isAllThere(before);
        tell(ANHUI, SHANGHAI, "after the second start");
        heard(SHANGHAI, ANHUI, "after the second start");
        move.goesOn(List.of(SHANGHAI));
    }
}

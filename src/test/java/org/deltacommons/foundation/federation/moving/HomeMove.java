package org.deltacommons.foundation.federation.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.deltacommons.Theatre;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.Trees;
import org.deltacommons.foundation.federation.Witness;
import org.deltacommons.foundation.federation.moving.MovingForms.ConfirmMove;
import org.deltacommons.foundation.federation.moving.MovingForms.GiveHome;
import org.deltacommons.foundation.federation.moving.MovingForms.OfferHome;
import org.deltacommons.foundation.federation.nodes.Offer;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.Receipts;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.federation.proof.TrustedKeys;
import org.deltacommons.foundation.federation.proof.Verdict;
import org.deltacommons.foundation.lane.BeforeLanes;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.web.Shell;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.operations.Runbook;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/// A home moves from its node to another's, step by step, for the stories of those who need it.
public final class HomeMove {

    private static final String PAGE = "moving.md";

    private final Theatre nodes;
    private final Path folder;
    private final Province home;
    private final Province to;
    private final String address;
    private final ApplicationContext from;
    private String taking = "";
    private String giving = "";
    private String receipt = "";
    private long epoch;
    private Path there = Path.of("");

    /// @param nodes a node for each home that it knows
    /// @param folder with the data of each node by its home's code
    /// @param address of the node to which the home moves
    public HomeMove(Theatre nodes, Path folder, Province home, Province to, String address) {
        this.nodes = nodes;
        this.address = address;
        this.folder = folder;
        this.home = home;
        this.to = to;
        this.from = nodes.at(home);
    }

    @SuppressWarnings("unchecked")
    private static <C extends Case> Procedure<C> procedure(ApplicationContext node, String name) {
        return (Procedure<C>) node.getBean(Procedures.class).named(name).orElseThrow();
    }

    private Outcome<Procedures.Moved> open(
            ApplicationContext node, String name, String opening, Record form, String who) {
        return node.getBean(Procedures.class)
                .open(procedure(node, name), opening, form, nodes.actor(who), null);
    }

    private <C extends Case> Outcome<Procedures.Moved> act(
            ApplicationContext node,
            String name,
            String id,
            String action,
            Record form,
            String who) {
        return node.getBean(Procedures.class)
                .act(
                        HomeMove.<C>procedure(node, name),
                        Id.of(id),
                        action,
                        form,
                        nodes.actor(who),
                        -1,
                        null);
    }

    private static String code(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(var why) ? why.code() : "done";
    }

    /// The case at the node that takes.
    public String takingCase() {
        return "/cases/%s/%s".formatted(Accepting.NAME, taking);
    }

    /// The case at the node that gives.
    public String givingCase() {
        return "/cases/%s/%s".formatted(Giving.NAME, giving);
    }

    private HomeTaking taking() {
        return nodes.at(to)
                .getBean(Records.class)
                .find(HomeTaking.class, Id.<HomeTaking>of(taking))
                .orElseThrow();
    }

    public void offered(String system) {
        assertThat(
                        code(
                                open(
                                        nodes.at(to),
                                        Accepting.NAME,
                                        "offer",
                                        new OfferHome(to, "ours"),
                                        system)))
                .isEqualTo("federation.NOT_TO_TAKE");
        taking =
                open(nodes.at(to), Accepting.NAME, "offer", new OfferHome(home, "agreed"), system)
                        .orThrow()
                        .id();
    }

    public void given(String system, String security) {
        receipt = from.getBean(Trees.class).receipt(home, 1).orElseThrow();
        String offer = taking().offer();
        assertThat(code(open(from, Giving.NAME, "give", new GiveHome("offer=", "moves"), system)))
                .isEqualTo("federation.OFFER_UNREADABLE");
        assertThat(
                        code(
                                open(
                                        from,
                                        Giving.NAME,
                                        "give",
                                        new GiveHome(offer.replace("://", ":///"), "moves"),
                                        system)))
                .isEqualTo("federation.OFFER_UNREADABLE");
        giving =
                open(from, Giving.NAME, "give", new GiveHome(offer, "moves"), system)
                        .orThrow()
                        .id();
        assertThat(confirm(giving, "0000 0000", security))
                .isEqualTo("federation.FINGERPRINT_DIFFERS");
        assertThat(confirm(giving, Offer.fingerprint(offer), system)).isNotEqualTo("done");
        assertThat(from.getBean(Shell.class).alarms()).isEmpty();
        assertThat(confirm(giving, Offer.fingerprint(offer), security)).isEqualTo("done");
    }

    private String confirm(String id, String fingerprint, String who) {
        return code(act(from, Giving.NAME, id, "confirm", new ConfirmMove(fingerprint), who));
    }

    /// Nothing is written there any more, and every page says so.
    public void theFormerNodeRefuses() throws Exception {
        long size = from.getBean(Feeds.class).newest(home);
        assertThat(
                        code(
                                open(
                                        from,
                                        Giving.NAME,
                                        "give",
                                        new GiveHome(taking().offer(), "again"),
                                        "ah.system")))
                .isEqualTo("lane.ENDED");
        assertThat(from.getBean(Feeds.class).newest(home)).isEqualTo(size);
        assertThat(from.getBean(Shell.class).alarms())
                .anySatisfy(alarm -> {
                    assertThat(alarm.key()).isEqualTo("alarm.federation.HOME_MOVED");
                    assertThat(alarm.values().get("address")).isEqualTo(address);
                });
        assertThat(page("/?lang=en")).contains(address);
        epoch = epoch(from);
    }

    private String page(String address) throws Exception {
        return MockMvcBuilders.webAppContextSetup((WebApplicationContext) from)
                .apply(springSecurity())
                .build()
                .perform(get(address))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private long epoch(ApplicationContext node) {
        return node.getBean(JdbcClient.class)
                .sql("SELECT epoch FROM lane.head WHERE home = ?")
                .params(home.code())
                .query(Long.class)
                .single();
    }

    /// The package is written by itself once the end is signed, and goes to the other node.
    public void packed() throws Exception {
        nodes.settle();
        String name =
                "%s-%d.package".formatted(home.code(), from.getBean(Feeds.class).newest(home));
        Path file = folder.resolve(home.code()).resolve("moves").resolve(name);
        await().until(() -> Files.exists(file));
        // Written anew when the node has read on, and for nobody who is not there any more.
        Files.delete(file);
        await().until(() -> Files.exists(file));
        there = folder.resolve(to.code()).resolve("moves").resolve(name);
        assertThat(triedBy("zj.system")).isEqualTo("federation.PACKAGE_MISSING");
        carried(file);
        assertThat(triedBy("zj.system")).isEqualTo("federation.PACKAGE_MISSING");
        carried(file.resolveSibling(home.code() + ".key"));
        assertThat(Runbook.run(PAGE, "fingerprint", Map.of("PACKAGE", there.toString())).strip())
                .isEqualTo(Fingerprint.of(Taking.digest(file)));
    }

    private String triedBy(String system) {
        return code(act(nodes.at(to), Accepting.NAME, taking, "try", new NoForm(), system));
    }

    private void carried(Path file) {
        Runbook.run(
                PAGE,
                "carry",
                Map.of("CAME", file.toString(), "DATA", folder.resolve(to.code()).toString()));
    }

    /// A package that is not whole, or for which the key is another's, is not taken, nor any of it.
    public void refusesWhatWasChanged(String system) throws Exception {
        Map<String, Long> before = counted(nodes.at(to));
        Path key = folder.resolve(to.code()).resolve(Path.of("moves", home.code() + ".key"));
        String right = Files.readString(key);
        Files.writeString(key, right.substring(1, 40) + right.charAt(0) + right.substring(40));
        assertThat(triedBy(system)).isEqualTo("federation.PACKAGE_BROKEN");
        Files.writeString(key, right);
        byte[] whole = Files.readAllBytes(there);
        for (int at : new int[] {5, 60, whole.length / 2, whole.length - 1}) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(there, changed);
            assertThat(triedBy(system)).as("byte %d", at).isEqualTo("federation.PACKAGE_BROKEN");
        }
        for (int length : new int[] {0, 40, whole.length / 2, whole.length - 1}) {
            Files.write(there, java.util.Arrays.copyOf(whole, length));
            assertThat(triedBy(system))
                    .as("%d bytes", length)
                    .isEqualTo("federation.PACKAGE_BROKEN");
        }
        Files.write(there, java.util.Arrays.copyOf(whole, whole.length + 1));
        assertThat(triedBy(system)).isEqualTo("federation.PACKAGE_BROKEN");
        Files.write(there, whole);
        assertThat(counted(nodes.at(to))).isEqualTo(before);
    }

    public void taken(String system, String security) {
        Map<String, Long> before = counted(nodes.at(to));
        assertThat(triedBy(system)).isEqualTo("done");
        assertThat(counted(nodes.at(to))).isEqualTo(before);
        HomeTaking tried = taking();
        assertThat(tried.size()).isEqualTo(from.getBean(Feeds.class).newest(home));
        assertThat(tried.found()).anyMatch(line -> line.startsWith("ledger.posted-fen"));
        assertThat(agree("1111 1111", security)).isEqualTo("federation.FINGERPRINT_DIFFERS");
        assertThat(agree(Fingerprint.of(String.valueOf(tried.digest())), security))
                .isEqualTo("done");
    }

    private String agree(String fingerprint, String who) {
        return code(
                act(
                        nodes.at(to),
                        Accepting.NAME,
                        taking,
                        "agree",
                        new ConfirmMove(fingerprint),
                        who));
    }

    /// How many rows of the home a node has, in each table that goes with a home.
    public Map<String, Long> counted(ApplicationContext node) {
        Map<String, Long> counted = new TreeMap<>();
        for (Belongings.Belonging one :
                node.getBean(Belongings.class).of(Belongings.Kind.HOME, Belongings.Kind.WITH)) {
            counted.put(
                    one.table(),
                    node.getBean(JdbcClient.class)
                            .sql(
                                    "SELECT count(*) FROM %s t WHERE %s"
                                            .formatted(one.table(), Packing.condition(one, home)))
                            .query(Long.class)
                            .single());
        }
        return counted;
    }

    /// What was at the former node is at the new one, once, and a second start changes nothing.
    public void isAllThere(Map<String, Long> before) {
        ApplicationContext node = nodes.at(to);
        assertThat(node.getBean(Lane.class).hosts(home)).isTrue();
        assertThat(epoch(node)).isGreaterThan(epoch);
        await().until(() -> count(node, "federation.replay") == 0);
        Map<String, Long> now = counted(node);
        // Of its own heads a home keeps the last ones only.
        before.remove("federation.checkpoint");
        before.forEach(
                (table, rows) -> assertThat(now.get(table)).as(table).isGreaterThanOrEqualTo(rows));
        Map<String, Long> after = counted(node);
        node.getBean(BeforeLanes.class).prepare(Set.of(home, to));
        assertThat(counted(node)).isEqualTo(after);
        assertThat(count(node, "federation.parked")).isZero();
        assertThat(count(node, "federation.unreplicated")).isZero();
    }

    private static long count(ApplicationContext node, String table) {
        return node.getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    /// The feed goes on by the key of the new node; all others follow, and what was proved before
    /// is proved still.
    ///
    /// @param readers whose nodes follow it
    public void goesOn(List<Province> readers) throws Exception {
        ApplicationContext node = nodes.at(to);
        long end = taking().size();
        NoteKey next = NoteKey.parse(taking().next()).orElseThrow();
        // Its own administration works at the new node, and nothing is left of the way there.
        String other =
                open(
                                node,
                                Accepting.NAME,
                                "offer",
                                new OfferHome(Province.SHANGHAI, "no"),
                                "ah.system")
                        .orThrow()
                        .id();
        assertThat(
                        code(
                                act(
                                        node,
                                        Accepting.NAME,
                                        other,
                                        "drop",
                                        new MovingForms.DropMove("not now"),
                                        "ah.system")))
                .isEqualTo("done");
        assertThat(node.getBean(Feeds.class).newest(home)).isGreaterThan(end);
        nodes.settle();
        for (Province reader : readers) {
            Witness witness = nodes.at(reader).getBean(Witness.class);
            await().until(() -> isSignedBy(witness, next, end));
            assertThat(count(nodes.at(reader), "federation.fork")).isZero();
            assertThat(count(nodes.at(reader), "federation.refused_head WHERE mended IS NULL"))
                    .isZero();
            assertThat(
                            nodes.at(reader)
                                    .getBean(Records.class)
                                    .find(
                                            org.deltacommons.foundation.federation.Residence.class,
                                            org.deltacommons.foundation.federation.Residence.idOf(
                                                    home)))
                    .hasValueSatisfying(one -> assertThat(one.address()).isEqualTo(address));
        }
        // By the keys that the new node publishes of the home, the former among them.
        TrustedKeys published =
                TrustedKeys.parse(String.join("\n", node.getBean(Trees.class).keys(home)))
                        .orElseThrow();
        Verdict old = Receipts.check(receipt.getBytes(StandardCharsets.UTF_8), published);
        assertThat(old.valid()).as(old.toString()).isTrue();
        assertThat(node.getBean(Trees.class).keyChanges(home)).isNotEmpty();
    }

    private boolean isSignedBy(Witness witness, NoteKey next, long end) throws Exception {
        String note = witness.cosigned(home).orElse("");
        return !note.isEmpty()
                && org.deltacommons.foundation.federation.proof.Checkpoint.of(
                                        SignedNote.parse(note))
                                .size()
                        > end
                && SignedNote.parse(note).verified(Set.of(next)).contains(next);
    }
}

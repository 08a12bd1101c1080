package org.deltacommons.commons.enterprises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltacommons.Nodes;
import org.deltacommons.commons.enterprises.PersonKeyForms.ProposePersonKey;
import org.deltacommons.foundation.federation.KeyProposals.CompareKey;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.operations.Runbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Four nodes change the key of the cross-check hash as `docs/operating/keys.md` says. All the way
/// a firm and a provider with one controller, at two nodes, stay known as related.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PersonKeyRotationTest {

    private static final String FIRM = "org-of-a-test";
    private static final String PROVIDER = "org-p-sh-song";
    private static final String CONTROLLER = "demo-id-0006";
    private static final Map<Province, String> PEOPLE =
            Map.of(SHANGHAI, "sh", JIANGSU, "js", ZHEJIANG, "zj", ANHUI, "ah");

    @TempDir private static Path folder;
    private static Nodes nodes;
    private static String fingerprint;

    @BeforeAll
    static void start() {
        nodes =
                Nodes.of(
                        "person_key",
                        List.of(Province.values()),
                        home -> Map.of("delta.data", folderOf(home).toString()));
        nodes.settle();
        answerAnew(ANHUI);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static Path folderOf(Province home) {
        return folder.resolve(home.code());
    }

    private static <T> T at(Province home, Class<T> bean) {
        return nodes.at(home).getBean(bean);
    }

    @SuppressWarnings("unchecked")
    private static Procedure<PersonKeyChange> procedure(Province home) {
        return (Procedure<PersonKeyChange>)
                at(home, Procedures.class).named(PersonKeyChanging.NAME).orElseThrow();
    }

    private static Outcome<Procedures.Moved> propose(Province home) {
        return at(home, Procedures.class)
                .open(
                        procedure(home),
                        "propose",
                        new ProposePersonKey("once a year"),
                        nodes.actor(PEOPLE.get(home) + ".system"),
                        null);
    }

    private static Outcome<Procedures.Moved> agree(Province home, String id, String heard) {
        Id<PersonKeyChange> known = Id.of(id);
        return at(home, Procedures.class)
                .act(
                        procedure(home),
                        known,
                        "agree",
                        new CompareKey(heard),
                        nodes.actor(PEOPLE.get(home) + ".security"),
                        at(home, Records.class)
                                .versioned(PersonKeyChange.class, known)
                                .orElseThrow()
                                .version(),
                        null);
    }

    private static void change(Province home) throws Exception {
        put(home, Files.readString(folderOf(ANHUI).resolve("person.next.key")));
        agree(home, propose(home).orThrow().id(), fingerprint).orThrow();
        nodes.settle();
    }

    private static void put(Province home, String secret) throws Exception {
        Files.writeString(folderOf(home).resolve("person.next.key"), secret);
    }

    private static String code(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(var why) ? why.code() : "done";
    }

    private static int inForce(Province home) {
        return at(home, Records.class)
                .find(PersonKeyState.class, PersonKeyState.idOf(home))
                .map(PersonKeyState::inForce)
                .orElse(1);
    }

    private record Stated(String firm) {}

    /// As if the register of a province had answered anew: that of Shanghai about its provider,
    /// that of Anhui about a firm with the same controller.
    private static void answerAnew(Province home) {
        if (home == SHANGHAI) {
            at(SHANGHAI, EnterpriseSeed.class).load();
        } else {
            at(ANHUI, GroupLane.class)
                    .submit(
                            Command.of(
                                    ANHUI, Actor.system(ANHUI), "test.state", FIRM, Stated.class),
                            rows -> {
                                rows.find(RelationsOf.class, Id.of(FIRM));
                                return Outcome.done(Unit.of(new Stated(FIRM), new Put(firm(rows))));
                            })
                    .orThrow();
        }
        nodes.settle();
    }

    private static RelationsOf firm(Rows rows) {
        List<String> controller =
                at(ANHUI, PersonKeys.class).of(PersonKeyState.of(rows)).stream()
                        .map(key -> key.of(CONTROLLER))
                        .toList();
        LocalDate today = LocalDate.parse("2026-03-06");
        return new RelationsOf(
                Id.of(FIRM),
                ANHUI,
                "试验企业",
                List.of(
                        new Relation(
                                RelationKind.CONTROLLER,
                                controller.getFirst(),
                                controller.size() < 2 ? null : controller.get(1),
                                "示例·沈云",
                                null,
                                "登记",
                                today)),
                today,
                "登记",
                false);
    }

    private static Set<Integer> keys(Province home, String organisation) {
        return at(home, Records.class)
                .find(RelationsOf.class, Id.of(organisation))
                .orElseThrow()
                .relations()
                .stream()
                .flatMap(tie -> tie.others().stream())
                .filter(PersonKey::isOne)
                .map(PersonKey::numberOf)
                .collect(Collectors.toSet());
    }

    private static void areRelated() {
        Condition found =
                at(ANHUI, GroupLane.class)
                        .read(
                                ANHUI,
                                rows ->
                                        at(ANHUI, Enterprises.class)
                                                .related(rows, FIRM, PROVIDER, 2));
        assertThat(found.found()).isEqualTo("OVER");
        assertThat(found.check()).isEqualTo(Check.NOT_MET);
    }

    @Test
    @Order(1)
    void two_persons_of_a_home_agree_to_a_secret_that_is_at_its_node() {
        areRelated();
        assertThat(code(propose(ANHUI))).isEqualTo("enterprises.NO_NEXT_PERSON_KEY");
        Runbook.run("keys.md", "person-key", Map.of("DELTA_DATA", folderOf(ANHUI).toString()));
        fingerprint =
                Runbook.run(
                                "keys.md",
                                "person-key-fingerprint",
                                Map.of("DELTA_DATA", folderOf(ANHUI).toString()))
                        .strip();
        String id = propose(ANHUI).orThrow().id();
        assertThat(code(propose(ANHUI))).isEqualTo("federation.KEY_CHANGE_OPEN");
        assertThat(code(agree(ANHUI, id, "0000 0000 0000 0000")))
                .isEqualTo("federation.FINGERPRINT_DIFFERS");
        // The case tells the second person which key it is, and leaves out what they must hear.
        PersonKeyChange open =
                at(ANHUI, Records.class).find(PersonKeyChange.class, Id.of(id)).orElseThrow();
        String heard = fingerprint.substring(10);
        assertThat(open.title()).contains(fingerprint.substring(0, 9)).doesNotContain(heard);
        assertThat(open.shown()).doesNotContain(heard);
        agree(ANHUI, id, heard).orThrow();
        nodes.settle();
        assertThat(inForce(ANHUI)).isEqualTo(1);
    }

    @Test
    @Order(2)
    void both_keys_are_used_until_all_four_have_agreed_to_the_same_secret() throws Exception {
        answerAnew(ANHUI);
        assertThat(keys(ANHUI, FIRM)).containsExactlyInAnyOrder(1, 2);
        assertThat(keys(ANHUI, PROVIDER)).containsExactly(1);
        areRelated();
        change(SHANGHAI);
        answerAnew(SHANGHAI);
        assertThat(keys(ANHUI, PROVIDER)).containsExactlyInAnyOrder(1, 2);
        areRelated();
        change(JIANGSU);
        Province last = ZHEJIANG;
        // By mistake another secret: that holds the change up and harms nothing.
        put(last, "a mistaken secret, long enough");
        String mistaken = propose(last).orThrow().id();
        agree(last, mistaken, new PersonKey(2, "a mistaken secret, long enough").fingerprint())
                .orThrow();
        nodes.settle();
        assertThat(PEOPLE.keySet()).allSatisfy(home -> assertThat(inForce(home)).isEqualTo(1));
        change(last);
        assertThat(PEOPLE.keySet()).allSatisfy(home -> assertThat(inForce(home)).isEqualTo(2));
        areRelated();
    }

    @Test
    @Order(3)
    void the_former_key_is_used_no_more_once_the_next_is_in_force() {
        answerAnew(ANHUI);
        assertThat(keys(ANHUI, FIRM)).containsExactly(2);
        areRelated();
        answerAnew(SHANGHAI);
        assertThat(keys(ANHUI, PROVIDER)).containsExactly(2);
        areRelated();
        assertThat(code(propose(ANHUI))).isEqualTo("enterprises.NO_NEXT_PERSON_KEY");
    }
}

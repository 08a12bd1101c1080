package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.ActionOf;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Opening;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.StateOf;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.rulebook.Rule;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/// Who of the cast may do what in which state of every declared procedure, as a table that a person
/// reads: `src/test/resources/permissions.csv`. The cases are those of the main job: a firm and an
/// issuer of Ma'anshan, a provider of Shanghai; everybody else of the cast stands at the wrong
/// organisation, division or province. Then the page, the list and the API must say the same of a
/// stored case.
@SpringBootTest
@Import(Cast2026.class)
class PermissionTest {

    private static final Path TABLE = Path.of("src", "test", "resources", "permissions.csv");
    private static final String HEADER = "procedure,action,states,declared for,who of the cast may";

    private static final String RULE = "voucher.programme.mas-2026";

    /// What these are about is at home with the provider; the rest with the firm.
    private static final Set<String> OF_SHANGHAI =
            Set.of(
                    "booking",
                    "resource",
                    "provider",
                    "advance",
                    "clawback",
                    "receipt",
                    "account-request",
                    "need-answer");

    /// Nodes and their keys are what the administrations are there for; no firm's case is.
    private static final Set<String> OF_NODES =
            Set.of(
                    "key-change",
                    "node-admission",
                    "node-key-change",
                    "person-key",
                    "home-giving",
                    "home-taking");

    /// One of each role at the right place, and the same roles at wrong ones.
    private static final List<String> PANEL =
            List.of(
                    "jiangpan.engineer",
                    "jiangpan.finance",
                    "jiangpan.signatory",
                    "songling.engineer",
                    "songling.signatory",
                    "shence.manager",
                    "shence.operator",
                    "shenpu.signatory",
                    "chaobin.manager",
                    "mas.officer",
                    "mas.treasury",
                    "hefei.officer",
                    "sh.officer",
                    "ah.officer",
                    "js.officer",
                    "ah.auditor",
                    "js.auditor",
                    "ah.system");

    @Autowired private Procedures procedures;
    @Autowired private Cast2026.Stage stage;
    @Autowired private GroupLane lane;
    @Autowired private Moving moving;
    @Autowired private Records records;
    @Autowired private WebApplicationContext context;
    private MockMvc web;
    private final Map<String, Actor> cast = new LinkedHashMap<>();

    private record Stored(String id) {}

    /// The rule of the programme as it is, so that a proposal about it can be shown.
    private JsonNode rule() {
        return records.list(Rule.class, "t.topic = :topic", "t.id", Map.of("topic", RULE), 1)
                .getFirst()
                .newest()
                .value();
    }

    @BeforeEach
    void enter() {
        web = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
        for (String line : lines(Path.of("src", "main", "resources", "seed", "people.csv"))) {
            String username = line.substring(0, line.indexOf(','));
            if (!username.equals("username")) {
                cast.put(username, stage.actor(username));
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// A provider and its resource are there from the beginning.
    private <C extends Case> java.util.Optional<C> seeded(Procedure<C> procedure) {
        return switch (procedure.name()) {
            case "provider" -> records.find(procedure.type(), Id.<C>of("org-sc-micro"));
            case "resource" ->
                    records
                            .list(
                                    procedure.type(),
                                    "t.inner_id = 'SC-SEM-001'",
                                    "t.id",
                                    Map.of(),
                                    1)
                            .stream()
                            .findFirst();
            default -> java.util.Optional.empty();
        };
    }

    /// A case of the main job in a state.
    private <C extends Case> C sample(Procedure<C> procedure, Enum<?> state) {
        java.util.Optional<C> there = seeded(procedure);
        if (there.isPresent()) {
            return procedure
                    .type()
                    .cast(Made.changed((Record) (Object) there.get(), "state", state));
        }
        boolean shanghai = OF_SHANGHAI.contains(procedure.name());
        Made made =
                new Made()
                        .with("id", id(procedure, state))
                        .with("home", shanghai ? Province.SHANGHAI : Province.ANHUI)
                        .with("state", state)
                        .with("firm", "org-jiangpan")
                        .with("filer", "person-jiangpan.engineer")
                        .with("provider", "org-sc-micro")
                        .with("providerHome", Province.SHANGHAI)
                        .with("orderHome", Province.ANHUI)
                        .with("creditor", Province.ANHUI)
                        .with("mode", BookingMode.PACKAGE)
                        .with("code", "TS-2026-0001")
                        .with("programme", "mas-2026")
                        // Long before any batch that a claim could join.
                        .with("month", "2020-01")
                        .with("number", 0)
                        // The claim that is stored before any recovery of it.
                        .with("claim", "permission-claim-CHECKED")
                        .with("parties", List.of(Province.SHANGHAI, Province.ANHUI))
                        .with("origin", shanghai ? Province.SHANGHAI : Province.ANHUI)
                        .with("next", "another key")
                        .with("topic", RULE)
                        .with("value", rule())
                        .with("legalPerson", "org-demo-u-shenpu")
                        .with(DivisionCode.class, new DivisionCode(shanghai ? "310000" : "340500"));
        if (Set.of("SUSPENDED", "RETURNING", "LEAVING", "LEFT").contains(state.name())) {
            made.with("stoppedAt", Instant.parse("2026-03-06T02:00:00Z"));
        }
        if (procedure.state(state).isFinal()) {
            made.with("stays", Money.ZERO)
                    .with("reply", "x")
                    .with("replied", Instant.parse("2026-03-06T02:00:00Z"));
        }
        return procedure.type().cast(made.a(procedure.type().asSubclass(Record.class)));
    }

    private static Id<?> id(Procedure<?> procedure, Enum<?> state) {
        return Id.of("permission-" + procedure.name() + "-" + state.name());
    }

    private String people(Predicate<Actor> may) {
        return cast.entrySet().stream()
                .filter(one -> may.test(one.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
    }

    private static String declared(List<Who> some) {
        return some.stream()
                .map(who -> who.role() == Role.SYSTEM ? "SYSTEM" : who.role() + "@" + who.side())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String line(
            Procedure<?> procedure, String action, String states, String by, String people) {
        return String.join(",", procedure.name(), action, states, by, people);
    }

    private <C extends Case> List<String> table(Procedure<C> procedure) {
        List<String> rows = new ArrayList<>();
        C any = sample(procedure, procedure.states().getFirst().state());
        for (Opening<C, ?> opening : procedure.openings()) {
            rows.add(
                    line(
                            procedure,
                            "begin: " + opening.name(),
                            "",
                            declared(opening.by()),
                            people(actor ->
                                    opening.by().stream()
                                            .anyMatch(who -> who.includes(actor, any)))));
        }
        for (ActionOf<C, ?> action : procedure.actions()) {
            rows.add(
                    line(
                            procedure,
                            action.name(),
                            action.from().stream().map(Enum::name).collect(Collectors.joining(" ")),
                            declared(action.by()),
                            people(actor ->
                                    action.by().stream()
                                            .anyMatch(who -> who.includes(actor, any)))));
        }
        Map<String, List<String>> readers = new LinkedHashMap<>();
        for (StateOf state : procedure.states()) {
            C there = sample(procedure, state.state());
            String who =
                    procedure.mayRead(Actor.visitor(there.home()), there)
                            ? "everybody"
                            : people(actor -> procedure.mayRead(actor, there));
            readers.computeIfAbsent(who, _ -> new ArrayList<>()).add(state.name());
        }
        readers.forEach((who, states) ->
                rows.add(
                        line(
                                procedure,
                                "read",
                                String.join(" ", states),
                                declared(procedure.readers()),
                                who)));
        return rows;
    }

    @Test
    void who_may_do_what_is_as_the_table_says() {
        List<String> rows = new ArrayList<>();
        rows.add(HEADER);
        procedures.all().forEach(procedure -> rows.addAll(table(procedure)));
        Docs.current(TABLE, String.join("\n", rows) + "\n");
    }

    private List<String[]> reviewed() {
        return lines(TABLE).stream().skip(1).map(line -> line.split(",", -1)).toList();
    }

    private Set<String> named(Predicate<Actor> which) {
        return cast.entrySet().stream()
                .filter(one -> which.test(one.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void nobody_of_a_third_province_and_no_other_city_acts_on_the_case_of_two() {
        Set<String> bystanders =
                named(actor ->
                        actor.home() == Province.JIANGSU || actor.home() == Province.ZHEJIANG);
        bystanders.add("hefei.officer");
        bystanders.add("hefei.treasury");
        bystanders.add("chaobin.manager");
        for (String[] row : reviewed()) {
            assertThat(Set.of(row[4].split(" ")))
                    .as(String.join(",", row))
                    .doesNotContainAnyElementsOf(bystanders);
        }
    }

    @Test
    void administrators_and_auditors_act_on_no_case_but_those_of_the_nodes() {
        Set<String> observers =
                named(actor ->
                        actor.has(Role.SYSTEM_ADMIN)
                                || actor.has(Role.AUDIT_ADMIN)
                                || actor.has(Role.AUDITOR));
        for (String[] row : reviewed()) {
            if (!row[1].equals("read") && !OF_NODES.contains(row[0])) {
                assertThat(Set.of(row[4].split(" ")))
                        .as(String.join(",", row))
                        .doesNotContainAnyElementsOf(observers);
            }
        }
    }

    @Test
    void what_only_the_system_does_nobody_may() {
        assertThat(reviewed())
                .filteredOn(row -> row[3].equals("SYSTEM"))
                .isNotEmpty()
                .allMatch(row -> row[4].isEmpty());
    }

    private <C extends Case> C stored(Procedure<C> procedure) {
        java.util.Optional<C> seeded = seeded(procedure);
        if (seeded.isPresent()) {
            return seeded.get();
        }
        StateOf busy =
                procedure.states().stream()
                        .filter(state -> !state.isFinal() && !state.next().isEmpty())
                        .findFirst()
                        .orElse(procedure.states().getFirst());
        C made = sample(procedure, busy.state());
        if (records.find(procedure.type(), Id.<C>of(made.id().value())).isPresent()) {
            return made;
        }
        Outcome<Stored> put =
                lane.submit(
                        Command.of(
                                made.home(),
                                Actor.system(made.home()),
                                "test.put",
                                Map.of("id", made.id().value()),
                                Stored.class),
                        rows -> {
                            rows.find(procedure.type(), Id.<C>of(made.id().value()));
                            return Outcome.done(
                                    Unit.of(
                                            new Stored(made.id().value()),
                                            moving.parts(
                                                    procedure, null, "made", Move.to(made), rows)));
                        });
        put.orThrow();
        return made;
    }

    private MockHttpServletResponse send(
            org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request,
            Actor actor)
            throws Exception {
        return web.perform(request.with(Signed.as(actor))).andReturn().getResponse();
    }

    private static JsonNode json(MockHttpServletResponse response) throws Exception {
        return Json.parse(response.getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void page_list_and_api_give_the_same_answer_about_a_case_of_every_procedure() throws Exception {
        for (Procedure<?> procedure : procedures.all()) {
            if (procedure.states().stream().allMatch(StateOf::isFinal)) {
                continue;
            }
            agree(procedure);
        }
    }

    private <C extends Case> void agree(Procedure<C> procedure) throws Exception {
        C there = stored(procedure);
        String path = "/cases/" + procedure.name() + "/" + there.id().value();
        Predicate<Actor> waitedFor =
                actor ->
                        procedure.state(there.state()).next().stream()
                                .anyMatch(who -> who.includes(actor, there));
        for (String username : PANEL) {
            Actor actor = java.util.Objects.requireNonNull(cast.get(username));
            String as = path + " as " + username;
            int expected = procedure.mayRead(actor, there) ? 200 : 404;
            assertThat(send(get(path), actor).getStatus()).as("page " + as).isEqualTo(expected);
            MockHttpServletResponse api = send(get("/api/v1" + path), actor);
            assertThat(api.getStatus()).as("api " + as).isEqualTo(expected);
            Set<String> offered = new TreeSet<>();
            if (expected == 200) {
                json(api).get("actions").forEach(each -> offered.add(each.get("name").asString()));
            }
            assertThat(offered).as("offered " + as).isEqualTo(mayEver(procedure, there, actor));
            assertThat(isListed(there, actor)).as("list " + as).isEqualTo(waitedFor.test(actor));
            refusals(procedure, there, actor, path);
        }
    }

    private static <C extends Case> Set<String> mayEver(
            Procedure<C> procedure, C subject, Actor actor) {
        return procedure.actions().stream()
                .filter(action -> !action.isSystemOnly())
                .filter(action ->
                        action.by().stream().anyMatch(who -> who.includes(actor, subject)))
                .map(ActionOf::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isListed(Case subject, Actor actor) throws Exception {
        JsonNode page = json(send(get("/api/v1/worklist?size=200"), actor));
        for (JsonNode item : page.get("items")) {
            if (item.get("id").asString().equals(subject.id().value())) {
                return true;
            }
        }
        return false;
    }

    /// Whatever is not theirs is refused, and nothing moves.
    private <C extends Case> void refusals(
            Procedure<C> procedure, C subject, Actor actor, String path) throws Exception {
        Set<String> theirs = mayEver(procedure, subject, actor);
        long before = version(procedure, subject);
        for (ActionOf<C, ?> action : procedure.actions()) {
            if (theirs.contains(action.name())) {
                continue;
            }
            MockHttpServletResponse answer =
                    send(
                            post("/api/v1" + path + "/" + action.name())
                                    .contentType(MediaType.APPLICATION_JSON)
                                    .content("{}"),
                            actor);
            String as = path + "/" + action.name() + " as " + actor.name();
            if (!procedure.mayRead(actor, subject)) {
                assertThat(answer.getStatus()).as(as).isEqualTo(404);
            } else if (action.form() == NoForm.class) {
                assertThat(answer.getStatus()).as(as).isEqualTo(403);
            } else {
                assertThat(answer.getStatus()).as(as).isBetween(400, 499);
            }
        }
        assertThat(version(procedure, subject)).as(path + " as " + actor.name()).isEqualTo(before);
    }

    private <C extends Case> long version(Procedure<C> procedure, C subject) {
        return records.versioned(procedure.type(), Id.<C>of(subject.id().value()))
                .orElseThrow()
                .version();
    }
}

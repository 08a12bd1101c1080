package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.deltacommons.foundation.procedures.ActionOf;
import org.deltacommons.foundation.procedures.Opening;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.StateOf;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/// What is written about the house is what the house is: module diagram and procedure tables are
/// generated, and `bin/docs` writes them.
@SpringBootTest
@Import(Cast2026.class)
class DocumentationTest {

    private static final Path ARCHITECTURE = Path.of("docs", "architecture.md");
    private static final Path PROCEDURES = Path.of("docs", "procedures.md");
    private static final String BEGIN = "<!-- modules: generated, see DocumentationTest -->\n";
    private static final String END = "<!-- end of modules -->\n";

    @Autowired private Procedures procedures;
    @Autowired private Words words;

    @Test
    void the_module_diagram_is_the_one_of_the_code() {
        String text = Docs.read(ARCHITECTURE);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        assertThat(begin).as("%s has a place for the diagram", ARCHITECTURE).isPositive();
        assertThat(end).isGreaterThan(begin);
        Docs.current(
                ARCHITECTURE,
                text.substring(0, begin + BEGIN.length()) + modules() + text.substring(end));
    }

    private static String modules() {
        System.setProperty("spring.modulith.detection-strategy", "explicitly-annotated");
        ApplicationModules all = ApplicationModules.of(DeltaCommons.class);
        Map<String, Set<String>> uses = new TreeMap<>();
        Map<String, Set<String>> floors = new LinkedHashMap<>();
        List.of("surface", "commons", "foundation")
                .forEach(floor -> floors.put(floor, new TreeSet<>()));
        Map<String, String> purposes = new TreeMap<>();
        for (ApplicationModule module : all) {
            String name = module.getIdentifier().toString();
            if (name.equals("kernel")) {
                // Shared by all; an arrow from everywhere would hide the others.
                continue;
            }
            String base = module.getBasePackage().getName();
            floors.get(base.substring("org.deltacommons.".length()).split("\\.")[0]).add(name);
            uses.put(
                    name,
                    module.getDirectDependencies(all)
                            .uniqueModules()
                            .map(used -> used.getIdentifier().toString())
                            .filter(used -> !used.equals("kernel") && !used.equals(name))
                            .collect(Collectors.toCollection(TreeSet::new)));
            purposes.put(name, purpose(base));
        }
        return diagram(floors, uses) + "\n" + table(floors, uses, purposes);
    }

    /// The first sentence that the module says about itself.
    private static String purpose(String base) {
        String source =
                Docs.read(Path.of("src/main/java", base.replace('.', '/'), "package-info.java"));
        String said =
                source.lines()
                        .filter(line -> line.startsWith("///"))
                        .map(line -> line.substring(3).strip())
                        .takeWhile(line -> !line.isEmpty())
                        .collect(Collectors.joining(" "));
        int stop = said.indexOf(". ");
        return (stop < 0 ? said : said.substring(0, stop + 1)).replace("|", "\\|");
    }

    private static String diagram(Map<String, Set<String>> floors, Map<String, Set<String>> uses) {
        StringBuilder text = new StringBuilder("```mermaid\nflowchart TB\n");
        floors.forEach((floor, names) -> {
            text.append("  subgraph ").append(floor).append('\n');
            names.forEach(name -> text.append("    ").append(name).append('\n'));
            text.append("  end\n");
        });
        uses.forEach((name, used) ->
                used.stream()
                        .filter(one -> used.stream().noneMatch(other -> reaches(uses, other, one)))
                        .forEach(one ->
                                text.append("  ")
                                        .append(name)
                                        .append(" --> ")
                                        .append(one)
                                        .append('\n')));
        return text.append("```\n").toString();
    }

    /// An arrow is drawn only where no longer way goes: what is used through another is in the
    /// table.
    private static boolean reaches(Map<String, Set<String>> uses, String from, String to) {
        return !from.equals(to)
                && (uses.getOrDefault(from, Set.of()).contains(to)
                        || uses.getOrDefault(from, Set.of()).stream()
                                .anyMatch(next -> reaches(uses, next, to)));
    }

    private static String table(
            Map<String, Set<String>> floors,
            Map<String, Set<String>> uses,
            Map<String, String> purposes) {
        StringBuilder text = new StringBuilder("| module | purpose | uses |\n|---|---|---|\n");
        floors.values()
                .forEach(names ->
                        names.forEach(name ->
                                text.append(
                                        "| `%s` | %s | %s |\n"
                                                .formatted(
                                                        name,
                                                        purposes.get(name),
                                                        uses.get(name).isEmpty()
                                                                ? "–"
                                                                : String.join(
                                                                        ", ", uses.get(name))))));
        return text.toString();
    }

    private String both(String key) {
        return words.in(Locale.SIMPLIFIED_CHINESE).say(key)
                + " · "
                + words.in(Locale.ENGLISH).say(key);
    }

    private static String who(List<Who> some) {
        return some.isEmpty()
                ? "–"
                : some.stream()
                        .map(who ->
                                who.role() == Role.SYSTEM
                                        ? "the system"
                                        : who.role()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', ' ')
                                                + " of the "
                                                + who.side()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', ' '))
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    @Test
    void the_procedure_tables_are_those_of_the_code() {
        StringBuilder text =
                new StringBuilder(
                        """
                        # The procedures

                        Generated from the declarations that the system runs on (`DocumentationTest`; \
                        `bin/docs` writes it). The same is published at `/procedures`, for machines at
                        `/api/v1/procedures`. Who of the demonstration cast may do what is in
                        `src/test/resources/permissions.csv`.

                        """);
        for (Procedure<?> procedure : procedures.all()) {
            text.append(
                    "- [%s](#%s) %s\n"
                            .formatted(
                                    procedure.name(), procedure.name(), both(procedure.label())));
        }
        procedures.all().forEach(procedure -> text.append(described(procedure)));
        Docs.current(PROCEDURES, text.toString());
    }

    private String described(Procedure<?> procedure) {
        StringBuilder text = new StringBuilder();
        text.append("\n## ").append(procedure.name()).append("\n\n");
        text.append("**%s** — %s\n\n".formatted(both(procedure.label()), both(procedure.source())));
        text.append(states(procedure)).append('\n');
        for (Opening<?, ?> opening : procedure.openings()) {
            text.append(
                    "Begins by `%s` (%s): %s.\n\n"
                            .formatted(opening.name(), both(opening.label()), who(opening.by())));
        }
        text.append("| state | | waits for | term | when it passes |\n|---|---|---|---|---|\n");
        for (StateOf state : procedure.states()) {
            text.append(
                    "| `%s` | %s | %s | %s | %s |\n"
                            .formatted(
                                    state.name(),
                                    both(state.label()),
                                    state.isFinal() ? "it is over" : who(state.next()),
                                    state.term() == null ? "–" : "`" + state.term() + "`",
                                    passes(state)));
        }
        text.append("\n| action | | from | to | by |\n|---|---|---|---|---|\n");
        for (ActionOf<?, ?> action : procedure.actions()) {
            text.append(
                    "| `%s` | %s | %s | %s | %s |\n"
                            .formatted(
                                    action.name(),
                                    both(action.label()),
                                    named(action.from()),
                                    named(action.to()),
                                    who(action.by())));
        }
        return text.append("\nReaders besides: ")
                .append(who(procedure.readers()))
                .append(".\n")
                .toString();
    }

    private static String passes(StateOf state) {
        if (state.term() == null) {
            return "–";
        }
        if (state.overdueAction() != null) {
            return "the system takes `" + state.overdueAction() + "`";
        }
        return state.escalateTo().isEmpty()
                ? "those waited for are told"
                : "those waited for and " + who(state.escalateTo()) + " are told";
    }

    private static String named(Set<Enum<?>> states) {
        return states.stream()
                .map(state -> "`" + state.name() + "`")
                .collect(Collectors.joining(" "));
    }

    private static String states(Procedure<?> procedure) {
        StringBuilder text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        Set<Enum<?>> begins = procedure.begins();
        (begins.isEmpty() ? Set.<Enum<?>>of(procedure.states().getFirst().state()) : begins)
                .forEach(first -> text.append("  [*] --> ").append(first.name()).append('\n'));
        Map<String, List<String>> arrows = new LinkedHashMap<>();
        for (ActionOf<?, ?> action : procedure.actions()) {
            for (Enum<?> from : action.from()) {
                for (Enum<?> to : action.to(from)) {
                    if (from != to) {
                        arrows.computeIfAbsent(
                                        from.name() + " --> " + to.name(), _ -> new ArrayList<>())
                                .add(action.name());
                    }
                }
            }
        }
        arrows.forEach((arrow, names) ->
                text.append("  %s: %s\n".formatted(arrow, String.join(", ", names))));
        procedure.states().stream()
                .filter(StateOf::isFinal)
                .forEach(last -> text.append("  ").append(last.name()).append(" --> [*]\n"));
        return text.append("```\n").toString();
    }
}

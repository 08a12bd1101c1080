package org.deltacommons.foundation.federation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.JsonNode;

/// What the provinces tell each other, for everybody to read: each kind of fact with its schema,
/// how far it goes and who follows it. Made from the declarations that the feeds run on.
@Controller
class FactPages {

    private static final MediaType SCHEMA = MediaType.parseMediaType("application/schema+json");

    private final FactKinds kinds;
    private final Announcements announcements;
    private final Words words;

    FactPages(FactKinds kinds, Announcements announcements, Words words) {
        this.kinds = kinds;
        this.announcements = announcements;
        this.words = words;
    }

    @GetMapping("/facts")
    ModelAndView all() {
        List<List<Cell>> rows = new ArrayList<>();
        for (FactKinds.Kind one : kinds.all()) {
            rows.add(
                    List.of(
                            Cell.link(one.name(), "/facts/" + one.name()),
                            Cell.of(name(one)),
                            Cell.of(words.say(reach(one))),
                            Cell.of(one.schema()),
                            Cell.of(followers(one))));
        }
        Table table =
                new Table(
                        List.of(
                                Column.of("facts.kind"),
                                Column.of("facts.says"),
                                Column.of("facts.reach"),
                                Column.amount("facts.schema"),
                                Column.of("facts.followers")),
                        rows,
                        "facts.empty");
        return new ModelAndView(
                "facts/all",
                Map.of(
                        "table",
                        table,
                        "readers",
                        readers(),
                        "everywhere",
                        words.say("facts.projections", "names", joined(kinds.projections()))));
    }

    /// What the provinces at other nodes read of all this; empty where there are none.
    private List<Table> readers() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Announcements.Reader one : announcements.readers()) {
            rows.add(
                    List.of(
                            Cell.of(one.province()),
                            one.since() == null
                                    ? Cell.of(words.say("facts.reads.first-release"))
                                    : Cell.of(one.since()),
                            one.unread().isEmpty()
                                    ? Cell.of(words.say("facts.reads.all"))
                                    : Cell.marked(joined(one.unread()), Mark.WARN),
                            Cell.of(one.owed())));
        }
        return rows.isEmpty()
                ? List.of()
                : List.of(
                        new Table(
                                List.of(
                                        Column.of("feeds.home"),
                                        Column.of("facts.reads.since"),
                                        Column.of("facts.reads.not"),
                                        Column.amount("facts.reads.owed")),
                                rows,
                                "facts.empty"));
    }

    private String name(FactKinds.Kind kind) {
        return words.say("fact." + kind.name());
    }

    private static String reach(FactKinds.Kind kind) {
        return "facts.reach." + kind.reach();
    }

    private String followers(FactKinds.Kind kind) {
        List<String> all = new ArrayList<>();
        if (!kind.reactions().isEmpty()) {
            all.add(words.say("facts.reacts", "modules", joined(kind.reactions())));
        }
        if (!kind.replicas().isEmpty()) {
            all.add(words.say("facts.keeps", "modules", joined(kind.replicas())));
        }
        return all.isEmpty()
                ? words.say("facts.history")
                : String.join(words.say("facts.and"), all);
    }

    private String joined(List<String> some) {
        return String.join(words.say("facts.and"), some);
    }

    @GetMapping("/facts/{name}")
    ModelAndView one(@PathVariable String name) {
        FactKinds.Kind kind = kind(name);
        Section about =
                Section.of(
                        "facts.about",
                        Entry.of("facts.says", name(kind)),
                        Entry.of("facts.module", kind.module()),
                        Entry.of("facts.reach", words.say(reach(kind))),
                        Entry.of("facts.followers", followers(kind)),
                        Entry.link(
                                "facts.schema",
                                FactSchema.path(kind.name(), kind.schema()),
                                FactSchema.path(kind.name(), kind.schema())));
        Table fields =
                new Table(
                        List.of(
                                Column.of("facts.field"),
                                Column.of("facts.type"),
                                Column.of("facts.values")),
                        new Fields(words, FactSchema.of(kind.body())).rows(),
                        "facts.empty");
        return new ModelAndView(
                "facts/one",
                Map.of(
                        "title",
                        kind.name(),
                        "says",
                        name(kind),
                        "sections",
                        List.of(about, Section.of("facts.fields", fields))));
    }

    private FactKinds.Kind kind(String name) {
        return kinds.named(name).orElseThrow(() -> new RefusedException(WebReason.NOT_FOUND));
    }

    /// A schema as it was published; an old version stays for ever.
    @GetMapping("/schemas/{name}/v{version}.json")
    ResponseEntity<String> schema(@PathVariable String name, @PathVariable int version) {
        FactKinds.Kind kind = kind(name);
        ClassPathResource stored =
                new ClassPathResource(FactSchema.path(kind.name(), version).substring(1));
        if (!stored.exists()) {
            throw new RefusedException(WebReason.NOT_FOUND);
        }
        try (InputStream in = stored.getInputStream()) {
            return ResponseEntity.ok()
                    .contentType(SCHEMA)
                    .body(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// One kind of fact, for machines.
    ///
    /// @param says what it tells, in the language asked for
    /// @param reactions the modules in which a home does something about it
    /// @param replicas the modules that keep rows of it for homes of other nodes
    record Published(
            String name,
            String says,
            String module,
            String reach,
            int version,
            String schemaPath,
            List<String> reactions,
            List<String> replicas,
            List<String> projections,
            JsonNode schema) {}

    @GetMapping("/api/v1/fact-kinds")
    @ResponseBody
    Paged<Published> published() {
        List<Published> items = kinds.all().stream().map(this::published).toList();
        return new Paged<>(items, null, items.size());
    }

    @GetMapping("/api/v1/fact-kinds/{name}")
    @ResponseBody
    Published published(@PathVariable String name) {
        return published(kind(name));
    }

    private Published published(FactKinds.Kind kind) {
        return new Published(
                kind.name(),
                name(kind),
                kind.module(),
                kind.reach().name(),
                kind.schema(),
                FactSchema.path(kind.name(), kind.schema()),
                kind.reactions(),
                kind.replicas(),
                kinds.projections(),
                FactSchema.of(kind.body()));
    }

    /// The fields of a schema as lines that a person reads: nested ones by their whole path.
    private static final class Fields {
        private static final int DEPTH_MAX = 5;

        private final Words words;
        private final JsonNode root;
        private final List<List<Cell>> rows = new ArrayList<>();

        Fields(Words words, JsonNode root) {
            this.words = words;
            this.root = root;
        }

        List<List<Cell>> rows() {
            members("", root, 0);
            return rows;
        }

        private void members(String path, JsonNode object, int depth) {
            if (depth <= DEPTH_MAX && object.has("properties")) {
                object.get("properties")
                        .propertyStream()
                        .forEach(each -> field(path + each.getKey(), each.getValue(), depth));
            }
        }

        private void field(String path, JsonNode declared, int depth) {
            boolean nullable = isNullable(declared);
            JsonNode schema = resolved(declared);
            boolean list = "array".equals(type(schema));
            JsonNode inner = list && schema.has("items") ? resolved(schema.get("items")) : schema;
            String type = words.say("facts.type." + word(inner));
            String shown = list ? words.say("facts.type.list", "of", type) : type;
            rows.add(
                    List.of(
                            Cell.of(path),
                            Cell.of(
                                    nullable
                                            ? words.say("facts.type.or-nothing", "type", shown)
                                            : shown),
                            Cell.of(values(inner))));
            members(path + (list ? "[]." : "."), inner, depth + 1);
        }

        private static boolean isNullable(JsonNode schema) {
            if (schema.has("anyOf")) {
                return schema.get("anyOf").valueStream().anyMatch(one -> "null".equals(type(one)));
            }
            return schema.has("type") && schema.get("type").isArray();
        }

        private JsonNode resolved(JsonNode schema) {
            if (schema.has("anyOf")) {
                return resolved(schema.get("anyOf").get(0));
            }
            JsonNode reference = schema.get("$ref");
            return reference == null
                    ? schema
                    : root.get("$defs").get(reference.asString().substring("#/$defs/".length()));
        }

        private static String type(JsonNode schema) {
            JsonNode type = schema.get("type");
            if (type == null) {
                return "any";
            }
            return type.isArray() ? type.get(0).asString() : type.asString();
        }

        /// The word of a type in the messages: money is told apart from other whole numbers.
        private static String word(JsonNode schema) {
            if (schema.has("enum")) {
                return "enum";
            }
            if (schema.has("description")) {
                return schema.get("description").asString().replace(' ', '-');
            }
            return schema.has("format") ? schema.get("format").asString() : type(schema);
        }

        private static String values(JsonNode schema) {
            if (!schema.has("enum")) {
                return schema.has("pattern") ? schema.get("pattern").asString() : "";
            }
            List<String> all = new ArrayList<>();
            schema.get("enum")
                    .forEach(value -> {
                        if (!value.isNull()) {
                            all.add(Json.read(value, String.class));
                        }
                    });
            return String.join(" ", all);
        }
    }
}

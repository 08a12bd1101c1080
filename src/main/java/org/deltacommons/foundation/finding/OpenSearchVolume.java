package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.Province;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One index of an OpenSearch server. The server keeps every write before it acknowledges it; how
/// far the feeds are in it is kept afterwards, in a document of another index, and so never too
/// far.
final class OpenSearchVolume implements Volume {

    private static final String TOLD = "told";
    private static final String WHO = "who";

    private final OpenSearch server;
    private final String name;
    private final OpenSearchOwner owner;
    private final OpenSearchEntries entries;

    /// Who made it; empty where that is not known.
    private final String who;

    private volatile Map<String, String> told;
    private volatile boolean dirty;
    private volatile boolean unseen;
    private volatile boolean broken;

    private OpenSearchVolume(
            OpenSearch server,
            OpenSearchOwner owner,
            String name,
            OpenSearchEntries entries,
            String who,
            Map<String, String> told) {
        this.server = server;
        this.owner = owner;
        this.name = name;
        this.entries = entries;
        this.who = who;
        this.told = told;
    }

    /// Makes a new one.
    static OpenSearchVolume make(
            OpenSearch server, OpenSearchOwner owner, String name, OpenSearchEntries entries)
            throws IOException {
        server.write("PUT", "/" + name, Json.text(OpenSearchEntries.index(writing(name))));
        OpenSearchVolume made =
                new OpenSearchVolume(server, owner, name, entries, owner.own(), Map.of());
        made.keep(Map.of());
        return made;
    }

    static OpenSearchVolume open(
            OpenSearch server, OpenSearchOwner owner, String name, OpenSearchEntries entries)
            throws IOException {
        Map<String, String> told = new HashMap<>();
        String who = "";
        try {
            JsonNode kept = server.ask(kept(server, name), null).path("_source");
            who = kept.path(WHO).asString("");
            kept.path(TOLD)
                    .properties()
                    .forEach(one -> told.put(one.getKey(), one.getValue().asString()));
        } catch (OpenSearch.Missing nothing) {
            // Then everything is taken from the feeds once more.
        }
        return new OpenSearchVolume(server, owner, name, entries, who, Map.copyOf(told));
    }

    /// Whether it is another process's, of other feeds.
    boolean isForeign() throws IOException {
        return owner.isForeign(who);
    }

    private void keep(Map<String, String> all) throws IOException {
        owner.check();
        server.write("PUT", kept(server, name), Json.text(Map.of(TOLD, all, WHO, who)));
    }

    /// What is written to. A server makes an index that is not there when somebody writes to it,
    /// but no alias.
    private static String writing(String name) {
        return name + "-write";
    }

    private static String kept(OpenSearch server, String name) {
        return "/" + OpenSearchEngine.kept(server) + "/_doc/" + name;
    }

    String name() {
        return name;
    }

    @Override
    public void put(Collection<FindDocument> documents) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (FindDocument document : documents) {
            action(lines, "index", document.key());
            lines.append(Json.text(entries.of(document))).append('\n');
        }
        write(lines);
    }

    @Override
    public void remove(Collection<String> keys) throws IOException {
        StringBuilder lines = new StringBuilder();
        keys.forEach(key -> action(lines, "delete", key));
        write(lines);
    }

    private static void action(StringBuilder lines, String action, String key) {
        ObjectNode told = OpenSearchQueries.object();
        told.putObject(action).put("_id", key);
        lines.append(Json.text(told)).append('\n');
    }

    private void write(StringBuilder lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        owner.check();
        JsonNode answer =
                server.write(
                        "POST",
                        "/" + writing(name) + "/_bulk?require_alias=true",
                        lines.toString());
        dirty = true;
        unseen = true;
        for (JsonNode item : answer.path("errors").asBoolean() ? answer.path("items") : answer) {
            for (JsonNode one : item) {
                if (one.has("error")) {
                    refused(one);
                }
            }
        }
    }

    private void refused(JsonNode one) throws IOException {
        int status = one.path("status").asInt();
        IOException failure = OpenSearch.failure(status, "/" + name, one);
        broken |= failure instanceof OpenSearch.Missing;
        throw failure;
    }

    @Override
    public void refresh() throws IOException {
        if (unseen) {
            unseen = false;
            try {
                server.write("POST", "/" + name + "/_refresh", null);
            } catch (IOException failed) {
                unseen = true;
                throw failed;
            }
        }
    }

    /// What it answers.
    ///
    /// @throws EngineAway also if somebody has deleted it
    JsonNode ask(String what, JsonNode body) throws IOException {
        try {
            return server.ask("/" + name + "/" + what, body);
        } catch (OpenSearch.Missing gone) {
            broken = true;
            throw new EngineAway("the index is not there any more", gone);
        }
    }

    JsonNode askAll(java.util.List<JsonNode> bodies) throws IOException {
        try {
            return server.askAll("/" + name + "/_msearch", bodies);
        } catch (OpenSearch.Missing gone) {
            broken = true;
            throw new EngineAway("the index is not there any more", gone);
        }
    }

    @Override
    public Optional<FindDocument> known(FindDocument document) {
        String id = URLEncoder.encode(document.key(), StandardCharsets.UTF_8);
        try {
            JsonNode found = server.ask("/" + name + "/_doc/" + id, null);
            return Optional.of(document(found));
        } catch (OpenSearch.Missing unknown) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static FindDocument document(JsonNode hit) {
        return Json.read(hit.path("_source").path(Shelf.JSON).asString(), FindDocument.class);
    }

    @Override
    public boolean isBroken() {
        return broken;
    }

    @Override
    public boolean isDirty() {
        return dirty;
    }

    @Override
    public void commit(Map<Province, Long> positions, Map<String, String> besides)
            throws IOException {
        Map<String, String> all = new HashMap<>(besides);
        positions.forEach((home, position) -> all.put(home.code(), position.toString()));
        dirty = false;
        keep(all);
        told = Map.copyOf(all);
    }

    @Override
    public Map<Province, Long> positions() {
        Map<Province, Long> positions = new EnumMap<>(Province.class);
        for (Province home : Province.values()) {
            String position = told.get(home.code());
            if (position != null) {
                positions.put(home, Long.valueOf(position));
            }
        }
        return positions;
    }

    @Override
    public Map<String, String> told() {
        return told;
    }

    /// Nothing of it is held here.
    @Override
    public void close() {}
}

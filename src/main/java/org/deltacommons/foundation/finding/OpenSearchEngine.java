package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.deltacommons.foundation.lane.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An OpenSearch server beside this process. Its indexes are called like the folders of the
/// embedded engine, `delta-a4-7`; the alias `delta` names the one in use, and how far each is
/// stands in the index `delta-kept`.
///
/// Vectors stay with this process, whether or not the server has the plugin for them: the ones that
/// there are outlive every index, and both engines answer by the same.
final class OpenSearchEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchEngine.class);
    private static final String VECTOR_PLUGIN = "opensearch-knn";
    private static final long FIRST_MS = 400;
    private static final long COMPLETE_MS = 10_000;

    private final OpenSearch server;
    private final OpenSearchOwner owner;
    private final Map<String, Dimension> dimensions;
    private final Analyzer analyzer = Analysis.analyzer();
    private final OpenSearchEntries entries = new OpenSearchEntries(analyzer);
    private final @Nullable Meaning meaning;
    private volatile Supplier<@Nullable Volume> inUse = () -> null;
    private volatile @Nullable OpenSearchWords words;
    private volatile @Nullable Completions completions;
    private volatile String plugin = "has not said whether it has the vector plugin";

    /// @param root the folder that holds the vectors; its content can be deleted at any time
    /// @param model reads the model by which meanings are compared; null to go by words alone
    OpenSearchEngine(
            OpenSearch.Access access,
            Path root,
            Map<String, Dimension> dimensions,
            @Nullable Supplier<Embedder> model) {
        this.server = new OpenSearch(access);
        this.owner = new OpenSearchOwner(server, root, System::nanoTime);
        this.dimensions = dimensions;
        this.meaning =
                model == null ? null : new Meaning(root, model, new OpenSearchPassages(this::open));
    }

    // The indexes that there are

    private static String alias(OpenSearch server) {
        return server.index();
    }

    /// Where it is kept how far each index is.
    static String kept(OpenSearch server) {
        return server.index() + "-kept";
    }

    @Override
    public @Nullable Volume current() throws IOException {
        owner.claim();
        String name = currentName();
        return name == null ? null : own(open(name));
    }

    private OpenSearchVolume open(String name) throws IOException {
        return OpenSearchVolume.open(server, owner, name, entries);
    }

    /// What another process has left under the name is no use: it is built anew, and goes then.
    private static @Nullable OpenSearchVolume own(OpenSearchVolume index) throws IOException {
        return index.isForeign() ? null : index;
    }

    private @Nullable String currentName() throws IOException {
        try {
            return server.ask("/_alias/" + alias(server), null).propertyNames().stream()
                    .findFirst()
                    .orElse(null);
        } catch (OpenSearch.Missing none) {
            return null;
        }
    }

    @Override
    public boolean isOfThisAnalysis(Volume volume) {
        return isOfThisAnalysis(((OpenSearchVolume) volume).name());
    }

    private boolean isOfThisAnalysis(String name) {
        return name.startsWith(server.index() + "-" + Analysis.VERSION + "-");
    }

    /// The newest first.
    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode one :
                server.ask("/_cat/indices/" + server.index() + "-*?format=json&h=index", null)) {
            String name = one.path("index").asString();
            if (name.substring(server.index().length()).matches("-[a-z0-9]+-[0-9]+")) {
                names.add(name);
            }
        }
        names.sort(Comparator.comparingLong(OpenSearchEngine::number).reversed());
        return names;
    }

    private static long number(String name) {
        return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
    }

    @Override
    public Volume fresh() throws IOException {
        owner.claim();
        makeKept(server);
        List<String> names = names();
        long next = names.isEmpty() ? 1 : number(names.getFirst()) + 1;
        return OpenSearchVolume.make(
                server, owner, server.index() + "-" + Analysis.VERSION + "-" + next, entries);
    }

    /// Its documents are read by their names only.
    static void makeKept(OpenSearch server) throws IOException {
        try {
            server.ask("/" + kept(server), null);
        } catch (OpenSearch.Missing none) {
            ObjectNode told = OpenSearchQueries.object();
            told.putObject("settings")
                    .put("number_of_shards", 1)
                    .put("auto_expand_replicas", "0-1");
            told.putObject("mappings").put("enabled", false);
            server.write("PUT", "/" + kept(server), Json.text(told));
        }
    }

    @Override
    public @Nullable Build unfinished() {
        try {
            String current = currentName();
            OpenSearchVolume open = open();
            for (String name : names()) {
                boolean used = name.equals(current) || (open != null && name.equals(open.name()));
                OpenSearchVolume index = isOfThisAnalysis(name) && !used ? own(open(name)) : null;
                Build build = index == null ? null : Build.goingOn(index);
                if (build != null) {
                    return build;
                }
            }
        } catch (IOException unreadable) {
            LOG.info("No unfinished index can be looked for: {}", unreadable.toString());
        }
        return null;
    }

    @Override
    public void makeCurrent(Volume volume) throws IOException {
        owner.claim();
        ObjectNode told = OpenSearchQueries.object();
        ArrayNode actions = told.putArray("actions");
        String before = currentName();
        if (before != null) {
            alias(actions.addObject().putObject("remove"), before);
        }
        alias(actions.addObject().putObject("add"), ((OpenSearchVolume) volume).name());
        server.write("POST", "/_aliases", Json.text(told));
    }

    private void alias(ObjectNode action, String name) {
        action.put("index", name).put("alias", alias(server));
    }

    @Override
    public void tidy(Volume last) {
        try {
            owner.claim();
            for (String name : names()) {
                if (!name.equals(((OpenSearchVolume) last).name())) {
                    server.write("DELETE", "/" + name, null);
                    server.write("DELETE", "/" + kept(server) + "/_doc/" + name, null);
                }
            }
        } catch (OpenSearch.Missing already) {
            LOG.debug("An old index had nothing kept of it", already);
        } catch (IOException busy) {
            LOG.debug("An old index stays for now", busy);
        }
    }

    // Asking

    /// Null for now.
    private @Nullable OpenSearchVolume open() {
        return (OpenSearchVolume) inUse.get();
    }

    private OpenSearchVolume asked() throws EngineAway {
        OpenSearchVolume index = open();
        if (index == null) {
            throw new EngineAway("no index is open");
        }
        return index;
    }

    private Vocabulary words(OpenSearchVolume of) throws IOException {
        OpenSearchWords known = words;
        if (known == null || !known.isOf(of)) {
            known = new OpenSearchWords(of);
            words = known;
        }
        return known;
    }

    private interface Work<T> {
        T on(OpenSearchVolume index) throws IOException;
    }

    /// Asks again where another index took the place of the one that was asked, and with that its
    /// existence.
    private <T> T asking(Work<T> work) throws IOException {
        while (true) {
            OpenSearchVolume index = asked();
            try {
                return work.on(index);
            } catch (EngineAway gone) {
                if (!index.isBroken() || index == open()) {
                    throw gone;
                }
            }
        }
    }

    private OpenSearchSearch search(OpenSearchVolume index, @Nullable Meaning by)
            throws IOException {
        return new OpenSearchSearch(index, words(index), analyzer, dimensions, by);
    }

    @Override
    public Found find(
            FindRequest request, boolean english, Finding.Way way, Collection<String> facets)
            throws IOException {
        Meaning by = way == Finding.Way.WORDS ? null : meaning;
        return asking(index -> search(index, by).find(request, english, way, facets));
    }

    @Override
    public Optional<Whether> whether(FindRequest request, String key) throws IOException {
        return asking(index -> search(index, meaning).whether(request, key));
    }

    @Override
    public Typed suggest(String typed) throws IOException {
        return asking(index ->
                new Suggesting(new OpenSearchNames(index, analyzer), completions).suggest(typed));
    }

    @Override
    public List<FindDocument> named(String name) throws IOException {
        return asking(index -> search(index, null).named(name));
    }

    @Override
    public boolean knowsMeanings() {
        return meaning != null && meaning.isReady();
    }

    @Override
    public long meaningsMissing() throws IOException {
        return meaning == null ? -1 : meaning.missing();
    }

    @Override
    public void reach() throws IOException {
        owner.claim();
        ObjectNode any = OpenSearchQueries.object().put("size", 0).put("terminate_after", 1);
        asking(index -> index.ask("_search", any));
    }

    @Override
    public Map<String, String> state() {
        return Map.of(
                "engine",
                "opensearch",
                "index",
                server.index() + (owner.isRefused() ? ", kept by another process" : ""),
                "vectors",
                knowsMeanings() ? "compared here; the server " + plugin : "none");
    }

    // In the background

    @Override
    public void start(Supplier<@Nullable Volume> used, ScheduledExecutorService rounds) {
        this.inUse = used;
        rounds.execute(this::sayHowMeaningsAreCompared);
        rounds.scheduleWithFixedDelay(
                this::completeOrLater, FIRST_MS, COMPLETE_MS, TimeUnit.MILLISECONDS);
        if (meaning != null) {
            meaning.start();
        }
    }

    private void sayHowMeaningsAreCompared() {
        try {
            boolean has = false;
            for (JsonNode one : server.ask("/_cat/plugins?format=json&h=component", null)) {
                has |= one.path("component").asString().equals(VECTOR_PLUGIN);
            }
            plugin = has ? "has the vector plugin, unused" : "has no vector plugin";
            LOG.info("Meanings are compared here, since OpenSearch {}", plugin);
        } catch (IOException silent) {
            LOG.debug("Nobody says which plugins there are", silent);
        }
    }

    @Override
    public synchronized void complete() throws IOException {
        OpenSearchVolume index = asked();
        OpenSearchWords known = words;
        if (completions == null || known == null || !known.isGood(index)) {
            OpenSearchWords learnt = new OpenSearchWords(index);
            completions = Completions.of(learnt);
            words = learnt;
        }
    }

    private void completeOrLater() {
        try {
            complete();
        } catch (IOException | RuntimeException | Error failed) {
            LOG.debug("Words will be offered when they can be read", failed);
        }
    }

    @Override
    public void giveWay() {
        if (meaning != null) {
            meaning.giveWay();
        }
    }

    @Override
    public void stop() {
        if (meaning != null) {
            meaning.stop();
        }
    }

    @Override
    public void ended() {
        owner.release();
    }
}

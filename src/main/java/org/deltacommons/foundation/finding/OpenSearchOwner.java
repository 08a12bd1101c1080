package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.deltacommons.foundation.lane.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sees to it that two processes never keep their indexes under one name: each would delete the
/// other's, and mix in what only its own people may find. Whoever writes says so every few seconds
/// in a document beside the indexes; another one that finds it said again refuses to begin, and
/// names be looked up in the records until somebody gives it a name of its own. Who has said
/// nothing for a while has ended. Nothing depends on the clocks of two machines being alike.
///
/// A process knows itself again by a file of its data folder, so that after a kill it need not wait
/// for itself.
final class OpenSearchOwner {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchOwner.class);
    private static final String WHO = "who";
    private static final String FILE = "opensearch-owner";

    /// How often it says so.
    private static final long SAYS_NS = TimeUnit.SECONDS.toNanos(5);

    /// Who has not said so for this long has ended.
    private static final long SILENT_NS = TimeUnit.SECONDS.toNanos(30);

    /// The version of a document, which every write changes.
    private record Said(String who, long number, long term) {}

    private final OpenSearch server;
    private final Path root;
    private final LongSupplier nanos;
    private @Nullable String own;

    /// What this process said last; null as long as the name is not its own.
    private @Nullable Said mine;

    private long saidAt;

    /// What somebody else said, and since when it is the same.
    private @Nullable Said theirs;

    private long theirsSince;
    private long looked;
    private volatile boolean refused;

    /// @param root the folder that is this process's own
    /// @param nanos of a clock that only goes on
    OpenSearchOwner(OpenSearch server, Path root, LongSupplier nanos) {
        this.server = server;
        this.root = root;
        this.nanos = nanos;
    }

    /// Says that the name is this process's; cheap if it was said just now.
    ///
    /// @throws EngineAway if it is another one's, or nobody answers
    synchronized void claim() throws IOException {
        Said last = mine;
        if (last != null && nanos.getAsLong() - saidAt < SAYS_NS) {
            return;
        }
        mine = null;
        // Without having looked where it was said last; if that is not so, by what is said now.
        boolean said = last != null && say(last);
        if (!said) {
            Said now = said();
            said = (now == null || now.who().equals(own()) || isSilent(now)) && say(now);
        }
        refused = !said;
        if (!said) {
            throw new EngineAway(
                    "another process keeps its indexes under the name "
                            + server.index()
                            + "; give this one a name of its own by delta.finding.opensearch.index");
        }
    }

    /// Whether another process has the name.
    boolean isRefused() {
        return refused;
    }

    /// Whether nothing may be written: somebody else may have taken the name since.
    synchronized void check() throws EngineAway {
        if (mine == null) {
            throw new EngineAway("the indexes are not this process's any more");
        }
    }

    /// From now on another one may have it.
    synchronized void release() {
        Said last = mine;
        mine = null;
        if (last != null) {
            try {
                server.write("DELETE", path() + after(last), null);
            } catch (IOException gone) {
                LOG.debug("The name of the indexes is free in half a minute", gone);
            }
        }
    }

    private boolean isSilent(Said now) {
        long at = nanos.getAsLong();
        // While the server was gone, nobody could say anything.
        if (!now.equals(theirs) || at - looked > SAYS_NS) {
            theirs = now;
            theirsSince = at;
        }
        looked = at;
        return at - theirsSince >= SILENT_NS;
    }

    private @Nullable Said said() throws IOException {
        try {
            JsonNode told = server.ask(path(), null);
            return new Said(
                    told.path("_source").path(WHO).asString(""),
                    told.path("_seq_no").asLong(),
                    told.path("_primary_term").asLong());
        } catch (OpenSearch.Missing nobody) {
            return null;
        }
    }

    /// @param last what was said before; null if nothing
    /// @return false if somebody else was sooner
    private boolean say(@Nullable Said last) throws IOException {
        ObjectNode told = OpenSearchQueries.object().put(WHO, own());
        if (last == null) {
            OpenSearchEngine.makeKept(server);
        }
        String only = last == null ? "?op_type=create" : after(last);
        try {
            JsonNode answer = server.write("PUT", path() + only, Json.text(told));
            mine =
                    new Said(
                            own(),
                            answer.path("_seq_no").asLong(),
                            answer.path("_primary_term").asLong());
            saidAt = nanos.getAsLong();
            return true;
        } catch (OpenSearch.Sooner other) {
            LOG.debug("Somebody else was sooner", other);
            return false;
        }
    }

    private static String after(Said last) {
        return "?if_seq_no=%d&if_primary_term=%d".formatted(last.number(), last.term());
    }

    private String path() {
        return "/" + OpenSearchEngine.kept(server) + "/_doc/owner";
    }

    /// Whether an index is not of this process.
    ///
    /// @param who made it; empty if it is not known
    synchronized boolean isForeign(String who) throws IOException {
        return !who.isEmpty() && !who.equals(own());
    }

    /// Names this process, and the indexes that it makes.
    synchronized String own() throws IOException {
        String known = own;
        if (known == null) {
            Path file = root.resolve(FILE);
            Files.createDirectories(root);
            if (!Files.exists(file)) {
                Files.writeString(file, chance());
            }
            known = Files.readString(file).strip();
            own = known;
        }
        return known;
    }

    private static String chance() {
        byte[] bits = new byte[16];
        new SecureRandom().nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}

package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// One index folder: what is written to it and the newest reading of it.
final class Shelf implements Volume {

    static final String KEY = "key";
    static final String KIND = "kind";
    static final String NAME = "name";
    static final String PRICE = "price";

    /// Sorts behind every price.
    static final long NO_PRICE = Long.MAX_VALUE;

    static final String SUGGEST = "suggest";
    static final String JSON = "json";

    /// Names of what is compared by meaning; see [Passages].
    static final String PASSAGE = "passage";

    private static final double WRITE_BUFFER_MB = 48;

    private final Path folder;
    private final FSDirectory directory;
    private final IndexWriter writer;
    private final Entries entries;
    private volatile Reading reading;
    private volatile boolean dirty;

    private Shelf(Path folder, FSDirectory directory, IndexWriter writer, Analyzer analyzer)
            throws IOException {
        this.folder = folder;
        this.directory = directory;
        this.writer = writer;
        this.entries = new Entries(analyzer);
        this.reading = new Reading(DirectoryReader.open(writer), null);
    }

    /// @throws IOException if the folder holds no index that can be read, or another holds it
    static Shelf open(Path folder, boolean fresh, Analyzer analyzer) throws IOException {
        FSDirectory directory = FSDirectory.open(folder);
        try {
            IndexWriterConfig config =
                    new IndexWriterConfig(analyzer)
                            .setOpenMode(
                                    fresh
                                            ? IndexWriterConfig.OpenMode.CREATE
                                            : IndexWriterConfig.OpenMode.APPEND)
                            .setRAMBufferSizeMB(WRITE_BUFFER_MB)
                            .setCommitOnClose(false);
            return new Shelf(folder, directory, new IndexWriter(directory, config), analyzer);
        } catch (IOException | RuntimeException unreadable) {
            directory.close();
            throw unreadable;
        }
    }

    /// Whether nobody writes to the folder.
    static boolean isFree(Path folder) {
        try (FSDirectory directory = FSDirectory.open(folder);
                Lock _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            return true;
        } catch (IOException held) {
            return false;
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void put(Collection<FindDocument> documents) throws IOException {
        for (FindDocument document : documents) {
            writer.updateDocument(new Term(KEY, document.key()), entries.of(document));
        }
        dirty |= !documents.isEmpty();
    }

    @Override
    public void remove(Collection<String> keys) throws IOException {
        writer.deleteDocuments(keys.stream().map(key -> new Term(KEY, key)).toArray(Term[]::new));
        dirty |= !keys.isEmpty();
    }

    @Override
    public void refresh() throws IOException {
        Reading old = reading;
        DirectoryReader newer = DirectoryReader.openIfChanged(old.reader(), writer);
        if (newer != null) {
            reading = new Reading(newer, old);
            old.release();
        }
    }

    /// The newest reading, which the caller releases; `null` if another has just taken its place.
    @Nullable Reading acquire() {
        Reading newest = reading;
        return newest.tryAcquire() ? newest : null;
    }

    @Override
    public Optional<FindDocument> known(FindDocument document) {
        Reading newest = null;
        while (newest == null) {
            newest = acquire();
        }
        try {
            IndexSearcher searcher = newest.searcher();
            TopDocs found = searcher.search(new TermQuery(new Term(KEY, document.key())), 1);
            return found.scoreDocs.length == 0
                    ? Optional.empty()
                    : Optional.of(
                            Documents.stored(searcher.storedFields(), found.scoreDocs[0].doc));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            newest.release();
        }
    }

    @Override
    public boolean isBroken() {
        return !writer.isOpen();
    }

    @Override
    public boolean isDirty() {
        return dirty;
    }

    @Override
    public void commit(Map<Province, Long> positions, Map<String, String> besides)
            throws IOException {
        Map<String, String> told = new HashMap<>(besides);
        positions.forEach((home, position) -> told.put(home.code(), position.toString()));
        dirty = false;
        writer.setLiveCommitData(told.entrySet());
        writer.commit();
    }

    @Override
    public Map<Province, Long> positions() {
        Map<Province, Long> positions = new EnumMap<>(Province.class);
        Map<String, String> told = told();
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
        Map<String, String> told = new HashMap<>();
        Iterable<Map.Entry<String, String>> kept = writer.getLiveCommitData();
        if (kept != null) {
            kept.forEach(entry -> told.put(entry.getKey(), entry.getValue()));
        }
        return told;
    }

    /// As it is compared while typing: lower case, single spaces, at most 60 characters.
    static String suggestion(String text) {
        String plain = Question.clean(text).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return plain.length() <= 60 ? plain : plain.substring(0, 60);
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            reading.release();
            writer.close();
        }
    }
}

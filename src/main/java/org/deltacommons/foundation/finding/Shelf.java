package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Collator;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.util.BytesRef;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// One index folder: what is written to it and the newest reading of it.
final class Shelf implements AutoCloseable {

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

    private static final Collator PINYIN = Collator.getInstance(Locale.SIMPLIFIED_CHINESE);
    private static final int FACET_LENGTH_MAX = 100;
    private static final double WRITE_BUFFER_MB = 48;

    private final Path folder;
    private final FSDirectory directory;
    private final IndexWriter writer;
    private final TextTerms terms;
    private volatile Reading reading;
    private volatile boolean dirty;

    private Shelf(Path folder, FSDirectory directory, IndexWriter writer, Analyzer analyzer)
            throws IOException {
        this.folder = folder;
        this.directory = directory;
        this.writer = writer;
        this.terms = new TextTerms(analyzer);
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

    void put(Collection<FindDocument> documents) throws IOException {
        for (FindDocument document : documents) {
            writer.updateDocument(new Term(KEY, document.key()), write(document));
        }
        dirty |= !documents.isEmpty();
    }

    void remove(Collection<String> keys) throws IOException {
        writer.deleteDocuments(keys.stream().map(key -> new Term(KEY, key)).toArray(Term[]::new));
        dirty |= !keys.isEmpty();
    }

    /// Makes what was written visible.
    void refresh() throws IOException {
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

    boolean isDirty() {
        return dirty;
    }

    /// @param positions how far each feed is in the index, kept with it
    void commit(Map<Province, Long> positions) throws IOException {
        commit(positions, Map.of());
    }

    /// @param besides what else is to be read where the index is opened again
    void commit(Map<Province, Long> positions, Map<String, String> besides) throws IOException {
        Map<String, String> told = new HashMap<>(besides);
        positions.forEach((home, position) -> told.put(home.code(), position.toString()));
        dirty = false;
        writer.setLiveCommitData(told.entrySet());
        writer.commit();
    }

    Map<Province, Long> positions() {
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

    /// What was kept with the last commit.
    Map<String, String> told() {
        Map<String, String> told = new HashMap<>();
        Iterable<Map.Entry<String, String>> kept = writer.getLiveCommitData();
        if (kept != null) {
            kept.forEach(entry -> told.put(entry.getKey(), entry.getValue()));
        }
        return told;
    }

    private Document write(FindDocument document) {
        Document to = new Document();
        String key = document.key();
        to.add(new StringField(KEY, key, Field.Store.NO));
        to.add(new SortedDocValuesField(KEY, new BytesRef(key)));
        to.add(new StringField(KIND, document.kind(), Field.Store.NO));
        to.add(new StoredField(JSON, Json.text(document)));
        to.add(
                new SortedDocValuesField(
                        NAME,
                        new BytesRef(PINYIN.getCollationKey(document.titleZh()).toByteArray())));
        Money price = document.price();
        to.add(new LongField(PRICE, price == null ? NO_PRICE : price.fen(), Field.Store.NO));
        text(to, Analysis.TITLE, Analysis.TITLE_PAIRS, document.titleZh());
        text(to, Analysis.TITLE, Analysis.TITLE_PAIRS, document.titleEn());
        text(to, Analysis.BODY, Analysis.BODY_PAIRS, document.summaryZh());
        text(to, Analysis.BODY, Analysis.BODY_PAIRS, document.summaryEn());
        text(to, Analysis.BODY, Analysis.BODY_PAIRS, document.ownerZh());
        text(to, Analysis.BODY, Analysis.BODY_PAIRS, document.ownerEn());
        suggest(to, document.titleZh());
        suggest(to, document.titleEn());
        texts(to, document);
        Passages.of(document)
                .keySet()
                .forEach(name -> to.add(new StringField(PASSAGE, name, Field.Store.NO)));
        facets(to, document);
        return to;
    }

    private void texts(Document to, FindDocument document) {
        for (FindDocument.Text text : document.texts()) {
            switch (text.weight()) {
                case CODE -> {
                    Analysis.codes(text.text(), true).forEach(code -> code(to, code));
                    text(to, Analysis.STRONG, Analysis.BODY_PAIRS, text.text());
                    suggest(to, Analysis.code(text.text()));
                }
                case STRONG -> text(to, Analysis.STRONG, Analysis.BODY_PAIRS, text.text());
                case BODY -> text(to, Analysis.BODY, Analysis.BODY_PAIRS, text.text());
            }
        }
    }

    private static void facets(Document to, FindDocument document) {
        facet(to, Finding.TYPE, document.kind());
        document.facets()
                .forEach((dimension, values) ->
                        values.stream()
                                .filter(value -> !value.isBlank())
                                .map(Shelf::bounded)
                                .distinct()
                                .forEach(value -> facet(to, dimension, value)));
    }

    private static void facet(Document to, String dimension, String value) {
        to.add(new StringField(Segment.FIELD + dimension, value, Field.Store.NO));
    }

    private static String bounded(String value) {
        return value.length() <= FACET_LENGTH_MAX ? value : value.substring(0, FACET_LENGTH_MAX);
    }

    private void text(Document to, String field, String pairs, String text) {
        if (!text.isBlank()) {
            to.add(new TextField(field, terms.of(field, text)));
            to.add(new TextField(pairs, terms.of(pairs, text)));
            terms.codes(text).forEach(code -> code(to, code));
        }
    }

    private static void code(Document to, String code) {
        to.add(new StringField(Analysis.CODES, code, Field.Store.NO));
    }

    private static void suggest(Document to, String text) {
        if (!text.isBlank()) {
            to.add(new StringField(SUGGEST, suggestion(text), Field.Store.NO));
        }
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

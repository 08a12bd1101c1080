package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.jspecify.annotations.Nullable;

/// The passages of an embedded index, segment by segment: one that was gone through is not looked
/// at again.
final class SegmentPassages implements PassageSource {

    private static final int BATCH = 32;

    private final Supplier<@Nullable Reading> readings;
    private @Nullable Object given;

    /// Segments that were given as a whole.
    private final Set<IndexReader.CacheKey> done = new HashSet<>();

    /// @param readings the newest reading, acquired; null for now
    SegmentPassages(Supplier<@Nullable Reading> readings) {
        this.readings = readings;
    }

    @Override
    public void give(To to) throws IOException, InterruptedException {
        Reading reading = readings.get();
        if (reading == null) {
            return;
        }
        try {
            if (given != reading && give(reading, to)) {
                given = reading;
            }
        } finally {
            reading.release();
        }
    }

    private boolean give(Reading reading, To to) throws IOException, InterruptedException {
        Set<IndexReader.CacheKey> now = new HashSet<>();
        for (LeafReaderContext leaf : reading.reader().leaves()) {
            IndexReader.CacheKey segment = Segment.core(leaf.reader());
            now.add(segment);
            if (!done.contains(segment)) {
                if (!give(leaf, to)) {
                    return false;
                }
                done.add(segment);
            }
        }
        done.retainAll(now);
        return true;
    }

    private static boolean give(LeafReaderContext leaf, To to)
            throws IOException, InterruptedException {
        Terms terms = leaf.reader().terms(Shelf.PASSAGE);
        TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
        Set<String> names = new LinkedHashSet<>();
        boolean more = true;
        while (more) {
            more = each.next() != null;
            if (more) {
                names.add(each.term().utf8ToString());
            }
            if (names.size() == BATCH || !more) {
                if (!to.take(names, some -> texts(leaf, some))) {
                    return false;
                }
                names.clear();
            }
        }
        return true;
    }

    /// The texts of the names, from a document of the segment that has each.
    private static Map<String, String> texts(LeafReaderContext leaf, Set<String> names)
            throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        StoredFields stored = leaf.reader().storedFields();
        for (String name : names) {
            PostingsEnum postings =
                    leaf.reader().postings(new Term(Shelf.PASSAGE, name), PostingsEnum.NONE);
            if (!texts.containsKey(name) && postings != null) {
                Passages.of(Documents.stored(stored, postings.nextDoc()))
                        .forEach((key, text) -> {
                            if (names.contains(key)) {
                                texts.put(key, text);
                            }
                        });
            }
        }
        return texts;
    }

    @Override
    public long missing(Vectors vectors) throws IOException {
        Reading reading = null;
        while (reading == null) {
            reading = readings.get();
        }
        try {
            Terms terms = MultiTerms.getTerms(reading.reader(), Shelf.PASSAGE);
            TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
            long missing = 0;
            while (each.next() != null) {
                missing += vectors.missing(Set.of(each.term().utf8ToString())).size();
            }
            return missing;
        } finally {
            reading.release();
        }
    }
}

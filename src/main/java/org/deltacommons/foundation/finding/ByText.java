package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.FieldComparatorSource;
import org.apache.lucene.search.LeafFieldComparator;
import org.apache.lucene.search.Pruning;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Puts hits in the order of a text, those without it first: the same as sorting by the field, but
/// within a segment by the places of the texts alone. A text is read only where hits of two
/// segments are compared, and of the hits that remain; not for every hit that was for a while among
/// the first.
final class ByText extends FieldComparator<BytesRef> implements LeafFieldComparator {

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final String field;
    private final One[] slots;
    private Texts here = Texts.NONE;
    private One bottom = One.MISSING;
    private One top = One.MISSING;

    /// Where bottom and top would stand in this segment; looked up when something is compared with
    /// them, which is only what was equal before.
    private long bottomHere = UNKNOWN;

    private long topHere = UNKNOWN;

    /// @param hits that are wanted
    private ByText(String field, int hits) {
        this.field = field;
        this.slots = new One[hits];
    }

    static SortField sort(String field) {
        return new SortField(
                field,
                new FieldComparatorSource() {
                    @Override
                    public FieldComparator<?> newComparator(
                            String of, int hits, Pruning pruning, boolean reversed) {
                        return new ByText(of, hits);
                    }
                });
    }

    /// The texts of one segment.
    ///
    /// @param ofDocs goes through the documents
    private record Texts(@Nullable LeafReader reader, String field, SortedDocValues ofDocs) {

        static final Texts NONE = new Texts(null, "", DocValues.emptySorted());

        static Texts of(LeafReader reader, String field) throws IOException {
            return new Texts(reader, field, DocValues.getSorted(reader, field));
        }

        int place(int doc) throws IOException {
            return ofDocs.advanceExact(doc) ? ofDocs.ordValue() : One.NOWHERE;
        }

        @Nullable BytesRef text(int place) {
            if (reader == null || place == One.NOWHERE) {
                return null;
            }
            try {
                return BytesRef.deepCopyOf(DocValues.getSorted(reader, field).lookupOrd(place));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /// Twice the place of a hit's text, or the odd number between its neighbours.
        long doubled(One one) throws IOException {
            if (one.texts == this) {
                return 2L * one.place;
            }
            BytesRef text = one.text();
            if (text == null) {
                return 2L * One.NOWHERE;
            }
            int found = ofDocs.lookupTerm(text);
            return found >= 0 ? 2L * found : 2L * (-found - 1) - 1;
        }
    }

    /// A hit's text, read when it is asked for.
    private static final class One {

        static final int NOWHERE = -1;
        static final One MISSING = new One(Texts.NONE, NOWHERE, null);

        private final Texts texts;
        private final int place;
        private @Nullable BytesRef text;

        One(Texts texts, int place, @Nullable BytesRef text) {
            this.texts = texts;
            this.place = place;
            this.text = text;
        }

        @Nullable BytesRef text() {
            if (text == null) {
                text = texts.text(place);
            }
            return text;
        }

        int compareWith(One other) {
            if (texts == other.texts) {
                return Integer.compare(place, other.place);
            }
            BytesRef mine = text();
            BytesRef theirs = other.text();
            if (mine == null || theirs == null) {
                return Boolean.compare(mine != null, theirs != null);
            }
            return mine.compareTo(theirs);
        }
    }

    @Override
    public LeafFieldComparator getLeafComparator(LeafReaderContext leaf) throws IOException {
        here = Texts.of(leaf.reader(), field);
        bottomHere = UNKNOWN;
        topHere = UNKNOWN;
        return this;
    }

    @Override
    public int compare(int one, int other) {
        return slots[one].compareWith(slots[other]);
    }

    /// @param value null for what has no text
    @Override
    public void setTopValue(@Nullable BytesRef value) {
        top = value == null ? One.MISSING : new One(Texts.NONE, One.NOWHERE, value);
    }

    @Override
    @SuppressWarnings("NullAway") // As of any field that a document need not have.
    public BytesRef value(int slot) {
        return slots[slot].text();
    }

    @Override
    public int compareValues(BytesRef one, BytesRef other) {
        return Objects.compare(
                one, other, java.util.Comparator.nullsFirst(java.util.Comparator.naturalOrder()));
    }

    @Override
    public void setBottom(int slot) {
        bottom = slots[slot];
        bottomHere = UNKNOWN;
    }

    @Override
    public int compareBottom(int doc) throws IOException {
        if (bottomHere == UNKNOWN) {
            bottomHere = here.doubled(bottom);
        }
        return Long.compare(bottomHere, 2L * here.place(doc));
    }

    @Override
    public int compareTop(int doc) throws IOException {
        if (topHere == UNKNOWN) {
            topHere = here.doubled(top);
        }
        return Long.compare(topHere, 2L * here.place(doc));
    }

    @Override
    public void copy(int slot, int doc) throws IOException {
        slots[slot] = new One(here, here.place(doc), null);
    }

    @Override
    public void setScorer(org.apache.lucene.search.Scorable scorer) {}
}

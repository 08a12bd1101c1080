package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/// One state of the index, the same for the whole of a search.
final class Reading {

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final @Nullable SortedSetDocValuesReaderState facets;

    Reading(DirectoryReader reader) throws IOException {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        this.facets = facets(reader);
    }

    private static @Nullable SortedSetDocValuesReaderState facets(DirectoryReader reader)
            throws IOException {
        try {
            return new DefaultSortedSetDocValuesReaderState(reader, Shelf.FACETS);
        } catch (IllegalArgumentException noFacetsYet) {
            return null;
        }
    }

    DirectoryReader reader() {
        return reader;
    }

    IndexSearcher searcher() {
        return searcher;
    }

    /// `null` while no document has any facet.
    @Nullable SortedSetDocValuesReaderState facets() {
        return facets;
    }

    boolean tryAcquire() {
        return reader.tryIncRef();
    }

    void release() {
        try {
            reader.decRef();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

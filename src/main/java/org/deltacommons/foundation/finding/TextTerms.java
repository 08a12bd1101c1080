package org.deltacommons.foundation.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.BytesRef;

/// The terms of texts on their way into the index. Cutting a Chinese text into words costs more
/// than all the rest of indexing, and many documents say the same (owners, disciplines, the
/// functions of instruments of a kind), so the last texts' terms are kept.
final class TextTerms {

    /// Of terms, about ten thousand texts.
    private static final long BYTES_MAX = 8L << 20;

    private static final int ENTRY_BYTES = 150;

    private record Key(String field, String text) {}

    /// @param bytes of all terms, one after another
    /// @param ends where in them each ends
    /// @param steps how many positions each lies behind the one before
    /// @param last positions that were left out at the end
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and it must be small.
    private record Terms(byte[] bytes, int[] ends, int[] steps, int last) {

        int size() {
            return ENTRY_BYTES + bytes.length + 2 * Integer.BYTES * ends.length;
        }
    }

    private final Analyzer analyzer;

    private final Cache<Key, Terms> kept =
            Caffeine.newBuilder()
                    .maximumWeight(BYTES_MAX)
                    .weigher((Key key, Terms terms) -> terms.size() + key.text().length())
                    // Waking another thread for the cache's own upkeep costs more than the upkeep.
                    .executor(Runnable::run)
                    .build();

    private final Cache<String, Set<String>> codes =
            Caffeine.newBuilder().maximumSize(10_000).executor(Runnable::run).build();

    TextTerms(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /// The same terms at the same positions as the analyzer gives.
    TokenStream of(String field, String text) {
        return new Replay(kept.get(new Key(field, text), this::analysed));
    }

    /// Designations that occur in a text.
    Set<String> codes(String text) {
        return codes.get(text, one -> Analysis.codes(one, false));
    }

    private Terms analysed(Key key) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // No more terms than characters.
        int[] ends = new int[key.text().length()];
        int[] steps = new int[ends.length];
        int count = 0;
        try (TokenStream stream = analyzer.tokenStream(key.field(), new StringReader(key.text()))) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                bytes.writeBytes(term.toString().getBytes(StandardCharsets.UTF_8));
                ends[count] = bytes.size();
                steps[count++] = step.getPositionIncrement();
            }
            stream.end();
            return new Terms(
                    bytes.toByteArray(),
                    java.util.Arrays.copyOf(ends, count),
                    java.util.Arrays.copyOf(steps, count),
                    step.getPositionIncrement());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Terms that are known, as the index writer reads them.
    private static final class Replay extends TokenStream {

        private final Terms terms;
        private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
        private final PositionIncrementAttribute step =
                addAttribute(PositionIncrementAttribute.class);
        private int at;

        Replay(Terms terms) {
            this.terms = terms;
        }

        @Override
        public void reset() {
            at = 0;
        }

        @Override
        public boolean incrementToken() {
            if (at == terms.ends().length) {
                return false;
            }
            clearAttributes();
            int from = at == 0 ? 0 : terms.ends()[at - 1];
            term.setBytesRef(new BytesRef(terms.bytes(), from, terms.ends()[at] - from));
            step.setPositionIncrement(terms.steps()[at]);
            at++;
            return true;
        }

        @Override
        public void end() throws IOException {
            super.end();
            step.setPositionIncrement(terms.last());
        }
    }
}

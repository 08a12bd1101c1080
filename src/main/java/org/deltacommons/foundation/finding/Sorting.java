package org.deltacommons.foundation.finding;

import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.util.BytesRef;
import org.deltacommons.foundation.finding.FindRequest.Order;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.jspecify.annotations.Nullable;

/// The order of hits in the index, and the cursors that go on in it. What is equal stands by its
/// fit, then by its id; what hardly fits a sentence stands behind the rest. So the order is total,
/// and a page begins where the one before ended.
final class Sorting {

    private static final SortField ID = ByText.sort(Shelf.KEY);

    private final Order order;
    private final @Nullable Measure measure;
    private final Measured measured;
    private final float least;

    /// @param order as it is used, which need not be the one that was asked for
    /// @param least what fits less comes behind all that does not; 0 where nothing does
    Sorting(Order order, @Nullable Measure measure, Measured measured, float least) {
        this.order = order;
        this.measure = measure;
        this.measured = measured;
        this.least = least;
    }

    Sort sort() {
        SortField well = FitsWell.first(least);
        return switch (order) {
            case FIT -> new Sort(SortField.FIELD_SCORE, ID);
            case DISTANCE, FREE, OWN ->
                    new Sort(
                            well,
                            measured.sort(Objects.requireNonNull(measure)),
                            SortField.FIELD_SCORE,
                            ID);
            case PRICE ->
                    new Sort(
                            well,
                            LongField.newSortField(
                                    Shelf.PRICE, false, SortedNumericSelector.Type.MIN),
                            SortField.FIELD_SCORE,
                            ID);
            case NAME -> new Sort(well, ByText.sort(Shelf.NAME), SortField.FIELD_SCORE, ID);
        };
    }

    /// Whether a hit fits so little that it comes behind the others.
    boolean isFar(ScoreDoc hit) {
        return order != Order.FIT
                && hit instanceof FieldDoc sorted
                && FitsWell.isFar(Objects.requireNonNull(sorted.fields)[0]);
    }

    /// Begins each cursor of this order, so that one of another is no cursor of it. What someone
    /// has left on their vouchers may change between two pages; the order goes on then.
    private String prefix() {
        boolean bound = order == Order.DISTANCE || order == Order.FREE;
        return order + (bound ? "@" + Objects.requireNonNull(measure).key() : "") + ":";
    }

    String cursor(FieldDoc last) {
        Object[] fields = Objects.requireNonNull(last.fields);
        String before =
                switch (order) {
                    case FIT -> "";
                    case DISTANCE, FREE, OWN, PRICE ->
                            bits(least) + ":" + fields[0] + ":" + fields[1] + ":";
                    case NAME ->
                            bits(least)
                                    + ":"
                                    + fields[0]
                                    + ":"
                                    + Base64.getEncoder()
                                            .encodeToString(
                                                    BytesRef.deepCopyOf((BytesRef) fields[1]).bytes)
                                    + ":";
                };
        return new Cursor(
                        prefix() + before + bits((Float) fields[fields.length - 2]),
                        ((BytesRef) fields[fields.length - 1]).utf8ToString())
                .encode();
    }

    private static int bits(float number) {
        return Float.floatToIntBits(number);
    }

    private static float number(String bits) {
        return Float.intBitsToFloat(Integer.parseInt(bits));
    }

    /// What a cursor says of the least that fits well: the same on every page.
    ///
    /// @return empty on the first page
    static Optional<Float> least(@Nullable String cursor) {
        try {
            return Cursor.decode(cursor)
                    .map(at -> at.key().split(":", -1))
                    .filter(told -> told.length > 2)
                    .map(told -> number(told[1]));
        } catch (NumberFormatException forged) {
            throw new RefusedException(WebReason.CURSOR_INVALID);
        }
    }

    /// @return null from the beginning
    @Nullable FieldDoc after(@Nullable String cursor) {
        Cursor at = Cursor.decode(cursor).orElse(null);
        if (at == null) {
            return null;
        }
        try {
            if (!at.key().startsWith(prefix())) {
                throw new NumberFormatException("a cursor of another order");
            }
            String[] told = at.key().substring(prefix().length()).split(":", -1);
            Float fit = number(told[told.length - 1]);
            BytesRef id = new BytesRef(at.id());
            if (order == Order.FIT) {
                return at(fit, id);
            }
            if (told.length != 4) {
                throw new NumberFormatException("not all of a cursor");
            }
            Object value =
                    order == Order.NAME
                            ? new BytesRef(Base64.getDecoder().decode(told[2]))
                            : Long.valueOf(told[2]);
            return at(Long.valueOf(told[1]), value, fit, id);
        } catch (IllegalArgumentException forged) {
            throw new RefusedException(WebReason.CURSOR_INVALID);
        }
    }

    private static FieldDoc at(Object... fields) {
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, fields);
    }

    /// From when on the page before looked for free slots, so that the next one goes on in the same
    /// order.
    ///
    /// @return empty for a cursor of another order, or of none
    static Optional<Instant> moment(@Nullable String cursor) {
        String begin = Order.FREE + "@";
        return Cursor.decode(cursor)
                .map(Cursor::key)
                .filter(key -> key.matches(begin + "\\d{1,9}:.*"))
                .map(key -> key.substring(begin.length(), key.indexOf(':')))
                .map(minute -> Instant.ofEpochSecond(Long.parseLong(minute) * 60));
    }
}

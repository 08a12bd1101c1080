package org.deltacommons.foundation.finding;

import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.FieldDoc;
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
/// fit, then by its id; so the order is total, and a page begins where the one before ended.
final class Sorting {

    private static final SortField ID = new SortField(Shelf.KEY, SortField.Type.STRING);

    private final Order order;
    private final @Nullable Measure measure;
    private final Measured measured;

    /// @param order as it is used, which need not be the one that was asked for
    Sorting(Order order, @Nullable Measure measure, Measured measured) {
        this.order = order;
        this.measure = measure;
        this.measured = measured;
    }

    Sort sort() {
        return switch (order) {
            case FIT -> new Sort(SortField.FIELD_SCORE, ID);
            case DISTANCE, FREE, OWN ->
                    new Sort(
                            measured.sort(Objects.requireNonNull(measure)),
                            SortField.FIELD_SCORE,
                            ID);
            case PRICE ->
                    new Sort(
                            LongField.newSortField(
                                    Shelf.PRICE, false, SortedNumericSelector.Type.MIN),
                            SortField.FIELD_SCORE,
                            ID);
            case NAME ->
                    new Sort(
                            new SortField(Shelf.NAME, SortField.Type.STRING),
                            SortField.FIELD_SCORE,
                            ID);
        };
    }

    /// Begins each cursor of this order, so that one of another is no cursor of it. What someone
    /// has left on their vouchers may change between two pages; the order goes on then.
    private String prefix() {
        boolean bound = order == Order.DISTANCE || order == Order.FREE;
        return order + (bound ? "@" + Objects.requireNonNull(measure).key() : "") + ":";
    }

    String cursor(FieldDoc last) {
        Object[] fields = Objects.requireNonNull(last.fields);
        String value =
                switch (order) {
                    case FIT -> "";
                    case DISTANCE, FREE, OWN, PRICE -> fields[0] + ":";
                    case NAME ->
                            Base64.getEncoder()
                                            .encodeToString(
                                                    BytesRef.deepCopyOf((BytesRef) fields[0]).bytes)
                                    + ":";
                };
        int fit = Float.floatToIntBits((Float) fields[fields.length - 2]);
        return new Cursor(
                        prefix() + value + fit,
                        ((BytesRef) fields[fields.length - 1]).utf8ToString())
                .encode();
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
            Float fit = Float.intBitsToFloat(Integer.parseInt(told[told.length - 1]));
            BytesRef id = new BytesRef(at.id());
            Object[] fields =
                    switch (order) {
                        case FIT -> new Object[] {fit, id};
                        case DISTANCE, FREE, OWN, PRICE ->
                                new Object[] {Long.valueOf(told[0]), fit, id};
                        case NAME ->
                                new Object[] {
                                    new BytesRef(Base64.getDecoder().decode(told[0])), fit, id
                                };
                    };
            return new FieldDoc(Integer.MAX_VALUE, Float.NaN, fields);
        } catch (IllegalArgumentException forged) {
            throw new RefusedException(WebReason.CURSOR_INVALID);
        }
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

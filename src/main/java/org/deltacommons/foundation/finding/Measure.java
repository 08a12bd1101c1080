package org.deltacommons.foundation.finding;

import java.time.Instant;
import java.util.function.ToLongFunction;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// A number for every document, by which hits are put in order, the least first. It is a function
/// of one text that the document carries in the index, so an index of any kind can work it out once
/// for each text that there is and need not read the documents: few have a place or a price of
/// their own.
public final class Measure {

    /// Of what has no such text, or one that says nothing: comes last.
    public static final long UNKNOWN = Long.MAX_VALUE;

    /// What the number is a function of.
    public enum By {
        /// The code of the city.
        PLACE,
        /// As [Openings#text] makes it.
        OPENINGS,
        /// As [Tariff#text] makes it.
        TARIFF;

        /// The text of a document; null if it has none.
        @Nullable String of(FindDocument document) {
            FindDocument.Terms terms = document.terms();
            return switch (this) {
                case PLACE -> document.place() == null ? null : document.place().city().value();
                case OPENINGS -> terms.openings() == null ? null : terms.openings().text();
                case TARIFF -> terms.tariff() == null ? null : terms.tariff().text();
            };
        }
    }

    private final By by;
    private final String key;
    private final ToLongFunction<String> numbers;

    private Measure(By by, String key, ToLongFunction<String> numbers) {
        this.by = by;
        this.key = key;
        this.numbers = numbers;
    }

    /// Metres from a city, from city to city.
    public static Measure distance(DivisionCode from) {
        return new Measure(
                By.PLACE,
                from.city().value(),
                place -> Cities.known().distance(from, new DivisionCode(place)).orElse(UNKNOWN));
    }

    /// Minutes since 1970 until the next free slot.
    ///
    /// @param now from when on; rounded up to a whole minute
    public static Measure opening(Instant now) {
        long minute = Math.ceilDiv(now.getEpochSecond(), 60L);
        return new Measure(By.OPENINGS, Long.toString(minute), text -> Openings.next(text, minute));
    }

    /// Fen that one unit costs whoever looks.
    ///
    /// @param payer null for the price that everybody sees
    public static Measure own(@Nullable Payer payer) {
        if (payer == null) {
            return new Measure(By.TARIFF, "", text -> Tariff.of(text).shown().fen());
        }
        return new Measure(
                By.TARIFF,
                payer.version(),
                text -> payer.own(Tariff.of(text)).map(Money::fen).orElse(UNKNOWN));
    }

    By by() {
        return by;
    }

    /// The same of two measures by the same only if all their numbers are.
    String key() {
        return key;
    }

    /// @param text as [By#of] gives it
    long of(String text) {
        return numbers.applyAsLong(text);
    }

    /// @return [#UNKNOWN] if it has none
    long of(FindDocument document) {
        String text = by.of(document);
        return text == null ? UNKNOWN : of(text);
    }
}

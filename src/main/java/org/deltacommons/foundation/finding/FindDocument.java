package org.deltacommons.foundation.finding;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// What can be found: everything that the list of hits shows, and what is searched besides.
///
/// @param summaryZh one or two sentences
/// @param url of its page
/// @param place where it is, if anywhere
/// @param ownerZh whose it is, in words; empty if nobody's
/// @param price the lowest one, if it has any
/// @param unit a message key: what the price is for
/// @param demo whether it is invented and must say so
/// @param texts what is searched besides titles and summaries
/// @param facets values by dimension
/// @param terms what hits are put in order by besides fit, name and price
public record FindDocument(
        String kind,
        String id,
        String titleZh,
        String titleEn,
        String summaryZh,
        String summaryEn,
        String url,
        Province home,
        @Nullable DivisionCode place,
        String ownerZh,
        String ownerEn,
        @Nullable Money price,
        @Nullable String unit,
        boolean demo,
        List<Text> texts,
        Map<String, List<String>> facets,
        Terms terms) {

    private static final int TEXT_LENGTH_MAX = 8_000;

    /// How much a text counts.
    public enum Weight {
        /// A designation such as a model number: compared without spaces, hyphens and case.
        CODE,
        STRONG,
        BODY,
        /// What it is used for, in everyday words, one use a line: each is compared by meaning for
        /// itself.
        USES
    }

    /// @param field names it in the reason of a hit: `finding.field.<field>`
    public record Text(String field, Weight weight, String text) {

        public Text {
            text = text.length() <= TEXT_LENGTH_MAX ? text : text.substring(0, TEXT_LENGTH_MAX);
        }
    }

    /// When it can be had and for how much, as far as hits are put in order by it.
    ///
    /// @param openings null for what is not had by the slot
    /// @param tariff null for what has no price
    public record Terms(@Nullable Openings openings, @Nullable Tariff tariff) {

        public static final Terms NONE = new Terms(null, null);
    }

    public FindDocument {
        texts = texts.stream().filter(text -> !text.text().isBlank()).toList();
        facets = Map.copyOf(facets);
        // An index of an earlier analysis serves until it is built anew, and has none.
        terms = Objects.requireNonNullElse(terms, Terms.NONE);
    }

    /// What is neither had by the slot nor for a price by class.
    public FindDocument(
            String kind,
            String id,
            String titleZh,
            String titleEn,
            String summaryZh,
            String summaryEn,
            String url,
            Province home,
            @Nullable DivisionCode place,
            String ownerZh,
            String ownerEn,
            @Nullable Money price,
            @Nullable String unit,
            boolean demo,
            List<Text> texts,
            Map<String, List<String>> facets) {
        this(
                kind,
                id,
                titleZh,
                titleEn,
                summaryZh,
                summaryEn,
                url,
                home,
                place,
                ownerZh,
                ownerEn,
                price,
                unit,
                demo,
                texts,
                facets,
                Terms.NONE);
    }

    /// Its name in the index.
    String key() {
        return kind + ":" + id;
    }

    public String title(boolean english) {
        return english && !titleEn.isBlank() ? titleEn : titleZh;
    }

    public String summary(boolean english) {
        return english && !summaryEn.isBlank() ? summaryEn : summaryZh;
    }

    public String owner(boolean english) {
        return english && !ownerEn.isBlank() ? ownerEn : ownerZh;
    }
}

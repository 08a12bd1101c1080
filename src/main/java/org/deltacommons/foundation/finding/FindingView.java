package org.deltacommons.foundation.finding;

import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Chip;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Toggle;
import org.deltacommons.foundation.web.Words;
import org.jspecify.annotations.Nullable;

/// The page of hits, rendered by `finding/finding.html`; its hits and facets alone by
/// `finding/finding :: found`.
///
/// @param title a message key
/// @param text what was asked
/// @param address with everything in force
/// @param hidden parameters that the form carries along
/// @param nearest the sentence that says which words were left out; null if none
/// @param instead the sentence that says what was taken for a slip; null if nothing
/// @param missing the answer to why something is not among the hits; null if nobody asked
/// @param meaning whether meanings are compared, too
/// @param nextHref the next page, null on the last
/// @param unfilteredHref the same words without any filter; null if there is none
/// @param notesHref where what is said under the hits is asked for; null where there are none
/// @param links what else can be done here
/// @param offers what else can be done with the sentence
/// @param built documents that a build has written so far; 0 where none is going on
public record FindingView(
        String title,
        String text,
        Address address,
        List<Option> hidden,
        List<HitView> hits,
        long total,
        List<FacetView> facets,
        List<Chip> chips,
        List<UnderstoodView> understood,
        OrderView order,
        @Nullable String nearest,
        @Nullable String instead,
        @Nullable String missing,
        @Nullable String nextHref,
        @Nullable String unfilteredHref,
        @Nullable String notesHref,
        List<LinkView> links,
        boolean meaning,
        boolean ready,
        boolean away,
        OffersView offers,
        long built) {

    /// Whether something leaves out what would else be found.
    public boolean isNarrowed() {
        return unfilteredHref != null || understood.stream().anyMatch(UnderstoodView::certain);
    }

    /// A condition that was read out of the sentence.
    ///
    /// @param label a message key
    /// @param certain whether what does not have it is left out
    /// @param removeHref the same sentence without it
    /// @param onlyHref with nothing else than what has it; null if that cannot be
    public record UnderstoodView(
            String label,
            String value,
            boolean certain,
            String removeHref,
            @Nullable String onlyHref) {}

    /// @param open whether it is unfolded from the beginning
    /// @param values the most frequent, or all
    /// @param total how many values there are
    /// @param whole whether all are shown
    /// @param restHref the same page with all values, or with the most frequent again; null if
    ///   there are few
    public record FacetView(
            String name,
            String label,
            boolean open,
            List<Toggle> values,
            int total,
            boolean whole,
            @Nullable String restHref) {}

    /// @param sorts that there are
    /// @param says what the order in force means; null where its name says it
    /// @param cities from which distances can be counted; empty where none counts
    public record OrderView(List<SortView> sorts, @Nullable String says, List<CityView> cities) {}

    public record CityView(String code, String name, boolean chosen) {}

    public record SortView(String label, boolean chosen, String href) {}

    /// The facets, one below the other.
    ///
    /// @param words of the reader's language
    public String facets(Words words) {
        return new FacetMarkup(words).facets(facets);
    }

    /// The orders as the items of a list.
    ///
    /// @param words of the reader's language
    public String sorts(Words words) {
        return new FacetMarkup(words).sorts(order.sorts());
    }

    /// The hits as the items of a list.
    ///
    /// @param words of the reader's language
    public String items(Words words) {
        return new HitMarkup(words).items(hits);
    }

    /// What stands under the hits, or in their place.
    ///
    /// @param nearest where nothing has all that was chosen: what answers without the choices
    /// @param links empty if there is nothing to offer
    public record OffersView(List<HitView> nearest, List<LinkView> links) {

        /// The nearest as the items of a list.
        ///
        /// @param words of the reader's language
        public String items(Words words) {
            return new HitMarkup(words).items(nearest);
        }
    }

    /// @param kind in words
    /// @param title as HTML, its matches in `mark`
    /// @param snippet the same
    /// @param why by field, in words
    /// @param far whether it comes behind because it hardly fits
    /// @param sorted what its place in the order rests on; null where the hit says it anyway
    public record HitView(
            FindDocument document,
            String kind,
            String title,
            String snippet,
            String owner,
            Map<String, String> why,
            boolean far,
            @Nullable String sorted) {}
}

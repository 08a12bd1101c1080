package org.deltacommons.foundation.finding;

import java.util.List;
import org.deltacommons.foundation.web.Html;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A hit as the API gives it: both languages, and why it was found.
///
/// @param highlights `title` and `snippet` as HTML: everything escaped, the matches in `mark`
/// @param met conditions of the sentence that it has
/// @param near the passage that means something near; empty if it is found by its words alone
/// @param far whether it fits so little that another order than the best fit puts it behind
/// @param price the lowest one, in fen
/// @param sorted by what it was put in order; null in an order that the item shows itself
public record FoundItem(
        String kind,
        String id,
        Both title,
        Both summary,
        String url,
        Province home,
        @Nullable DivisionCode place,
        Both owner,
        @Nullable Money price,
        boolean demo,
        Highlighted highlights,
        List<Found.Why> why,
        List<Condition> met,
        String near,
        boolean far,
        Orderings.@Nullable Sorted sorted) {

    /// The same in both languages.
    public record Both(String zh, String en) {}

    public record Highlighted(String title, String snippet) {}

    /// @param request that found it
    public static FoundItem of(Found.Hit hit, FindRequest request) {
        FindDocument document = hit.document();
        return new FoundItem(
                document.kind(),
                document.id(),
                new Both(document.titleZh(), document.titleEn()),
                new Both(document.summaryZh(), document.summaryEn()),
                document.url(),
                document.home(),
                document.place(),
                new Both(document.ownerZh(), document.ownerEn()),
                document.price(),
                document.demo(),
                new Highlighted(html(hit.title()), html(hit.snippet())),
                hit.why(),
                hit.met(),
                hit.near(),
                hit.far(),
                Orderings.sorted(document, request));
    }

    /// Escaped, so that nothing in a text can become markup; what matches stands in `mark`.
    static String html(List<Found.Piece> pieces) {
        StringBuilder html = new StringBuilder();
        for (Found.Piece piece : pieces) {
            String text = Html.escape(piece.text());
            if (piece.marked()) {
                html.append("<mark>").append(text).append("</mark>");
            } else {
                html.append(text);
            }
        }
        return html.toString();
    }
}

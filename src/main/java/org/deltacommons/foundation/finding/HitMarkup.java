package org.deltacommons.foundation.finding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.finding.FindingView.HitView;
import org.deltacommons.foundation.web.Html;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;

/// The hits of a page as HTML. In Java for the same reason as the smallest pieces of every page: a
/// template's fragment costs a hundred times as much, and a page has twenty hits.
final class HitMarkup {

    private final Words words;

    /// Places of this page's hits in words: twenty hits stand in a handful of cities.
    private final Map<DivisionCode, String> places = new HashMap<>();

    HitMarkup(Words words) {
        this.words = words;
    }

    private static String escape(String text) {
        return Html.escape(text);
    }

    private String say(String key) {
        return escape(words.say(key));
    }

    String items(List<HitView> hits) {
        StringBuilder html = new StringBuilder(FacetMarkup.USUAL);
        boolean far = false;
        for (HitView hit : hits) {
            if (hit.far() && !far) {
                far = true;
                html.append("<li class=\"hits-far\">")
                        .append(say("finding.sort.far"))
                        .append("</li>");
            }
            item(html, hit);
        }
        return html.toString();
    }

    private void item(StringBuilder html, HitView hit) {
        FindDocument document = hit.document();
        html.append("<li class=\"card hit\"><p class=\"hit-kind\"><span>")
                .append(escape(hit.kind()))
                .append("</span> ")
                .append(words.html(document.home()));
        if (document.demo()) {
            html.append(" <span class=\"demo\">").append(say("finding.demo")).append("</span>");
        }
        html.append("</p><h2><a href=\"")
                .append(escape(document.url()))
                .append("\">")
                .append(hit.title())
                .append("</a></h2><p class=\"hit-snippet\">")
                .append(hit.snippet())
                .append("</p><p class=\"hit-line\">");
        line(html, hit, document);
        html.append("</p>");
        why(html, hit);
        // Filled once the page stands; see NotePages.
        html.append("<p class=\"hit-notes\" id=\"")
                .append(NotePages.place(document.key()))
                .append("\"></p></li>");
    }

    /// Whose it is, where, and for how much.
    private void line(StringBuilder html, HitView hit, FindDocument document) {
        if (!hit.owner().isEmpty()) {
            marked(html, "building", hit.owner());
        }
        if (document.place() != null) {
            marked(html, "map-pin", places.computeIfAbsent(document.place(), this::place));
        }
        if (hit.sorted() != null) {
            marked(html, "arrows-sort", hit.sorted());
        }
        if (document.price() != null) {
            html.append("<span class=\"hit-price\">").append(words.html(document.price()));
            if (document.unit() != null) {
                html.append(" / <span>").append(say(document.unit())).append("</span>");
            }
            html.append("</span>");
        }
    }

    /// A county with its city, which is what people know and choose.
    private String place(DivisionCode place) {
        return place.equals(place.city())
                ? words.show(place)
                : words.say("finding.county", Map.of("county", place, "city", place.city()));
    }

    private static void marked(StringBuilder html, String icon, String text) {
        html.append("<span><i class=\"ti ti-")
                .append(icon)
                .append("\" aria-hidden=\"true\"></i> <span>")
                .append(escape(text))
                .append("</span></span> ");
    }

    private void why(StringBuilder html, HitView hit) {
        if (hit.why().isEmpty()) {
            return;
        }
        html.append("<p class=\"hit-why\"><span>").append(say("finding.why")).append("</span>");
        hit.why()
                .forEach((field, said) ->
                        html.append("<span class=\"why\"><span>")
                                .append(escape(field))
                                .append("</span> <b>")
                                .append(escape(said))
                                .append("</b></span>"));
        html.append("</p>");
    }
}

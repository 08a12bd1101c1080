package org.deltacommons.foundation.finding;

import java.util.List;
import org.deltacommons.foundation.finding.FindingView.FacetView;
import org.deltacommons.foundation.finding.FindingView.SortView;
import org.deltacommons.foundation.web.Html;
import org.deltacommons.foundation.web.Words;

/// What can be chosen on a page of hits, as HTML: facets with their values, and orders. In Java for
/// the same reason as [HitMarkup].
record FacetMarkup(Words words) {

    /// What the facets and hits of a page usually come to, in characters.
    static final int USUAL = 20_000;

    private String say(String key) {
        return Html.escape(words.say(key));
    }

    /// Each facet folds under its name.
    String facets(List<FacetView> facets) {
        StringBuilder html = new StringBuilder(USUAL);
        facets.forEach(facet -> facet(html, facet));
        return html.toString();
    }

    private void facet(StringBuilder html, FacetView facet) {
        html.append("<details class=\"facet\"")
                .append(facet.open() ? " open=\"open\">" : ">")
                .append("<summary><span>")
                .append(say(facet.label()))
                .append("</span><i class=\"ti ti-chevron-down\" aria-hidden=\"true\"></i>")
                .append("</summary><ul>")
                .append(words.items(facet.values()))
                .append("</ul>");
        if (facet.restHref() != null) {
            String rest =
                    facet.whole()
                            ? words.say("finding.facet.fewer")
                            : words.say("finding.facet.all", "total", facet.total());
            html.append("<a class=\"facet-rest\" id=\"facet-rest-")
                    .append(Html.escape(facet.name()))
                    .append("\" href=\"")
                    .append(Html.escape(facet.restHref()))
                    .append("\">")
                    .append(Html.escape(rest))
                    .append("</a>");
        }
        html.append("</details>");
    }

    /// Orders as the items of a list.
    String sorts(List<SortView> sorts) {
        StringBuilder html = new StringBuilder();
        for (SortView sort : sorts) {
            html.append("<li><a href=\"")
                    .append(Html.escape(sort.href()))
                    .append(sort.chosen() ? "\" aria-current=\"true\">" : "\">")
                    .append(say(sort.label()))
                    .append("</a></li>");
        }
        return html.toString();
    }
}

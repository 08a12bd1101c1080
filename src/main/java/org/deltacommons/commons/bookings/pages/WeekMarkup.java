package org.deltacommons.commons.bookings.pages;

import java.util.List;
import org.deltacommons.commons.bookings.pages.WeekPage.Hour;
import org.deltacommons.commons.bookings.pages.WeekPage.Offer;
import org.deltacommons.foundation.web.Html;
import org.deltacommons.foundation.web.Words;

/// A week's boxes and its free stretches as HTML: in Java, because a template's element costs more
/// than all that stands in it, and a week has some hundred.
record WeekMarkup(Words words) {

    /// The hours of a week as the rows of a table.
    String rows(List<Hour> hours) {
        StringBuilder html = new StringBuilder();
        for (Hour hour : hours) {
            html.append("<tr><th scope=\"row\">")
                    .append(Html.escape(hour.time()))
                    .append("</th>")
                    .append(words.each(hour.cells()))
                    .append("</tr>");
        }
        return html.toString();
    }

    /// Free stretches as the items of a list.
    String offers(List<Offer> offers) {
        StringBuilder html = new StringBuilder();
        for (Offer offer : offers) {
            html.append("<li><a href=\"")
                    .append(Html.escape(offer.href()))
                    .append("\">")
                    .append(Html.escape(words.show(offer.during())))
                    .append("</a></li>");
        }
        return html.toString();
    }
}

package org.deltacommons.commons.needs.pages;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.finding.Dimension;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.finding.FindingViews;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Words;

/// A saved question as an address of the page of hits, and in words.
final class Questions {

    static final String TEXT = "q";

    private Questions() {}

    static Address address(String path, FindRequest request) {
        Address address = Address.of(path).with(TEXT, request.text());
        for (Map.Entry<String, List<String>> chosen : request.chosen().entrySet()) {
            address = address.with(chosen.getKey(), chosen.getValue().toArray(String[]::new));
        }
        if (request.priceMin() != null) {
            address = address.with("from", plain(request.priceMin().toString()));
        }
        if (request.priceMax() != null) {
            address = address.with("to", plain(request.priceMax().toString()));
        }
        return address.with("ignore", request.ignored().toArray(String[]::new));
    }

    private static String plain(String amount) {
        return amount.replace(",", "");
    }

    /// What stands behind the question mark.
    static String query(Address address) {
        String text = address.toString();
        int mark = text.indexOf('?');
        return mark < 0 ? "" : text.substring(mark + 1);
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    /// What was chosen, in words; empty if nothing was.
    static String choices(FindRequest request, Finding finding, FindingViews views, Words words) {
        List<String> all = new ArrayList<>();
        for (Dimension dimension : finding.dimensions()) {
            List<String> values = request.chosen().get(dimension.name());
            if (values != null) {
                all.add(
                        words.say("finding.facet." + dimension.name())
                                + words.say("web.colon")
                                + String.join(
                                        words.say("web.comma"),
                                        values.stream()
                                                .map(value -> views.label(dimension, value))
                                                .toList()));
            }
        }
        if (request.priceMin() != null) {
            all.add(
                    words.say("finding.price.from")
                            + words.say("web.colon")
                            + words.show(request.priceMin()));
        }
        if (request.priceMax() != null) {
            all.add(
                    words.say("finding.price.to")
                            + words.say("web.colon")
                            + words.show(request.priceMax()));
        }
        return String.join(words.say("needs.and"), all);
    }
}

package org.deltacommons.foundation.web;

import org.springframework.web.util.HtmlUtils;

/// Text as HTML, for the pieces of a page that are written in Java.
public final class Html {

    private Html() {}

    /// The text with every sign that means something in HTML written as an entity. Most texts have
    /// none and come back as they are.
    public static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (means(text.charAt(i))) {
                return HtmlUtils.htmlEscape(text, "UTF-8");
            }
        }
        return text;
    }

    private static boolean means(char sign) {
        return switch (sign) {
            case '<', '>', '&', '"', '\'' -> true;
            default -> false;
        };
    }
}

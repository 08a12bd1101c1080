package org.deltacommons.foundation.web;

import org.jspecify.annotations.Nullable;

/// Text as HTML, for the pieces of a page that are written in Java.
public final class Html {

    private Html() {}

    /// The text with every sign that means something in HTML written as an entity. Most texts have
    /// none and come back as they are; addresses have some, and a page has hundreds of addresses.
    public static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (entity(text.charAt(i)) != null) {
                return escaped(text, i);
            }
        }
        return text;
    }

    private static String escaped(String text, int first) {
        StringBuilder html = new StringBuilder(text.length() + 32).append(text, 0, first);
        int from = first;
        for (int i = first; i < text.length(); i++) {
            String entity = entity(text.charAt(i));
            if (entity != null) {
                html.append(text, from, i).append(entity);
                from = i + 1;
            }
        }
        return html.append(text, from, text.length()).toString();
    }

    private static @Nullable String entity(char sign) {
        return switch (sign) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> null;
        };
    }
}

package org.deltacommons.foundation.web;

import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/// The smallest pieces of a page as HTML. In Java and not in a template, because a list page has
/// hundreds of them, and a template fragment costs a hundred times as much.
record Markup(Words words) {

    String html(@Nullable Object value) {
        return switch (value) {
            case Money money -> money(money);
            case State state -> state(state);
            case Province province -> province(province);
            case Mark mark -> mark(mark);
            case Instant instant ->
                    "<time datetime=\"%s\">%s</time>".formatted(instant, escaped(instant));
            case Collection<?> many when many.stream().anyMatch(Markup::hasLook) ->
                    many.stream().map(this::html).collect(Collectors.joining(" "));
            case null, default -> escaped(value);
        };
    }

    private static boolean hasLook(Object value) {
        return value instanceof State
                || value instanceof Province
                || value instanceof Mark
                || value instanceof Money;
    }

    private String escaped(@Nullable Object value) {
        return HtmlUtils.htmlEscape(words.show(value), "UTF-8");
    }

    private String money(Money money) {
        return "<span class=\"money\">¥ %s</span>".formatted(escaped(money));
    }

    private String state(State state) {
        return "<span class=\"pill %s\">%s%s</span>"
                .formatted(state.tone().style(), icon(state.tone().icon()), escaped(state));
    }

    private String province(Province province) {
        return "<span class=\"province\"><span class=\"seal seal-%s\" aria-hidden=\"true\">%s</span>%s</span>"
                .formatted(
                        province.name().toLowerCase(Locale.ROOT),
                        province.mark(),
                        escaped(province));
    }

    private String mark(Mark mark) {
        return "<span class=\"sign %s\">%s%s</span>"
                .formatted(mark.style(), icon(mark.icon()), escaped(mark));
    }

    private static String icon(String name) {
        return "<i class=\"ti ti-%s\" aria-hidden=\"true\"></i>".formatted(name);
    }
}

package org.deltacommons.foundation.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Values as somebody would have typed them into a form, so that what is known, what a person types
/// and what a machine sends are read in one way.
final class Typed {

    private Typed() {}

    static String[] of(@Nullable Object value) {
        return switch (value) {
            case null -> new String[0];
            case Collection<?> many when many.stream().allMatch(String.class::isInstance) ->
                    new String[] {String.join("\n", many.stream().map(String::valueOf).toList())};
            case Collection<?> many ->
                    many.stream().map(each -> String.join("", of(each))).toArray(String[]::new);
            case Enum<?> constant -> new String[] {constant.name()};
            case Instant instant ->
                    new String[] {LocalDateTime.ofInstant(instant, Shown.SHANGHAI).toString()};
            case Share share -> new String[] {share.toString().replace("%", "")};
            case Upload _ -> new String[0];
            default -> new String[] {value.toString()};
        };
    }

    /// A member of a JSON body. Money is whole fen there and a share is in basis points, as
    /// everywhere in the API.
    ///
    /// @throws FieldError if its JSON type is not the field's
    static String[] of(FieldType field, JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return new String[0];
        }
        if (!node.isArray()) {
            return new String[] {one(field, node)};
        }
        if (!field.isMany()) {
            throw wrong(field, WebReason.FIELD_NOT_TEXT);
        }
        return node.valueStream().map(each -> one(field, each)).toArray(String[]::new);
    }

    private static String one(FieldType field, JsonNode node) {
        if (field.isKept()) {
            JsonNode hash = node.isObject() ? node.path("hash") : node;
            return hash.isString() ? hash.asString() : "?";
        }
        if (node.isContainer()) {
            throw wrong(field, WebReason.FIELD_NOT_TEXT);
        }
        if (field.element() == Money.class) {
            return money(field, node);
        }
        if (field.element() == Share.class) {
            return share(field, node);
        }
        return node.asString();
    }

    private static String money(FieldType field, JsonNode node) {
        if (!node.canConvertToLong() || !node.isIntegralNumber()) {
            throw wrong(field, WebReason.FIELD_NOT_NUMBER);
        }
        try {
            return new Money(node.asLong()).toString();
        } catch (ArithmeticException _) {
            throw wrong(field, WebReason.FIELD_NOT_MONEY);
        }
    }

    private static String share(FieldType field, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw wrong(field, WebReason.FIELD_NOT_NUMBER);
        }
        try {
            return new Share(node.asInt()).toString().replace("%", "");
        } catch (IllegalArgumentException _) {
            throw wrong(field, WebReason.FIELD_NOT_NUMBER);
        }
    }

    private static FieldError wrong(FieldType field, WebReason reason) {
        Phrase phrase = FieldType.wrong(reason, Map.of());
        return new FieldError(field.name(), phrase.key(), phrase.values());
    }

    static String[] joined(String[] first, List<String> second) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(first), second.stream())
                .distinct()
                .toArray(String[]::new);
    }
}

package org.deltacommons.foundation.web;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Share;
import org.deltacommons.kernel.Texts;
import org.jspecify.annotations.Nullable;

/// One component of a form's record: how it is asked and how it is read.
///
/// @param owner the form's record
/// @param name the component's name
/// @param type the component's type
/// @param element what a collection holds; else the type itself
/// @param optional whether it may stay empty
record FieldType(
        Class<? extends Record> owner,
        String name,
        Class<?> type,
        Class<?> element,
        boolean optional,
        Input input) {

    private static final int TEXT_MAX = 200;
    private static final int TEXTAREA_MAX = 2_000;
    private static final int LIST_MAX = 200;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern EDGES =
            Pattern.compile(
                    "^[\\s\\u3000\\u00A0\\u200B\\uFEFF]+|[\\s\\u3000\\u00A0\\u200B\\uFEFF]+$");

    /// Neither an exponent nor more digits than any quantity has, so that no number is a bomb.
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");

    private static final Pattern WIDE = Pattern.compile("[０-９Ａ-Ｚａ-ｚ]");

    /// Stands in where a component carries no annotation.
    private record Unannotated(@Input String component) {

        static final Input INPUT =
                Unannotated.class.getRecordComponents()[0].getAnnotation(Input.class);
    }

    static FieldType of(Class<? extends Record> owner, RecordComponent component) {
        Input input = component.getAnnotation(Input.class);
        boolean nullable =
                Arrays.stream(component.getAnnotatedType().getAnnotations())
                        .anyMatch(a -> a.annotationType() == Nullable.class);
        return new FieldType(
                owner,
                component.getName(),
                component.getType(),
                element(component),
                nullable,
                input == null ? Unannotated.INPUT : input);
    }

    private static Class<?> element(RecordComponent component) {
        if (!Collection.class.isAssignableFrom(component.getType())) {
            return component.getType();
        }
        Type inner = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        return switch (inner) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            case WildcardType wild -> (Class<?>) wild.getUpperBounds()[0];
            default -> throw new IllegalArgumentException("a form cannot ask for " + inner);
        };
    }

    /// Whether the field is asked, going by what the field it depends on holds.
    boolean isAsked(Map<String, String[]> typed) {
        int equals = input.when().indexOf('=');
        if (equals < 0) {
            return true;
        }
        Set<String> values = Set.of(input.when().substring(equals + 1).split("\\|"));
        return Arrays.stream(typed.getOrDefault(input.when().substring(0, equals), new String[0]))
                .anyMatch(values::contains);
    }

    /// The field as it is asked: one that depends on another is needed once it is asked at all.
    FieldType asked() {
        return input.when().isEmpty()
                ? this
                : new FieldType(owner, name, type, element, false, input);
    }

    boolean isMany() {
        return type != element;
    }

    /// Whether it is made of files that are kept; then what was typed are their hashes.
    boolean isKept() {
        return kind() == Input.Kind.FILE && element != Upload.class;
    }

    Input.Kind kind() {
        if (input.kind() != Input.Kind.AUTO) {
            return input.kind();
        }
        boolean offered = !input.options().isEmpty();
        if (element == Upload.class) {
            return Input.Kind.FILE;
        }
        if (isMany()) {
            return element.isEnum() || offered ? Input.Kind.CHECKBOXES : Input.Kind.TEXTAREA;
        }
        if (element.isEnum() || offered) {
            return Input.Kind.SELECT;
        }
        return plainKind();
    }

    private Input.Kind plainKind() {
        if (element == boolean.class) {
            return Input.Kind.CHECKBOX;
        }
        if (element == Boolean.class) {
            return Input.Kind.RADIO;
        }
        if (element == Money.class) {
            return Input.Kind.MONEY;
        }
        if (element == LocalDate.class) {
            return Input.Kind.DATE;
        }
        if (element == LocalTime.class) {
            return Input.Kind.TIME;
        }
        if (element == Instant.class) {
            return Input.Kind.DATE_TIME;
        }
        if (element == Id.class) {
            return Input.Kind.HIDDEN;
        }
        return isNumber() || element == Share.class ? Input.Kind.NUMBER : Input.Kind.TEXT;
    }

    boolean isNumber() {
        return element == int.class
                || element == Integer.class
                || element == long.class
                || element == Long.class
                || element == BigDecimal.class;
    }

    boolean isRequired() {
        return !optional && element != boolean.class;
    }

    int max() {
        if (input.max() > 0) {
            return input.max();
        }
        return kind() == Input.Kind.TEXTAREA ? TEXTAREA_MAX : TEXT_MAX;
    }

    FieldView view(
            Words words,
            String @Nullable [] typed,
            @Nullable String error,
            @Nullable List<Option> offered) {
        String label = "form." + owner.getSimpleName() + "." + name;
        boolean secret = kind() == Input.Kind.PASSWORD || element == Upload.class;
        return new FieldView(
                name,
                owner.getSimpleName() + "-" + name,
                kind(),
                label,
                input.help() ? label + ".help" : null,
                source(words),
                unit(),
                input.group().isEmpty() ? null : input.group(),
                isRequired(),
                element == String.class ? max() : 0,
                input.from() == Long.MIN_VALUE ? null : Long.toString(input.from()),
                input.until() == Long.MAX_VALUE ? null : Long.toString(input.until()),
                input.autocomplete().isEmpty() ? null : input.autocomplete(),
                input.accept().isEmpty() ? null : input.accept(),
                isMany(),
                typed == null || secret ? List.of() : List.of(typed),
                offered == null ? ownOptions(words) : offered,
                error);
    }

    private @Nullable String source(Words words) {
        if (input.source().isEmpty()) {
            return null;
        }
        return words.has(input.source()) ? words.say(input.source()) : input.source();
    }

    private @Nullable String unit() {
        if (!input.unit().isEmpty()) {
            return input.unit();
        }
        if (element == Money.class) {
            return "form.unit.yuan";
        }
        return element == Share.class ? "form.unit.percent" : null;
    }

    private List<Option> ownOptions(Words words) {
        if (element == Boolean.class) {
            return List.of(
                    new Option("true", words.say("web.yes")),
                    new Option("false", words.say("web.no")));
        }
        if (!element.isEnum()) {
            return List.of();
        }
        return Arrays.stream(element.getEnumConstants())
                .map(constant -> new Option(((Enum<?>) constant).name(), words.show(constant)))
                .toList();
    }

    /// @throws FieldError if it is not what was asked for
    @Nullable Object read(String[] typed, List<Upload> uploads, @Nullable List<Option> offered) {
        if (element == Upload.class) {
            return readUploads(uploads);
        }
        if (isMany()) {
            return readMany(typed, offered);
        }
        String text = typed.length == 0 ? "" : cleaned(typed[0]);
        if (element == boolean.class) {
            return text.equals("true") || text.equals("on");
        }
        if (text.isEmpty()) {
            if (isRequired()) {
                throw error(WebReason.FIELD_REQUIRED, Map.of());
            }
            return null;
        }
        return one(text, offered);
    }

    private @Nullable Object readUploads(List<Upload> uploads) {
        if (uploads.isEmpty() && isRequired()) {
            throw error(WebReason.FIELD_NOT_UPLOAD, Map.of());
        }
        return isMany() ? List.copyOf(uploads) : uploads.isEmpty() ? null : uploads.getFirst();
    }

    private Object readMany(String[] typed, @Nullable List<Option> offered) {
        boolean lines = kind() == Input.Kind.TEXTAREA;
        List<Object> values =
                Arrays.stream(typed)
                        .flatMap(text -> lines ? cleaned(text).lines() : text.lines())
                        .map(this::cleaned)
                        .filter(text -> !text.isEmpty())
                        .map(text -> one(text, offered))
                        .toList();
        if (values.isEmpty() && isRequired()) {
            throw error(WebReason.FIELD_REQUIRED, Map.of());
        }
        if (values.size() > LIST_MAX) {
            throw error(WebReason.FIELD_TOO_MANY_ENTRIES, Map.of("max", LIST_MAX));
        }
        // Kept in the order in which they were chosen.
        return type == Set.class ? new LinkedHashSet<>(values) : values;
    }

    private Object one(String text, @Nullable List<Option> offered) {
        if (offered != null && offered.stream().noneMatch(o -> o.value().equals(text))) {
            throw error(WebReason.FIELD_NOT_OPTION, Map.of());
        }
        if (element == String.class) {
            return text(text);
        }
        if (element.isEnum()) {
            return Arrays.stream(element.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> error(WebReason.FIELD_NOT_OPTION, Map.of()));
        }
        String plain = Texts.halfWidth(text).strip();
        if (isNumber() || element == Money.class || element == Share.class) {
            return amount(plain);
        }
        if (element == Boolean.class) {
            return plain.equals("true");
        }
        return named(plain);
    }

    private String text(String text) {
        if (text.codePointCount(0, text.length()) > max()) {
            throw error(WebReason.FIELD_TOO_LONG, Map.of("max", max()));
        }
        return text;
    }

    private Object amount(String plain) {
        if (element == Money.class) {
            Money money = attempt(WebReason.FIELD_NOT_MONEY, () -> Money.parse(plain));
            long floor = input.from() == Long.MIN_VALUE ? 0 : input.from();
            within(BigDecimal.valueOf(money.fen(), 2), floor);
            return money;
        }
        String digits = plain.replace(",", "").replace("%", "").strip();
        if (!NUMBER.matcher(digits).matches()) {
            throw error(WebReason.FIELD_NOT_NUMBER, Map.of());
        }
        BigDecimal number = new BigDecimal(digits);
        within(number, input.from());
        if (element == BigDecimal.class) {
            return number;
        }
        if (element == Share.class) {
            return attempt(
                    WebReason.FIELD_NOT_NUMBER,
                    () -> new Share(number.movePointRight(2).intValueExact()));
        }
        return attempt(
                WebReason.FIELD_NOT_NUMBER,
                () ->
                        element == int.class || element == Integer.class
                                ? (Object) number.intValueExact()
                                : (Object) number.longValueExact());
    }

    private void within(BigDecimal number, long from) {
        if (from != Long.MIN_VALUE && number.compareTo(BigDecimal.valueOf(from)) < 0) {
            throw error(WebReason.FIELD_TOO_SMALL, Map.of("from", from));
        }
        if (input.until() != Long.MAX_VALUE
                && number.compareTo(BigDecimal.valueOf(input.until())) > 0) {
            throw error(WebReason.FIELD_TOO_BIG, Map.of("until", input.until()));
        }
    }

    private Object named(String plain) {
        if (element == LocalDate.class) {
            return attempt(WebReason.FIELD_NOT_DATE, () -> LocalDate.parse(plain));
        }
        if (element == LocalTime.class) {
            return attempt(WebReason.FIELD_NOT_TIME, () -> LocalTime.parse(plain));
        }
        if (element == Instant.class) {
            return attempt(WebReason.FIELD_NOT_TIME, () -> instant(plain));
        }
        if (element == DivisionCode.class) {
            return attempt(WebReason.FIELD_NOT_DIVISION, () -> new DivisionCode(Texts.code(plain)));
        }
        if (element == CreditCode.class) {
            return attempt(WebReason.FIELD_NOT_CREDIT_CODE, () -> CreditCode.parse(plain));
        }
        if (element == Id.class) {
            return attempt(WebReason.FIELD_NOT_ID, () -> new Id<>(plain));
        }
        throw new IllegalStateException("a form cannot ask for " + element);
    }

    private static Instant instant(String text) {
        return text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text.replace(' ', 'T')).atZone(Shown.SHANGHAI).toInstant();
    }

    /// Padding of any width goes, full-width letters and digits become ordinary ones, Chinese
    /// punctuation stays. What no keyboard makes is refused.
    private String cleaned(String typed) {
        String lines = typed.replace("\r\n", "\n").replace('\r', '\n');
        String text = EDGES.matcher(lines).replaceAll("");
        if (CONTROL.matcher(text).find() || hasLoneSurrogate(text)) {
            throw error(WebReason.FIELD_NOT_TEXT, Map.of());
        }
        return WIDE.matcher(text).replaceAll(wide -> Texts.halfWidth(wide.group()));
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private interface Attempt<T> {
        T make();
    }

    private <T> T attempt(WebReason otherwise, Attempt<T> attempt) {
        try {
            return attempt.make();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException _) {
            throw error(otherwise, Map.of());
        }
    }

    private FieldError error(WebReason reason, Map<String, ?> values) {
        Phrase phrase = wrong(reason, values);
        return new FieldError(name, phrase.key(), phrase.values());
    }

    static Phrase wrong(WebReason reason, Map<String, ?> values) {
        return new Phrase("refusal." + reason.code() + ".what", values);
    }
}

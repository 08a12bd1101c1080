package org.deltacommons.commons.resources.intake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.deltacommons.commons.resources.ResourcesReason;
import org.deltacommons.foundation.papers.TableRow;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Texts;
import org.jspecify.annotations.Nullable;

/// The cells of one row by column, and what turned out to be wrong with them.
final class Cells {

    private static final DateTimeFormatter LOOSE_DAY =
            DateTimeFormatter.ofPattern("yyyy-M-d", Locale.ROOT);

    private final Map<Field, String> texts = new EnumMap<>(Field.class);
    private final Dictionary dictionary;
    private final Function<String, Optional<DivisionCode>> divisions;
    private final List<CellFault> faults = new ArrayList<>();

    /// @param columns which column of the table is which field
    /// @param divisions knows divisions by code and by name
    Cells(
            TableRow row,
            Map<Field, Integer> columns,
            Dictionary dictionary,
            Function<String, Optional<DivisionCode>> divisions) {
        this.dictionary = dictionary;
        this.divisions = divisions;
        columns.forEach((field, column) -> texts.put(field, clean(row.cell(column))));
        for (Field field : Field.values()) {
            String text = text(field);
            if (text.isEmpty() && field.isRequired()) {
                wrong(CellFault.of(field, text, ResourcesReason.CELL_MISSING));
            } else if (text.codePointCount(0, text.length()) > field.lengthMax()) {
                wrong(
                        CellFault.of(field, text, ResourcesReason.CELL_TOO_LONG)
                                .with("limit", field.lengthMax()));
            }
        }
    }

    private static String clean(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]|\\p{Cs}|[\\u200B\\uFEFF]", "").strip();
    }

    List<CellFault> faults() {
        return faults;
    }

    void wrong(CellFault fault) {
        // The first fault of a cell says enough.
        if (faults.stream().noneMatch(known -> known.column().equals(fault.column()))) {
            faults.add(fault);
        }
    }

    private void wrong(Field field, ResourcesReason reason) {
        wrong(CellFault.of(field, text(field), reason));
    }

    String text(Field field) {
        return texts.getOrDefault(field, "");
    }

    boolean has(Field field) {
        return !text(field).isEmpty();
    }

    private List<String> parts(Field field) {
        return List.of(text(field).split("[;\uFF1B、,\uFF0C\n]")).stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    <E extends Enum<E>> E choice(Field field, Class<E> type, E otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        Optional<E> known = dictionary.constant(type, text(field));
        if (known.isEmpty()) {
            notInDictionary(field);
        }
        return known.orElse(otherwise);
    }

    <E extends Enum<E>> List<E> choices(Field field, Class<E> type) {
        Set<E> chosen = new LinkedHashSet<>();
        for (String part : parts(field)) {
            dictionary
                    .constant(type, part)
                    .ifPresentOrElse(chosen::add, () -> notInDictionary(field));
        }
        return List.copyOf(chosen);
    }

    List<String> disciplines() {
        Set<String> chosen = new LinkedHashSet<>();
        for (String part : parts(Field.DISCIPLINES)) {
            dictionary
                    .discipline(part)
                    .ifPresentOrElse(chosen::add, () -> notInDictionary(Field.DISCIPLINES));
        }
        return List.copyOf(chosen);
    }

    private void notInDictionary(Field field) {
        List<String> choices = dictionary.choices(field, false);
        String some = String.join("、", choices.subList(0, Math.min(9, choices.size())));
        wrong(
                CellFault.of(field, text(field), ResourcesReason.CELL_NOT_IN_DICTIONARY)
                        .with("choices", choices.size() > 9 ? some + "……" : some));
    }

    boolean truth(Field field) {
        if (!has(field)) {
            return false;
        }
        Optional<Boolean> known = dictionary.truth(text(field));
        if (known.isEmpty()) {
            wrong(field, ResourcesReason.CELL_NOT_TRUTH);
        }
        return known.orElse(false);
    }

    @Nullable Integer number(Field field, int from, int until) {
        if (!has(field)) {
            return null;
        }
        try {
            int number = decimal(field).intValueExact();
            if (number >= from && number <= until) {
                return number;
            }
            wrong(
                    CellFault.of(field, text(field), ResourcesReason.CELL_OUT_OF_RANGE)
                            .with("from", from)
                            .with("until", until));
        } catch (ArithmeticException | NumberFormatException notWhole) {
            wrong(field, ResourcesReason.CELL_NOT_NUMBER);
        }
        return null;
    }

    int count(Field field, int until) {
        Integer number = number(field, 0, until);
        return number == null ? 0 : number;
    }

    private BigDecimal decimal(Field field) {
        String plain = Texts.halfWidth(text(field)).replaceAll("[\\s,¥¥元]", "");
        if (plain.length() > 20) {
            throw new NumberFormatException("too long");
        }
        return new BigDecimal(plain);
    }

    /// An amount in yuan, or in units of so many yuan.
    @Nullable Money money(Field field, int yuan) {
        if (!has(field)) {
            return null;
        }
        try {
            long fen = decimal(field).multiply(BigDecimal.valueOf(yuan * 100L)).longValueExact();
            if (fen >= 0) {
                return new Money(fen);
            }
        } catch (ArithmeticException | NumberFormatException notMoney) {
            // Told below, the same as a negative amount.
        }
        wrong(field, ResourcesReason.CELL_NOT_NUMBER);
        return null;
    }

    @Nullable LocalDate date(Field field) {
        if (!has(field)) {
            return null;
        }
        String plain = Texts.halfWidth(text(field)).replaceAll("[/.年月]", "-").replace("日", "");
        try {
            return LocalDate.parse(
                    plain.matches("\\d{4}-\\d{1,2}") ? plain + "-1" : plain, LOOSE_DAY);
        } catch (DateTimeException notDate) {
            wrong(field, ResourcesReason.CELL_NOT_DATE);
            return null;
        }
    }

    @Nullable DivisionCode division() {
        Optional<DivisionCode> known =
                has(Field.DIVISION) ? divisions.apply(text(Field.DIVISION)) : Optional.empty();
        if (known.isEmpty()) {
            wrong(Field.DIVISION, ResourcesReason.CELL_NOT_DIVISION);
        }
        return known.orElse(null);
    }
}

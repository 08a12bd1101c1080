package org.deltacommons.commons.resources.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.deltacommons.commons.resources.Disciplines;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Texts;

/// Labels to codes: what people write in a table, in either language or as a code.
final class Dictionary {

    private static final Pattern SPACE = Pattern.compile("[\\s*]");

    private final Words chinese;
    private final Words english;
    private final Map<String, Field> fields = new HashMap<>();
    private final Map<Class<?>, Map<String, Enum<?>>> constants = new HashMap<>();
    private final Map<String, String> disciplines = new HashMap<>();
    private final Map<String, Boolean> truths = new HashMap<>();

    Dictionary(Words words) {
        chinese = words.in(Locale.SIMPLIFIED_CHINESE);
        english = words.in(Locale.ENGLISH);
        for (Field field : Field.values()) {
            fields.put(plain(field.key()), field);
            fields.put(plain(chinese.say(field.label())), field);
            fields.put(plain(english.say(field.label())), field);
            Class<? extends Enum<?>> type = field.dictionary();
            if (type != null) {
                constants.computeIfAbsent(type, this::labels);
            }
        }
        for (String code : Disciplines.CODES) {
            disciplines.put(code, code);
            disciplines.put(plain(chinese.say(Disciplines.label(code))), code);
            disciplines.put(plain(english.say(Disciplines.label(code))), code);
        }
        List.of("true", "yes", "y", "1", "是").forEach(word -> truths.put(word, true));
        List.of("false", "no", "n", "0", "否").forEach(word -> truths.put(word, false));
    }

    private Map<String, Enum<?>> labels(Class<?> type) {
        Map<String, Enum<?>> labels = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            Enum<?> one = (Enum<?>) constant;
            labels.put(plain(one.name()), one);
            labels.put(plain(chinese.show(one)), one);
            labels.put(plain(english.show(one)), one);
        }
        return labels;
    }

    /// Case, width and white space do not matter, nor the star of a required column.
    static String plain(String text) {
        return SPACE.matcher(Texts.halfWidth(text)).replaceAll("").toLowerCase(Locale.ROOT);
    }

    Optional<Field> field(String header) {
        return Optional.ofNullable(fields.get(plain(header)));
    }

    <E extends Enum<E>> Optional<E> constant(Class<E> type, String text) {
        return Optional.ofNullable(constants.getOrDefault(type, Map.of()).get(plain(text)))
                .map(type::cast);
    }

    Optional<String> discipline(String text) {
        return Optional.ofNullable(disciplines.get(plain(text)));
    }

    Optional<Boolean> truth(String text) {
        return Optional.ofNullable(truths.get(plain(text)));
    }

    /// What may be chosen in a column, as the template shows it; empty for anything.
    List<String> choices(Field field, boolean inEnglish) {
        Words words = inEnglish ? english : chinese;
        List<String> choices = new ArrayList<>();
        Class<? extends Enum<?>> type = field.dictionary();
        if (type != null) {
            for (Enum<?> constant : type.getEnumConstants()) {
                choices.add(words.show(constant));
            }
        } else if (field == Field.DISCIPLINES) {
            Disciplines.CODES.forEach(code -> choices.add(words.say(Disciplines.label(code))));
        } else if (field.isTruth()) {
            choices.add(words.say("web.yes"));
            choices.add(words.say("web.no"));
        }
        return choices;
    }
}

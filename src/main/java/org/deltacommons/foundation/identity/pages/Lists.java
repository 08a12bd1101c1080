package org.deltacommons.foundation.identity.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;

/// Small things several lists need.
final class Lists {

    static final int PAGE_SIZE = 50;

    private Lists() {}

    /// The provinces in which the actor holds one of the roles for the whole province.
    static Set<Province> provinces(Actor actor, Role... roles) {
        return Arrays.stream(Province.values())
                .filter(province ->
                        Arrays.stream(roles).anyMatch(role -> actor.may(role, province.code())))
                .collect(Collectors.toSet());
    }

    static <E extends Enum<E>> List<Option> options(Class<E> type, Words words) {
        return options(Arrays.asList(type.getEnumConstants()), words);
    }

    static List<Option> options(List<? extends Enum<?>> constants, Words words) {
        return constants.stream()
                .map(constant -> new Option(constant.name(), words.show(constant)))
                .toList();
    }

    static String[] codes(Set<Province> provinces) {
        return provinces.stream().map(Province::code).toArray(String[]::new);
    }

    /// For `ILIKE`: what somebody typed, found anywhere, its own wildcards taken literally.
    static String anywhere(String typed) {
        return "%"
                + typed.strip()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace("\\", "\\\\")
                        .replace("%", "\\%")
                        .replace("_", "\\_")
                + "%";
    }
}

package org.deltacommons.foundation.lane;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltacommons.kernel.Province;

/// Who may read a fact: the home itself, named provinces, all four, or everybody.
///
/// @param open whether it is public
/// @param provinces those that read it besides its home
public record Audience(boolean open, Set<Province> provinces) {

    public static final Audience HOME = new Audience(false, Set.of());
    public static final Audience FOUR = new Audience(false, EnumSet.allOf(Province.class));
    public static final Audience PUBLIC = new Audience(true, EnumSet.allOf(Province.class));

    public Audience {
        provinces = Set.copyOf(provinces);
    }

    public static Audience of(Province... provinces) {
        return of(Arrays.asList(provinces));
    }

    public static Audience of(Collection<Province> provinces) {
        return new Audience(false, Set.copyOf(provinces));
    }

    public boolean includes(Province origin, Province reader) {
        return origin == reader || provinces.contains(reader);
    }

    /// As the feed stores it: `home`, `public`, or the codes joined by commas.
    public String text() {
        if (open) {
            return "public";
        }
        return provinces.isEmpty()
                ? "home"
                : provinces.stream().map(Province::code).sorted().collect(Collectors.joining(","));
    }

    public static Audience parse(String text) {
        return switch (text) {
            case "public" -> PUBLIC;
            case "home" -> HOME;
            default -> of(Arrays.stream(text.split(",")).map(Province::of).toList());
        };
    }
}

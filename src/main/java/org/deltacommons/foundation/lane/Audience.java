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
/// @param later those that it is meant for, too, and that could not read it when it was told: they
///   are told again, by a fact for them only
/// @param apart whether it is such a fact, which tells its home nothing new
public record Audience(boolean open, Set<Province> provinces, Set<Province> later, boolean apart) {

    public static final Audience HOME = of();
    public static final Audience FOUR = of(Province.values());
    public static final Audience PUBLIC =
            new Audience(true, EnumSet.allOf(Province.class), Set.of(), false);

    private static final String APART = "only:";
    private static final String LATER = ";";

    public Audience {
        provinces = Set.copyOf(provinces);
        later = Set.copyOf(later);
        if (later.stream().anyMatch(provinces::contains)) {
            throw new IllegalArgumentException("who reads it now is not told later");
        }
        if (apart && (open || !later.isEmpty() || provinces.isEmpty())) {
            throw new IllegalArgumentException("a fact told again is for those who missed it");
        }
    }

    public static Audience of(Province... provinces) {
        return of(Arrays.asList(provinces));
    }

    public static Audience of(Collection<Province> provinces) {
        return new Audience(false, Set.copyOf(provinces), Set.of(), false);
    }

    /// Of a fact that is told again to one that could not read it before.
    public static Audience only(Province reader) {
        return new Audience(false, Set.of(reader), Set.of(), true);
    }

    /// The same, some of whom are told later.
    public Audience postponing(Set<Province> readers) {
        Set<Province> now = EnumSet.noneOf(Province.class);
        Set<Province> then = EnumSet.noneOf(Province.class);
        provinces.forEach(one -> (readers.contains(one) ? then : now).add(one));
        return new Audience(open, now, then, false);
    }

    public boolean includes(Province origin, Province reader) {
        return origin == reader && !apart || provinces.contains(reader);
    }

    /// As the feed stores it: `home`, `public`, or the codes joined by commas; behind a semicolon
    /// the codes of those who are told later. A fact for these is `only:` and the code.
    public String text() {
        String now =
                open
                        ? "public"
                        : provinces.isEmpty() ? "home" : (apart ? APART : "") + codes(provinces);
        return later.isEmpty() ? now : now + LATER + codes(later);
    }

    private static String codes(Set<Province> provinces) {
        return provinces.stream().map(Province::code).sorted().collect(Collectors.joining(","));
    }

    public static Audience parse(String text) {
        if (text.startsWith(APART)) {
            return new Audience(false, provinces(text.substring(APART.length())), Set.of(), true);
        }
        int behind = text.indexOf(LATER);
        if (behind >= 0) {
            Set<Province> later = provinces(text.substring(behind + 1));
            Audience now = parse(text.substring(0, behind));
            Set<Province> rest = EnumSet.noneOf(Province.class);
            rest.addAll(now.provinces());
            if (now.open()) {
                rest.removeAll(later);
            }
            return new Audience(now.open(), rest, later, false);
        }
        return switch (text) {
            case "public" -> PUBLIC;
            case "home" -> HOME;
            default -> of(provinces(text));
        };
    }

    private static Set<Province> provinces(String codes) {
        return Arrays.stream(codes.split(",")).map(Province::of).collect(Collectors.toSet());
    }
}

package org.deltacommons.commons.vouchers.trail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Sha256;

/// A draw that anybody can repeat with the seed and the list: the score of an item is the SHA-256
/// of `seed/id`, and those with the lowest scores are drawn. Pure.
///
/// By amount, the list is cut into three strata of about the same sum, from the small to the large,
/// and each gives a third of the sample; so the few large ones are looked at more often. What does
/// not divide, and what a stratum cannot give, comes from the stratum of the largest first.
final class Draw {

    static final int STRATA = 3;

    /// How the list is divided before it is drawn from.
    enum Strata {
        NONE,
        AMOUNT
    }

    /// One of those that could be drawn.
    record Item(String id, Money amount) {}

    /// One that was drawn.
    ///
    /// @param stratum from 1; 1 where there are none
    /// @param score in hexadecimal
    record Drawn(String id, Money amount, int stratum, String score) {}

    private Draw() {}

    /// @param size how many; all of them if there are fewer
    /// @return by stratum and score
    static List<Drawn> of(List<Item> population, String seed, int size, Strata strata) {
        List<List<Drawn>> divided = divided(population, seed, strata);
        int[] shares = shares(divided, size);
        List<Drawn> drawn = new ArrayList<>();
        for (int i = 0; i < divided.size(); i++) {
            drawn.addAll(divided.get(i).subList(0, shares[i]));
        }
        return drawn;
    }

    private static List<List<Drawn>> divided(List<Item> population, String seed, Strata strata) {
        int parts = strata == Strata.AMOUNT ? STRATA : 1;
        List<Item> rising =
                population.stream()
                        .sorted(Comparator.comparing(Item::amount).thenComparing(Item::id))
                        .toList();
        long total = rising.stream().mapToLong(item -> item.amount().fen()).sum();
        List<List<Drawn>> divided = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            divided.add(new ArrayList<>());
        }
        long before = 0;
        for (Item item : rising) {
            int part = total == 0 ? 0 : (int) Math.min(parts - 1L, before * parts / total);
            divided.get(part)
                    .add(
                            new Drawn(
                                    item.id(),
                                    item.amount(),
                                    part + 1,
                                    Sha256.hex(seed + "/" + item.id())));
            before += item.amount().fen();
        }
        divided.forEach(
                part -> part.sort(Comparator.comparing(Drawn::score).thenComparing(Drawn::id)));
        return divided;
    }

    private static int[] shares(List<List<Drawn>> divided, int size) {
        int parts = divided.size();
        int[] shares = new int[parts];
        int left = size;
        for (int i = 0; i < parts; i++) {
            shares[i] = Math.min(divided.get(i).size(), size / parts);
            left -= shares[i];
        }
        for (int i = parts - 1; i >= 0; i--) {
            int more = Math.min(left, divided.get(i).size() - shares[i]);
            shares[i] += more;
            left -= more;
        }
        return shares;
    }

    /// Tells two lists apart: SHA-256 of `id,fen` and a line feed for each item, in the order of
    /// the ids.
    static String digest(List<Item> population) {
        StringBuilder all = new StringBuilder();
        population.stream()
                .sorted(Comparator.comparing(Item::id))
                .forEach(item ->
                        all.append(item.id()).append(',').append(item.amount().fen()).append('\n'));
        return Sha256.hex(all.toString());
    }
}

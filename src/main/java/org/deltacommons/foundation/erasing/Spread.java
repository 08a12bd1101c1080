package org.deltacommons.foundation.erasing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deltacommons.foundation.erasing.PersonalTexts.Found;
import org.deltacommons.foundation.erasing.PersonalTexts.Group;
import org.deltacommons.foundation.erasing.PersonalTexts.RowOf;
import org.deltacommons.foundation.erasing.PersonalTexts.Standing;
import org.deltacommons.foundation.lane.Holding;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// How far words went at a home: what it told again because it had heard them, what it told again
/// of that, and the rows that hold them.
final class Spread {

    /// Words in a row.
    ///
    /// @param words none if they are not there any more
    /// @param standing of the case that the row is; null if it is none
    record Held(Holding holding, RowOf row, Set<String> words, @Nullable Standing standing) {}

    private final PersonalTexts texts;
    private final Rows rows;
    private final Province home;
    private final Set<Erasure.Text> seen = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private final ArrayDeque<String> next = new ArrayDeque<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();

    private Spread(PersonalTexts texts, Rows rows) {
        this.texts = texts;
        this.rows = rows;
        this.home = rows.home();
    }

    /// @param own texts of the home that are looked for in any case
    /// @param sources where the words were heard, or told first
    static Spread of(PersonalTexts texts, List<Group> own, Collection<String> sources, Rows rows) {
        Spread spread = new Spread(texts, rows);
        own.forEach(spread::add);
        spread.next.addAll(sources);
        while (!spread.next.isEmpty()) {
            spread.step();
        }
        return spread;
    }

    List<Group> groups() {
        return groups;
    }

    List<Held> held() {
        return held;
    }

    private void step() {
        List<String> sources = next.stream().filter(asked::add).toList();
        next.clear();
        if (sources.isEmpty()) {
            return;
        }
        for (Holding one : texts.held(home, sources)) {
            Class<? extends Row> type = texts.type(one.place());
            if (type != null) {
                // Read as a row, too: what was not read must not exist when it is put.
                rows.find(Holding.class, one.id()).ifPresent(there -> hold(there, type));
            }
        }
        texts.echoes(home, sources).forEach(this::add);
    }

    private <R extends Row> void hold(Holding one, Class<R> type) {
        Set<String> words =
                rows.find(type, Id.<R>of(one.rowId()))
                        .map(row -> one.words((Record) row))
                        .orElseGet(Set::of);
        held.add(new Held(one, new RowOf(type, one.rowId()), words, texts.standing(one.rowId())));
        if (!words.isEmpty()) {
            texts.saying(home, one.rowId(), words).forEach(this::add);
        }
    }

    private void add(Group group) {
        List<Found> fresh = group.texts().stream().filter(one -> seen.add(one.text())).toList();
        if (!fresh.isEmpty()) {
            groups.add(new Group(fresh));
            fresh.forEach(
                    one -> next.add(Salted.source(home, one.text().index(), one.text().path())));
        }
    }
}

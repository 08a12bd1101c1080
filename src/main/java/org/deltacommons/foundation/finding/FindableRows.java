package org.deltacommons.foundation.finding;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.RowType;

/// What is found as it stands in a table of its own, one document a row.
public abstract class FindableRows<R extends Row> implements Findable {

    /// Rows that are read at once.
    private static final int PAGE = 200;

    private static final int AGEING_MAX = 100_000;

    /// Looks through so many at most; without an index it is a scan.
    private static final int NAMED_AMONG_MAX = 50_000;

    private final Records records;
    private final Class<R> type;
    private final String shown;
    private final String names;

    /// @param shown which rows are public, as SQL over the alias `t`
    /// @param names what a row is called in all languages, as SQL that makes one text
    protected FindableRows(Records records, Class<R> type, String shown, String names) {
        this.records = records;
        this.type = type;
        this.shown = shown;
        this.names = names;
    }

    /// One for each row, in the same order.
    ///
    /// @param rows at most 200
    protected abstract List<FindDocument> documents(List<R> rows);

    @Override
    public final List<FindDocument> documents(Collection<String> ids) {
        return documents(list("t.id IN (:ids)", Map.of("ids", List.copyOf(ids)), PAGE));
    }

    @Override
    public final void every(Consumer<FindDocument> to) {
        every("", to);
    }

    @Override
    public final void every(String last, Consumer<FindDocument> to) {
        String after = last;
        List<R> page;
        do {
            page = list("t.id > :after", Map.of("after", after), PAGE);
            documents(page).forEach(to);
            after = page.isEmpty() ? after : page.getLast().id().value();
        } while (page.size() == PAGE);
    }

    @Override
    public final List<FindDocument> named(List<String> words, boolean every, int most) {
        if (words.isEmpty()) {
            return documents(list("true", Map.of(), Math.min(most, PAGE)));
        }
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            values.put("word" + i, anywhere(words.get(i)));
        }
        String among =
                """
                t.id IN (SELECT t.id FROM %s t WHERE %s ORDER BY t.id LIMIT %d) AND (%s)
                """
                        .formatted(
                                RowType.of(type).table(),
                                shown,
                                NAMED_AMONG_MAX,
                                IntStream.range(0, words.size())
                                        .mapToObj(i -> "lower(" + names + ") LIKE :word" + i)
                                        .collect(Collectors.joining(every ? " AND " : " OR ")));
        return documents(list(among, values, Math.min(most, PAGE)));
    }

    /// For `LIKE`, its own wildcards taken literally.
    private static String anywhere(String word) {
        String plain = word.toLowerCase(Locale.ROOT);
        return "%" + plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /// The part of all rows that are shown and meet a condition, for [#ageing].
    ///
    /// @param condition SQL over the alias `t`
    protected final List<String> partOf(
            String condition, Map<String, ?> values, int part, int parts) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("part", part);
        all.put("parts", parts);
        return ids("mod(abs(hashtext(t.id)::bigint), :parts) = :part AND " + condition, all);
    }

    /// The ids of rows that are shown and meet a condition.
    ///
    /// @param condition SQL over the alias `t`
    protected final List<String> ids(String condition, Map<String, ?> values) {
        return list(condition, values, AGEING_MAX).stream().map(row -> row.id().value()).toList();
    }

    private List<R> list(String condition, Map<String, ?> values, int most) {
        return records.list(type, "(" + shown + ") AND " + condition, "t.id", values, most);
    }
}

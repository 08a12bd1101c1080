package org.deltacommons.foundation.lane;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.kernel.Id;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Several questions of one page in one round trip: all are asked when the first answer is wanted,
/// and their answers are of one instant. For one thread.
public final class Together {

    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([A-Za-z]\\w*)");

    /// Questions with their parameters renamed, by the question and its place: a page asks the same
    /// ones each time.
    private static final LoadingCache<Placed, String> RENAMED =
            Caffeine.newBuilder().maximumSize(2_000).build(Placed::renamed);

    /// @param sql with named parameters
    /// @param number from 0; no two questions' parameters have the same name
    private record Placed(String sql, int number) {

        String prefix() {
            return "q" + number + "_";
        }

        String renamed() {
            return "(" + PARAMETER.matcher(sql).replaceAll(":" + prefix() + "$1") + ")";
        }
    }

    private final JdbcClient jdbc;
    private final List<String> questions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private List<JsonNode> answers = List.of();

    Together(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// As [Records#versioned].
    public <R extends Row> Supplier<Optional<Versioned<R>>> versioned(Class<R> type, Id<R> id) {
        Supplier<List<Versioned<R>>> found =
                rows(type, "t.id = :id", "", Map.of("id", id.value()), 1);
        return () -> found.get().stream().findFirst();
    }

    /// As [Records#list].
    public <R extends Row> Supplier<List<R>> list(
            Class<R> type, String condition, String order, Map<String, ?> of, int limit) {
        Supplier<List<Versioned<R>>> found = rows(type, condition, "ORDER BY " + order, of, limit);
        return () -> found.get().stream().map(Versioned::row).toList();
    }

    private <R extends Row> Supplier<List<Versioned<R>>> rows(
            Class<R> type, String condition, String order, Map<String, ?> of, int limit) {
        RowType<R> rowType = RowType.of(type);
        return ask(
                "SELECT t.* FROM %s t WHERE %s %s LIMIT %d"
                        .formatted(rowType.table(), condition, order, limit),
                of,
                row -> new Versioned<>(rowType.read(row), row.get("version").asLong()));
    }

    /// @param sql with named parameters; never made of what a user typed
    /// @param read makes something of a row, whose columns are the fields of an object: an instant
    ///   is a text with its offset
    public <T> Supplier<List<T>> ask(String sql, Map<String, ?> of, Function<JsonNode, T> read) {
        int number = add("SELECT json_agg(row_to_json(t)) FROM (" + sql + ") t", of);
        return () -> answer(number).valueStream().map(read).toList();
    }

    /// @param sql yields one whole number; with named parameters
    public Supplier<Integer> number(String sql, Map<String, ?> of) {
        int number = add(sql, of);
        return () -> answer(number).intValue();
    }

    private int add(String sql, Map<String, ?> of) {
        if (!answers.isEmpty()) {
            throw new IllegalStateException("the questions were asked already");
        }
        int number = questions.size();
        Placed placed = new Placed(sql, number);
        questions.add(RENAMED.get(placed));
        of.forEach((name, value) -> values.put(placed.prefix() + name, value));
        return number;
    }

    /// What has no rows comes as null.
    private JsonNode answer(int number) {
        if (answers.isEmpty()) {
            answers =
                    jdbc.sql(questions.stream().collect(Collectors.joining(", ", "SELECT ", "")))
                            .params(values)
                            .query((result, _) -> {
                                List<JsonNode> all = new ArrayList<>();
                                for (int i = 1; i <= questions.size(); i++) {
                                    String rows = result.getString(i);
                                    all.add(Json.parse(rows == null ? "[]" : rows));
                                }
                                return all;
                            })
                            .single();
        }
        return answers.get(number);
    }
}

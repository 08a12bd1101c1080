package org.deltacommons.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/// Lets every list page leave as a file: the page's own address with `format=xlsx` or `format=csv`,
/// its filters and its order kept. The page is asked as always, only for more rows (see
/// [Address#size]), so that a file holds what its reader may see, masked as on the screen; then its
/// view is exchanged. A list that is longer than a file may be is refused, never cut.
final class ListExports implements HandlerInterceptor {

    private static final String VIEW = "view";

    private final ObjectProvider<ListFiles> files;
    private final ObjectProvider<Departures> departures;
    private final Words words;
    private final Clock clock;

    ListExports(
            ObjectProvider<ListFiles> files,
            ObjectProvider<Departures> departures,
            Words words,
            Clock clock) {
        this.files = files;
        this.departures = departures;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public void postHandle(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable ModelAndView page)
            throws IOException {
        String asked = request.getParameter(Address.FORMAT);
        if (asked == null
                || page == null
                || !(page.getModel().get(VIEW) instanceof ListView list)) {
            return;
        }
        ListFiles.Format format =
                ListFiles.Format.of(asked)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.of(
                                                WebReason.PARAMETER_INVALID,
                                                "name",
                                                Address.FORMAT)));
        page.setView(file(list, format));
    }

    private View file(ListView list, ListFiles.Format format) throws IOException {
        Actor actor = CurrentActor.get();
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        ListFiles writer = files.getIfAvailable();
        Departures told = departures.getIfAvailable();
        if (writer == null || told == null) {
            throw new RefusedException(WebReason.NOT_FOUND);
        }
        if (list.nextHref() != null) {
            throw new RefusedException(
                    Refusal.of(WebReason.LIST_TOO_LONG, "limit", Address.EXPORTED_MAX)
                            .with("total", list.total()));
        }
        Laid laid = laid(list);
        told.leaving(actor, list.address().path(), format, list.rows().size(), filter(list));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.write(format, words.say(list.title()), laid.headers(), laid.rows(), bytes);
        return new Download(format, name(list.address(), format), bytes.toByteArray());
    }

    /// What was chosen is told, what was typed is not: the log cannot forget a name.
    private static String filter(ListView list) {
        return list.filters().stream()
                .filter(filter -> list.address().has(filter.name()))
                .map(filter ->
                        filter.name()
                                + "="
                                + (filter.kind() == Filter.Kind.TEXT
                                        ? "…"
                                        : String.join(",", list.address().all(filter.name()))))
                .collect(Collectors.joining("; "));
    }

    private String name(Address address, ListFiles.Format format) {
        String stem =
                address.path()
                        .substring(1)
                        .replaceAll("[^A-Za-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        LocalDate today = LocalDate.ofInstant(clock.instant(), Shown.SHANGHAI);
        return (stem.isEmpty() ? "list" : stem) + "-" + today + "." + format.suffix();
    }

    private record Laid(List<String> headers, List<List<@Nullable Object>> rows) {}

    /// The number of each row in front unless a column shows it anyway.
    private Laid laid(ListView list) {
        boolean numbered = !list.rows().stream().allMatch(this::showsItsId);
        List<String> headers = new ArrayList<>();
        if (numbered) {
            headers.add(words.say("web.list.id"));
        }
        IntStream.range(0, list.columns().size()).forEach(i -> headers.add(header(list, i)));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (RowView row : list.rows()) {
            List<@Nullable Object> values = new ArrayList<>();
            if (numbered) {
                values.add(row.id());
            }
            row.cells().forEach(cell -> values.add(value(cell)));
            while (values.size() < headers.size()) {
                values.add(null);
            }
            rows.add(values);
        }
        return new Laid(headers, rows);
    }

    private boolean showsItsId(RowView row) {
        return row.cells().stream()
                .anyMatch(cell ->
                        cell.value() != null
                                && words.show(cell.value()).equalsIgnoreCase(row.id()));
    }

    /// Amounts leave as plain numbers, so their unit goes into the header.
    private String header(ListView list, int column) {
        String key = list.columns().get(column).label();
        // The columns of a comparison are named by what is compared, not by a message.
        String label = words.has(key) ? words.say(key) : key;
        boolean amounts =
                list.rows().stream()
                        .filter(row -> row.cells().size() > column)
                        .anyMatch(row -> plain(row.cells().get(column)) instanceof Money);
        return amounts ? words.say("web.list.yuan", Map.of("label", label)) : label;
    }

    private @Nullable Object value(Cell cell) {
        Object plain = plain(cell);
        String mark = cell.mark() == null ? null : words.show(cell.mark());
        Object value =
                switch (plain) {
                    case null -> null;
                    case Money _, Number _, java.time.LocalDate _, java.time.Instant _ -> plain;
                    case String text -> text;
                    case Collection<?> many when many.isEmpty() -> null;
                    default -> words.show(plain);
                };
        return mark != null && value instanceof String text
                ? words.say("web.list.marked", Map.of("value", text, "mark", mark))
                : value;
    }

    private static @Nullable Object plain(Cell cell) {
        Object value = cell.filed() == null ? cell.value() : cell.filed();
        return value instanceof Optional<?> perhaps ? perhaps.orElse(null) : value;
    }

    private record Download(ListFiles.Format format, String name, byte[] bytes) implements View {

        @Override
        public String getContentType() {
            return format.contentType();
        }

        @Override
        public void render(
                @Nullable Map<String, ?> model,
                HttpServletRequest request,
                HttpServletResponse response)
                throws IOException {
            response.setContentType(format.contentType());
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}

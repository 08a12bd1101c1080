package org.deltacommons.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The address of a list with everything it holds: filters, order, where it goes on. Immutable;
/// each change is the address of another link.
///
/// @param path without the query
/// @param values by name, in the order they came; blank ones are left out
public record Address(String path, Map<String, List<String>> values) {

    /// The parameter that says where a list goes on; dropped whenever filter or order change.
    public static final String AFTER = "after";

    /// The parameter that says how a list is ordered: a key, with `-` in front for the reverse.
    public static final String SORT = "sort";

    /// The parameter that asks for a list as a file, see [ListExports].
    public static final String FORMAT = "format";

    /// How many rows a file may have; more is refused with the advice to narrow the list.
    public static final int EXPORTED_MAX = 10_000;

    public Address {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        values.forEach((name, all) -> {
            List<String> told = all.stream().filter(v -> !v.isBlank()).toList();
            if (!told.isEmpty()) {
                kept.put(name, told);
            }
        });
        values = Collections.unmodifiableMap(kept);
    }

    public static Address of(String path) {
        return new Address(path, Map.of());
    }

    public static Address of(HttpServletRequest request) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, all) -> values.put(name, Arrays.asList(all)));
        values.remove(Languages.PARAMETER);
        return new Address(request.getRequestURI(), values);
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst().map(String::strip);
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// With these values and no others of that name.
    public Address with(String name, String... told) {
        Map<String, List<String>> more = new LinkedHashMap<>(values);
        more.put(name, List.of(told));
        return new Address(path, more);
    }

    public Address without(String... names) {
        Map<String, List<String>> fewer = new LinkedHashMap<>(values);
        fewer.keySet().removeAll(List.of(names));
        return new Address(path, fewer);
    }

    /// Without this one of several values.
    public Address minus(String name, String value) {
        List<String> rest = new ArrayList<>(all(name));
        rest.remove(value);
        return with(name, rest.toArray(String[]::new));
    }

    /// How many rows a page is to fetch: its ordinary number, or all that a file may have.
    public int size(int ordinary) {
        return has(FORMAT) ? EXPORTED_MAX : ordinary;
    }

    public Address at(String otherPath) {
        return new Address(otherPath, values);
    }

    /// Path and query, encoded.
    @Override
    public String toString() {
        String address = path;
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            address = more(address, entry.getKey(), entry.getValue());
        }
        return address;
    }

    /// An address that is written already, with more values behind it: where many links share all
    /// the rest, it is written once.
    public static String more(String address, String name, List<String> told) {
        StringBuilder more = new StringBuilder(address);
        char joint = address.indexOf('?') < 0 ? '?' : '&';
        for (String value : told) {
            more.append(joint).append(encoded(name)).append('=').append(encoded(value));
            joint = '&';
        }
        return more.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

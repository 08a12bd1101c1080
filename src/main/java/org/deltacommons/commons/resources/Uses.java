package org.deltacommons.commons.resources;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// What resources of a kind are used for, in the words of those who have the problem and do not
/// know the method: `resources/uses.txt`.
final class Uses {

    private static final Uses KNOWN = read();

    /// @param of a category's code, or the name of a [ResourceKind]
    /// @param any words of which the name has one; empty if it does not matter
    /// @param none words that the name has not
    private record Group(String of, List<String> any, List<String> none, List<String> uses) {

        private static Group of(String head) {
            List<String> any = new ArrayList<>();
            List<String> none = new ArrayList<>();
            String[] parts = head.substring(1, head.length() - 1).split(" ");
            for (String part : Arrays.asList(parts).subList(1, parts.length)) {
                if (part.startsWith("-")) {
                    none.add(part.substring(1));
                } else {
                    any.addAll(Arrays.asList(part.split("\\|")));
                }
            }
            return new Group(parts[0], any, none, new ArrayList<>());
        }

        private boolean has(Details details) {
            String name = details.nameZh();
            return (of.equals(details.equipment().categoryCode())
                            || of.equals(details.kind().name()))
                    && (any.isEmpty() || any.stream().anyMatch(name::contains))
                    && none.stream().noneMatch(name::contains);
        }
    }

    private final List<Group> groups = new ArrayList<>();

    /// @param lines of which each in brackets begins a group
    Uses(List<String> lines) {
        for (String line : lines) {
            if (line.startsWith("[")) {
                groups.add(Group.of(line));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                groups.getLast().uses().add(line.strip());
            }
        }
    }

    static Uses known() {
        return KNOWN;
    }

    private static Uses read() {
        try (var in =
                        Objects.requireNonNull(
                                Uses.class.getResourceAsStream("/resources/uses.txt"));
                var reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new Uses(reader.readAllLines());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<String> all() {
        return groups.stream().flatMap(group -> group.uses().stream()).toList();
    }

    /// In the file's order.
    List<String> of(Details details) {
        return groups.stream()
                .filter(group -> group.has(details))
                .flatMap(group -> group.uses().stream())
                .toList();
    }
}

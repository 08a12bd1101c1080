package org.deltacommons.foundation.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deltacommons.foundation.finding.FindingView.UnderstoodView;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// Puts into words what the page says about a sentence: what was understood, what was taken for a
/// slip, why something is missing.
final class FindingNotes {

    static final String IGNORED = "ignore";
    static final String MISSING = "missing";

    private final Finding finding;
    private final FindingLabels labels;
    private final Words words;

    FindingNotes(Finding finding, FindingLabels labels, Words words) {
        this.finding = finding;
        this.labels = labels;
        this.words = words;
    }

    List<UnderstoodView> understood(Found found, Address address) {
        return found.conditions().stream()
                .map(condition ->
                        new UnderstoodView(
                                label(condition.dimension()),
                                value(condition.dimension(), condition.value()),
                                condition.certain(),
                                ignoring(condition, address).toString(),
                                condition.certain() ? null : only(condition, address)))
                .toList();
    }

    private static Address ignoring(Condition condition, Address address) {
        List<String> more = new ArrayList<>(address.all(IGNORED));
        more.add(condition.code());
        return address.with(IGNORED, more.toArray(String[]::new));
    }

    /// Leaves everything else out; nothing can be left out by a deadline that no facet knows, or by
    /// how much is wanted.
    private static @Nullable String only(Condition condition, Address address) {
        if (condition.isOnlySaid()) {
            return null;
        }
        return switch (condition.dimension()) {
            case Condition.PRICE -> address.with("to", condition.value()).toString();
            default -> address.with(condition.dimension(), condition.value()).toString();
        };
    }

    private static String label(String dimension) {
        return switch (dimension) {
            case Condition.PRICE, Condition.TIME -> "finding.condition." + dimension;
            case Condition.SAMPLES, Condition.HOURS, Condition.GPU_HOURS ->
                    "finding.condition.quantity";
            case "from", "to" -> "finding.price." + dimension;
            default -> "finding.facet." + dimension;
        };
    }

    private String value(String dimension, String value) {
        return switch (dimension) {
            case Condition.PRICE -> Money.parse(value).toString();
            case Condition.TIME ->
                    words.say("finding.days", Map.of("days", Integer.parseInt(value)));
            case Condition.SAMPLES, Condition.HOURS, Condition.GPU_HOURS ->
                    words.say(
                            "finding.quantity." + dimension,
                            Map.of("count", Integer.parseInt(value)));
            default -> labels.of(dimension, value);
        };
    }

    /// The conditions of a hit.
    String met(List<Condition> met) {
        return met.stream()
                .map(one ->
                        words.say(label(one.dimension()))
                                + words.say("web.colon")
                                + value(one.dimension(), one.value()))
                .collect(Collectors.joining(words.say("web.comma")));
    }

    /// Null if every word was known.
    @Nullable String instead(Found found) {
        return found.instead().isEmpty()
                ? null
                : found.instead().stream()
                        .map(one ->
                                words.say(
                                        "finding.instead",
                                        Map.of("typed", one.typed(), "meant", one.meant())))
                        .collect(Collectors.joining(" "));
    }

    /// The answer to "why is it not here?"; null if nobody asked.
    @Nullable String missing(Address address, FindRequest request) {
        String name = address.first(MISSING).map(String::strip).orElse("");
        if (name.isEmpty()) {
            return null;
        }
        return whether(request, finding.named(name))
                .map(this::say)
                .orElseGet(() -> words.say("finding.missing.unknown", Map.of("name", name)));
    }

    /// Of several that are called so, one that is not here: it is asked for.
    private Optional<Whether> whether(FindRequest request, List<FindDocument> called) {
        Whether first = null;
        for (FindDocument one : called) {
            Whether whether = finding.whether(request, one.key()).orElse(null);
            if (whether != null && whether.rank() == 0) {
                return Optional.of(whether);
            }
            first = first == null ? whether : first;
        }
        return Optional.ofNullable(first);
    }

    private String say(Whether whether) {
        String title = whether.document().title(words.english());
        if (whether.rank() > 0) {
            return words.say(
                            "finding.missing.found",
                            Map.of(
                                    "title",
                                    title,
                                    "rank",
                                    whether.rank(),
                                    "total",
                                    whether.total()))
                    + (whether.measured() ? "" : words.say("finding.missing.unmeasured"))
                    + unmet(whether);
        }
        return whether.excluded().isEmpty()
                ? words.say(
                        "finding.missing.lacking",
                        Map.of("title", title, "words", joined(whether.lacking())))
                : words.say(
                                "finding.missing.excluded",
                                Map.of(
                                        "title",
                                        title,
                                        "conditions",
                                        joined(
                                                whether.excluded().stream()
                                                        .map(this::say)
                                                        .toList())))
                        + unmet(whether);
    }

    private String unmet(Whether whether) {
        return whether.unmet().isEmpty()
                ? ""
                : words.say("finding.missing.unmet", "conditions", met(whether.unmet()));
    }

    private String say(Whether.Excluded excluded) {
        return words.say(label(excluded.dimension()))
                + words.say("web.colon")
                + joined(
                        excluded.values().stream()
                                .map(value -> value(excluded.dimension(), value))
                                .toList());
    }

    private String joined(List<String> some) {
        return String.join(words.say("web.comma"), some);
    }
}

package org.deltacommons.foundation.finding;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.deltacommons.foundation.finding.FindingView.FacetView;
import org.deltacommons.foundation.finding.FindingView.HitView;
import org.deltacommons.foundation.finding.Orderings.Ordering;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Chip;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Toggle;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// Makes the page of hits from an address; also for the pages of modules that show one kind.
public final class FindingViews {

    private static final int SIZE = 20;
    private static final int OPEN_FACETS = 4;

    /// Values of a facet that are shown until somebody asks for the rest: those that most hits
    /// have, and whichever were chosen.
    private static final int VALUES_FIRST = 10;

    /// Names the facets that are shown whole.
    private static final String WHOLE = "all";

    private static final String TEXT = "q";
    private static final String PRICE_MIN = "from";
    private static final String PRICE_MAX = "to";

    private static final Pattern BLANK = Pattern.compile("\\s");

    /// A code of the four provinces.
    private static final Pattern DIVISION = Pattern.compile("3[1-4]\\d{4}");

    private final Finding finding;
    private final Words words;
    private final FindingNotes notes;
    private final Orderings orderings;
    private final Supplier<List<FindingOffer>> offers;

    /// @param offers asked for with each page, because they may need what is found
    FindingViews(
            Finding finding,
            Words words,
            Orderings orderings,
            Supplier<List<FindingOffer>> offers) {
        this.orderings = orderings;
        this.finding = finding;
        this.words = words;
        this.offers = offers;
        this.notes = new FindingNotes(finding, this::label, words);
    }

    /// The whole page, or for htmx the part that changes; going back always wants the whole.
    public static String template(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        boolean part =
                "true".equals(request.getHeader("HX-Request"))
                        && request.getHeader("HX-History-Restore-Request") == null;
        return part ? "finding/finding :: found" : "finding/finding";
    }

    /// What an address asks; whatever it holds besides is ignored.
    ///
    /// @param fixed values of dimensions that the address cannot change
    ///
    /// @throws RefusedException if it names an order that there is not, or one by distance and
    ///   nobody knows from where
    public FindRequest request(Address address, Map<String, String> fixed, int size) {
        Ordering ordering = orderings.of(address);
        if (ordering.isFromNowhere()) {
            throw new RefusedException(
                    Refusal.of(WebReason.PARAMETER_INVALID, "name", Orderings.NEAR));
        }
        return request(address, fixed, size, ordering);
    }

    private FindRequest request(
            Address address, Map<String, String> fixed, int size, Ordering ordering) {
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        for (Dimension dimension : finding.dimensions()) {
            String only = fixed.get(dimension.name());
            List<String> values = only == null ? address.all(dimension.name()) : List.of(only);
            if (!values.isEmpty()) {
                chosen.put(dimension.name(), values);
            }
        }
        return new FindRequest(
                address.first(TEXT).orElse(""),
                chosen,
                money(address, PRICE_MIN),
                money(address, PRICE_MAX),
                ordering.used(),
                address.first(Address.AFTER).orElse(null),
                size,
                address.all(FindingNotes.IGNORED),
                ordering.measure());
    }

    private static @Nullable Money money(Address address, String name) {
        try {
            return address.first(name).map(Money::parse).orElse(null);
        } catch (IllegalArgumentException | ArithmeticException noAmount) {
            return null;
        }
    }

    public FindingView view(
            Address address, Map<String, String> fixed, String title, List<LinkView> links) {
        return view(address, fixed, title, links, (_, _) -> {});
    }

    /// @param hearing is told what was asked and found
    FindingView view(
            Address address,
            Map<String, String> fixed,
            String title,
            List<LinkView> links,
            BiConsumer<FindRequest, Found> hearing) {
        Ordering ordering = orderings.of(address);
        FindRequest request = request(address, fixed, SIZE, ordering);
        Found found = finding.find(request, words.english());
        hearing.accept(request, found);
        Address first = address.without(Address.AFTER, FindingNotes.MISSING);
        List<Chip> chips = chips(first, fixed.keySet());
        return new FindingView(
                title,
                request.text(),
                address,
                hidden(first, fixed.keySet()),
                found.hits().stream()
                        .map(hit ->
                                hit(
                                        hit,
                                        found.conditions(),
                                        orderings.of(hit.document(), ordering)))
                        .toList(),
                found.total(),
                facets(found, first, fixed.keySet()),
                chips,
                notes.understood(found, first),
                orderings.view(ordering, first),
                nearest(found),
                notes.instead(found),
                notes.missing(address, request),
                found.next() == null ? null : address.with(Address.AFTER, found.next()).toString(),
                chips.isEmpty() ? null : plain(address).toString(),
                notesHref(found, first),
                links,
                finding.knowsMeanings(),
                found.ready(),
                finding.isAway(),
                new FindingOffers(finding, offers.get(), hit -> hit(hit, List.of(), null))
                        .under(request, found, fixed, words.english()),
                finding.built().orElse(0));
    }

    /// Where the page asks what is to be said under its hits; null where there are none.
    private static @Nullable String notesHref(Found found, Address address) {
        if (found.hits().isEmpty()) {
            return null;
        }
        Address notes = Address.of(NotePages.PATH);
        for (String kept : List.of(TEXT, PRICE_MAX, FindingNotes.IGNORED)) {
            notes = notes.with(kept, address.all(kept).toArray(String[]::new));
        }
        return notes.with(
                        NotePages.ID,
                        found.hits().stream()
                                .map(hit -> hit.document().key())
                                .toArray(String[]::new))
                .toString();
    }

    private static Address plain(Address address) {
        Address bare = Address.of(address.path());
        return address.first(TEXT).map(text -> bare.with(TEXT, text)).orElse(bare);
    }

    /// The form has fields for the words and the price; the rest it carries along.
    private List<Option> hidden(Address address, Set<String> fixed) {
        List<Option> hidden = new ArrayList<>();
        for (Dimension dimension : finding.dimensions()) {
            if (!fixed.contains(dimension.name())) {
                address.all(dimension.name())
                        .forEach(value -> hidden.add(new Option(dimension.name(), value)));
            }
        }
        for (String kept : List.of(Address.SORT, Orderings.NEAR)) {
            address.first(kept).ifPresent(value -> hidden.add(new Option(kept, value)));
        }
        return hidden;
    }

    private @Nullable String nearest(Found found) {
        return found.dropped().isEmpty() || found.total() == 0
                ? null
                : words.say(
                        "finding.nearest",
                        "words",
                        String.join(words.say("web.comma"), found.dropped()));
    }

    private List<FacetView> facets(Found found, Address address, Set<String> fixed) {
        List<FacetView> facets = new ArrayList<>();
        for (Found.Facet facet : found.facets()) {
            Dimension dimension = facet.dimension();
            boolean pointless =
                    dimension.name().equals(Finding.TYPE)
                            && facet.values().size() < 2
                            && !facet.isChosen();
            if (fixed.contains(dimension.name()) || pointless) {
                continue;
            }
            boolean whole = address.all(WHOLE).contains(dimension.name());
            facets.add(
                    new FacetView(
                            dimension.name(),
                            "finding.facet." + dimension.name(),
                            facet.isChosen() || whole || facets.size() < OPEN_FACETS,
                            values(facet, address, whole),
                            facet.values().size(),
                            whole,
                            facet.values().size() <= VALUES_FIRST ? null : rest(facet, address)));
        }
        return facets;
    }

    private List<Toggle> values(Found.Facet facet, Address address, boolean whole) {
        String without = address.without(facet.dimension().name()).toString();
        List<Toggle> values = new ArrayList<>();
        for (Found.Value value : facet.values()) {
            if (whole || values.size() < VALUES_FIRST || value.chosen()) {
                values.add(value(facet.dimension(), value, address, without));
            }
        }
        return values;
    }

    /// The same page with the rest of a facet's values, or without it again.
    private static String rest(Found.Facet facet, Address address) {
        String name = facet.dimension().name();
        List<String> whole = new ArrayList<>(address.all(WHOLE));
        if (!whole.remove(name)) {
            whole.add(name);
        }
        return address.with(WHOLE, whole.toArray(String[]::new)).toString();
    }

    /// @param without the address without the dimension; a page has some hundred values, and all
    ///   the rest of their addresses is the same
    private Toggle value(Dimension dimension, Found.Value value, Address address, String without) {
        String name = dimension.name();
        List<String> after = new ArrayList<>(address.all(name));
        if (value.chosen()) {
            after.remove(value.value());
        } else {
            after.add(value.value());
        }
        return new Toggle(
                "facet-" + name + "-" + BLANK.matcher(value.value()).replaceAll("_"),
                label(dimension, value.value()),
                value.count(),
                value.chosen(),
                Address.more(without, name, after));
    }

    private String label(String dimension, String value) {
        return finding.dimensions().stream()
                .filter(one -> one.name().equals(dimension))
                .findFirst()
                .map(one -> label(one, value))
                .orElse(value);
    }

    /// A facet's value in words; one that is none is shown as it was typed.
    public String label(Dimension dimension, String value) {
        return switch (dimension.labels()) {
            case DIVISION ->
                    DIVISION.matcher(value).matches() ? words.show(new DivisionCode(value)) : value;
            case MESSAGE -> words.find(dimension.prefix() + value, Map.of()).orElse(value);
            case PLAIN -> value;
        };
    }

    private List<Chip> chips(Address address, Set<String> fixed) {
        List<Chip> chips = new ArrayList<>();
        for (Dimension dimension : finding.dimensions()) {
            if (fixed.contains(dimension.name())) {
                continue;
            }
            for (String value : address.all(dimension.name())) {
                chips.add(
                        new Chip(
                                "finding.facet." + dimension.name(),
                                label(dimension, value),
                                address.minus(dimension.name(), value).toString()));
            }
        }
        for (String bound : List.of(PRICE_MIN, PRICE_MAX)) {
            Money amount = money(address, bound);
            if (amount != null) {
                chips.add(
                        new Chip(
                                "finding.price." + bound,
                                amount.toString(),
                                address.without(bound).toString()));
            }
        }
        return chips;
    }

    private HitView hit(Found.Hit hit, List<Condition> conditions, @Nullable String sorted) {
        Map<String, String> why = new LinkedHashMap<>();
        hit.why()
                .forEach(reason ->
                        why.put(
                                words.say("finding.field." + reason.field()),
                                String.join(words.say("web.comma"), reason.words())));
        if (!hit.met().isEmpty()) {
            why.put(words.say("finding.field.met"), notes.met(hit.met()));
        }
        List<Condition> unmet =
                conditions.stream()
                        .filter(one -> !one.certain() && !one.isOnlySaid())
                        .filter(one -> !hit.met().contains(one))
                        .toList();
        if (!unmet.isEmpty()) {
            why.put(words.say("finding.field.unmet"), notes.met(unmet));
        }
        if (!hit.near().isEmpty() && hit.title().stream().noneMatch(Found.Piece::marked)) {
            why.put(words.say("finding.field.near"), hit.near());
        }
        return new HitView(
                hit.document(),
                words.say("finding.kind." + hit.document().kind()),
                FoundItem.html(hit.title()),
                FoundItem.html(hit.snippet()),
                hit.document().owner(words.english()),
                why,
                hit.far(),
                sorted);
    }
}

package org.deltacommons.foundation.finding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Contributed;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.JsonNode;

/// What is said under the hits of a page, once they stand there: when each is free, what it costs
/// whoever looks.
@Controller
class NotePages {

    static final String PATH = "/finding/notes";

    /// The parameter that names a document: `resource:…`.
    static final String ID = "id";

    private static final int HITS_MAX = 50;

    private final Finding finding;
    private final FindingViews views;
    private final Contributed<HitNotes> notes;
    private final Words words;

    NotePages(Finding finding, FindingViews views, ObjectProvider<HitNotes> notes, Words words) {
        this.finding = finding;
        this.views = views;
        this.notes = new Contributed<>(notes);
        this.words = words;
    }

    /// The notes of one hit.
    ///
    /// @param place where in the page they belong
    record NotedView(String place, List<NoteView> notes) {}

    /// @param icon a Tabler icon's name without `ti-`
    record NoteView(String icon, String text, @Nullable String href) {}

    /// The same for a machine.
    record NotedItem(String kind, String id, List<NoteItem> notes) {}

    record NoteItem(String kind, Map<String, Object> values, String text, @Nullable String href) {}

    private record Said(String key, List<HitNote> notes) {}

    @GetMapping(PATH)
    ModelAndView page(Address address, Actor actor) {
        List<NotedView> hits =
                said(address, actor).stream()
                        .map(hit ->
                                new NotedView(
                                        place(hit.key()),
                                        hit.notes().stream()
                                                .map(note ->
                                                        new NoteView(
                                                                note.about().icon(),
                                                                text(note),
                                                                note.href()))
                                                .toList()))
                        .toList();
        return new ModelAndView("finding/notes", Map.of("hits", hits));
    }

    /// What is said under hits; of the same parameters as the hits themselves, and the hits' kinds
    /// and ids. At most fifty; the rest is passed over.
    @GetMapping(path = "/api/v1/finding/notes", produces = "application/json")
    @ResponseBody
    JsonNode api(Address address, Actor actor) {
        return Json.tree(
                Map.of(
                        "items",
                        said(address, actor).stream()
                                .map(hit -> {
                                    int colon = hit.key().indexOf(':');
                                    return new NotedItem(
                                            hit.key().substring(0, colon),
                                            hit.key().substring(colon + 1),
                                            hit.notes().stream().map(this::item).toList());
                                })
                                .toList()));
    }

    private NoteItem item(HitNote note) {
        return new NoteItem(note.kind(), note.values(), text(note), note.href());
    }

    private String text(HitNote note) {
        return words.say("finding.note." + note.kind(), note.values());
    }

    /// The id of the place in the page where a document's notes go.
    static String place(String key) {
        StringBuilder place = new StringBuilder("notes-");
        for (int i = 0; i < key.length(); i++) {
            char letter = key.charAt(i);
            boolean plain =
                    letter >= 'a' && letter <= 'z'
                            || letter >= 'A' && letter <= 'Z'
                            || letter >= '0' && letter <= '9';
            place.append(plain ? letter : '-');
        }
        return place.toString();
    }

    private List<Said> said(Address address, Actor actor) {
        Wish wish = wish(views.request(address, Map.of(), 1));
        Map<String, List<HitNote>> all = new LinkedHashMap<>();
        Map<String, List<String>> ids = new LinkedHashMap<>();
        for (String key : address.all(ID).stream().limit(HITS_MAX).toList()) {
            int colon = key.indexOf(':');
            if (colon > 0) {
                all.put(key, new ArrayList<>());
                ids.computeIfAbsent(key.substring(0, colon), _ -> new ArrayList<>())
                        .add(key.substring(colon + 1));
            }
        }
        for (HitNotes each : notes.all()) {
            List<String> mine = ids.getOrDefault(each.kind(), List.of());
            if (!mine.isEmpty()) {
                each.notes(mine, wish, actor)
                        .forEach((id, some) -> {
                            List<HitNote> of = all.get(each.kind() + ":" + id);
                            if (of != null) {
                                of.addAll(some);
                            }
                        });
            }
        }
        return all.entrySet().stream()
                .filter(hit -> !hit.getValue().isEmpty())
                .map(hit -> new Said(hit.getKey(), hit.getValue()))
                .toList();
    }

    private Wish wish(FindRequest request) {
        Money budget = request.priceMax();
        Duration within = null;
        Wish.Quantity quantity = null;
        for (Condition condition :
                Understanding.of(request.text(), finding.names(), request.ignored()).conditions()) {
            if (condition.price() != null && budget == null) {
                budget = condition.price();
            } else if (condition.dimension().equals(Condition.TIME)) {
                within = Duration.ofDays(Long.parseLong(condition.value()));
            } else if (condition.dimension().equals("free")) {
                within = Duration.ofDays(7);
            } else if (condition.isOnlySaid()) {
                quantity =
                        new Wish.Quantity(
                                condition.dimension(), Integer.parseInt(condition.value()));
            }
        }
        return new Wish(budget, within, quantity);
    }
}

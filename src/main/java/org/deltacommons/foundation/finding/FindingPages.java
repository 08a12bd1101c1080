package org.deltacommons.foundation.finding;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.JsonNode;

/// One sentence, one page of everything that answers it.
@Controller
class FindingPages {

    /// A facet as the API gives it.
    record FacetItem(String dimension, List<Found.Value> values) {}

    /// The API's list, with the facets and what was left out.
    record Answer(
            List<FoundItem> items,
            @Nullable String next,
            long total,
            List<FacetItem> facets,
            List<String> dropped,
            List<Condition> conditions,
            List<Found.Instead> instead,
            boolean meaning) {}

    /// Why something is among the hits or not.
    ///
    /// @param rank from 1; 0 if it is not among them
    record WhetherItem(
            String kind,
            String id,
            boolean found,
            long rank,
            long total,
            List<Whether.Excluded> excluded,
            List<String> lacking) {}

    /// What the browser offers while somebody types.
    record Suggestion(String kind, String id, String title, String url) {}

    private static final int SIZE_USUAL = 20;

    private final Finding finding;
    private final FindingViews views;
    private final Words words;

    FindingPages(Finding finding, FindingViews views, Words words) {
        this.finding = finding;
        this.views = views;
        this.words = words;
    }

    @GetMapping("/finding")
    ModelAndView page(Address address, HttpServletRequest request, HttpServletResponse response) {
        return new ModelAndView(
                FindingViews.template(request, response),
                Map.of("view", views.view(address, Map.of(), "finding.title", List.of())));
    }

    @GetMapping(path = "/finding/suggest", produces = "application/json")
    @ResponseBody
    List<Suggestion> suggest(@RequestParam(name = "q", defaultValue = "") String typed) {
        boolean english = words.english();
        return finding.suggest(typed).stream()
                .map(found ->
                        new Suggestion(found.kind(), found.id(), found.title(english), found.url()))
                .toList();
    }

    /// The same as options of the page's own field.
    @GetMapping(path = "/finding/suggest", headers = "HX-Request=true")
    ModelAndView options(@RequestParam(name = "q", defaultValue = "") String typed) {
        return new ModelAndView(
                "finding/finding :: options", Map.of("suggestions", suggest(typed)));
    }

    @GetMapping(path = "/api/v1/finding", produces = "application/json")
    @ResponseBody
    JsonNode api(Address address) {
        int size =
                address.first("size")
                        .filter(text -> text.matches("\\d{1,3}"))
                        .map(Integer::parseInt)
                        .orElse(SIZE_USUAL);
        Found found = finding.find(views.request(address, Map.of(), size), words.english());
        return Json.tree(answer(found));
    }

    /// Why one document is not among the hits of the same question, or where among them it is.
    @GetMapping(path = "/api/v1/finding/why", produces = "application/json")
    @ResponseBody
    JsonNode why(Address address, @RequestParam("id") String id) {
        FindRequest request = views.request(address, Map.of(), SIZE_USUAL);
        Whether whether =
                finding.kinds().stream()
                        .flatMap(kind -> finding.whether(request, kind + ":" + id).stream())
                        .findFirst()
                        .orElseThrow(() -> new RefusedException(WebReason.NOT_FOUND));
        return Json.tree(
                new WhetherItem(
                        whether.document().kind(),
                        whether.document().id(),
                        whether.rank() > 0,
                        whether.rank(),
                        whether.total(),
                        whether.excluded(),
                        whether.lacking()));
    }

    private static Answer answer(Found found) {
        List<FacetItem> facets = new ArrayList<>();
        found.facets()
                .forEach(facet ->
                        facets.add(new FacetItem(facet.dimension().name(), facet.values())));
        Paged<FoundItem> items =
                new Paged<>(
                        found.hits().stream().map(FoundItem::of).toList(),
                        found.next(),
                        found.total());
        return new Answer(
                items.items(),
                items.next(),
                items.total(),
                facets,
                found.dropped(),
                found.conditions(),
                found.instead(),
                found.meaning());
    }
}

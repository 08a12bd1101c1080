package org.deltacommons.foundation.finding;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Contributed;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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

    /// Why something is among the hits or not; see [Whether].
    ///
    /// @param rank from 1; 0 if it is not among them
    record WhetherItem(
            String kind,
            String id,
            boolean found,
            long rank,
            long total,
            List<Whether.Excluded> excluded,
            List<String> lacking,
            List<Condition> unmet,
            boolean measured) {}

    private static final int SIZE_USUAL = 20;

    private final Finding finding;
    private final FindingViews views;
    private final Contributed<AskedBefore> before;
    private final Words words;

    FindingPages(
            Finding finding, FindingViews views, ObjectProvider<AskedBefore> before, Words words) {
        this.finding = finding;
        this.views = views;
        this.before = new Contributed<>(before);
        this.words = words;
    }

    @GetMapping("/finding")
    ModelAndView page(
            Address address,
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response) {
        List<LinkView> links =
                before.all().stream().flatMap(kept -> kept.links(actor).stream()).toList();
        return new ModelAndView(
                FindingViews.template(request, response),
                Map.of(
                        "view",
                        views.view(
                                address,
                                Map.of(),
                                "finding.title",
                                links,
                                (asked, found) -> heard(actor, asked, found))));
    }

    private void heard(Actor actor, FindRequest asked, Found found) {
        before.first().ifPresent(kept -> kept.asked(actor, asked, found));
    }

    @GetMapping(path = "/api/v1/finding", produces = "application/json")
    @ResponseBody
    JsonNode api(Address address, Actor actor) {
        int size =
                address.first("size")
                        .filter(text -> text.matches("\\d{1,3}"))
                        .map(Integer::parseInt)
                        .orElse(SIZE_USUAL);
        FindRequest request = views.request(address, Map.of(), size);
        Found found = finding.find(request, words.english());
        heard(actor, request, found);
        return Json.tree(answer(found, request));
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
                        whether.lacking(),
                        whether.unmet(),
                        whether.measured()));
    }

    private static Answer answer(Found found, FindRequest request) {
        List<FacetItem> facets = new ArrayList<>();
        found.facets()
                .forEach(facet ->
                        facets.add(new FacetItem(facet.dimension().name(), facet.values())));
        Paged<FoundItem> items =
                new Paged<>(
                        found.hits().stream().map(hit -> FoundItem.of(hit, request)).toList(),
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

package org.deltacommons.commons.resources.pages;

import java.util.Map;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourcesReason;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.finding.FindingViews;
import org.deltacommons.foundation.finding.Found;
import org.deltacommons.foundation.finding.FoundItem;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Id;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Resources for machines.
@RestController
class ResourceApi {

    private static final int SIZE_USUAL = 20;

    private final Finding finding;
    private final FindingViews views;
    private final Records records;
    private final Words words;

    ResourceApi(Finding finding, FindingViews views, Records records, Words words) {
        this.finding = finding;
        this.views = views;
        this.records = records;
        this.words = words;
    }

    /// The same filters as the page: `q`, `province`, `city`, `kind`, `discipline`, `mode`,
    /// `service`, `voucher`, `from`, `to`, `sort`, `near`, `after`, `size`.
    @GetMapping(path = "/api/v1/resources", produces = "application/json")
    JsonNode list(Address address) {
        int size =
                address.first("size")
                        .filter(text -> text.matches("\\d{1,3}"))
                        .map(Integer::parseInt)
                        .orElse(SIZE_USUAL);
        FindRequest request = views.request(address, Map.of(Finding.TYPE, "resource"), size);
        Found found = finding.find(request, words.english());
        return Json.tree(
                new Paged<>(
                        found.hits().stream().map(hit -> FoundItem.of(hit, request)).toList(),
                        found.next(),
                        found.total()));
    }

    /// The whole public record; its version is the `ETag`.
    @GetMapping(path = "/api/v1/resources/{id}", produces = "application/json")
    ResponseEntity<JsonNode> resource(@PathVariable String id) {
        if (!id.matches("res-[0-9a-f]+")) {
            throw new RefusedException(ResourcesReason.RESOURCE_NOT_FOUND);
        }
        return records.versioned(Resource.class, Id.of(id))
                .filter(found -> found.row().state().wasListed())
                .map(found ->
                        ResponseEntity.ok()
                                .eTag("\"" + found.version() + "\"")
                                .body(Json.tree(found.row().published())))
                .orElseThrow(() -> new RefusedException(ResourcesReason.RESOURCE_NOT_FOUND));
    }
}

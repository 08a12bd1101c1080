package org.deltacommons.commons.needs;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deltacommons.foundation.finding.Dimension;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.FindDocument.Text;
import org.deltacommons.foundation.finding.FindDocument.Weight;
import org.deltacommons.foundation.finding.Findable;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.kernel.DivisionCode;
import org.springframework.stereotype.Component;

/// Open needs that everybody may see, as they are found. What is for providers only is in no public
/// index; they read it in their list.
@Component
class FindableNeeds implements Findable {

    static final String KIND = "need";

    private static final String SHOWN = "t.open AND t.visitors";
    private static final int PAGE = 200;

    private final Records records;

    FindableNeeds(Records records) {
        this.records = records;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Dimension> dimensions() {
        return List.of(Dimension.division("province"), Dimension.division("city"));
    }

    @Override
    public Collection<String> touchedBy(RecordedFact fact) {
        return switch (fact.kind()) {
            case "needs.NeedPosted", "needs.NeedEnded" -> List.of(fact.subject());
            default -> List.of();
        };
    }

    @Override
    public List<FindDocument> documents(Collection<String> ids) {
        return records
                .list(
                        Posting.class,
                        "t.id IN (:ids) AND " + SHOWN,
                        "t.id",
                        Map.of("ids", List.copyOf(ids)),
                        PAGE)
                .stream()
                .map(FindableNeeds::document)
                .toList();
    }

    @Override
    public void every(Consumer<FindDocument> to) {
        String after = "";
        List<Posting> page;
        do {
            page =
                    records.list(
                            Posting.class,
                            "t.id > :after AND " + SHOWN,
                            "t.id",
                            Map.of("after", after),
                            PAGE);
            page.stream().map(FindableNeeds::document).forEach(to);
            after = page.isEmpty() ? after : page.getLast().id().value();
        } while (page.size() == PAGE);
    }

    private static FindDocument document(Posting need) {
        Map<String, List<String>> facets = new LinkedHashMap<>();
        facets.put("province", List.of(need.home().code()));
        DivisionCode city = need.city();
        if (city != null) {
            facets.put("city", List.of(city.city().value()));
        }
        String firm = need.firmName() == null ? "" : need.firmName();
        return new FindDocument(
                KIND,
                need.id().value(),
                need.sentence(),
                "",
                need.detail(),
                "",
                "/needs/" + need.id(),
                need.home(),
                city,
                firm,
                "",
                null,
                null,
                firm.startsWith("\u793a\u4f8b"),
                List.of(new Text("needDetail", Weight.BODY, need.detail())),
                facets);
    }
}

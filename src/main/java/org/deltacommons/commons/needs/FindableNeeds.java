package org.deltacommons.commons.needs;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.finding.Dimension;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.FindDocument.Text;
import org.deltacommons.foundation.finding.FindDocument.Weight;
import org.deltacommons.foundation.finding.FindableRows;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.kernel.DivisionCode;
import org.springframework.stereotype.Component;

/// Open needs that everybody may see, as they are found. What is for providers only is in no public
/// index; they read it in their list.
@Component
class FindableNeeds extends FindableRows<Posting> {

    static final String KIND = "need";

    FindableNeeds(Records records) {
        super(records, Posting.class, "t.open AND t.visitors", "t.sentence");
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
    protected List<FindDocument> documents(List<Posting> needs) {
        return needs.stream().map(FindableNeeds::document).toList();
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

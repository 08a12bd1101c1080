package org.deltacommons.surface.notices;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.commons.needs.NeedFact;
import org.deltacommons.commons.needs.SavedNeeds;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.springframework.stereotype.Component;

/// Tells people that something new fits what they have saved. The sentence is theirs and stands in
/// no feed; it is looked up where it is kept.
@Component
class SavedNeedNotices implements NoticeSource {

    private static final String MET = "needs.SavedNeedMet";

    private final Records records;

    SavedNeedNotices(Records records) {
        this.records = records;
    }

    @Override
    public Set<String> facts() {
        return Set.of(MET);
    }

    @Override
    public List<Notice> of(RecordedFact fact) {
        NeedFact.SavedNeedMet met = Json.heard(fact.body(), NeedFact.SavedNeedMet.class);
        return records.find(SavedNeeds.class, SavedNeeds.idOf(met.person()))
                .flatMap(row -> row.item(met.saved()))
                .map(item ->
                        List.of(
                                new Notice(
                                        NoticeKind.NEWS,
                                        List.of(),
                                        List.of(met.person()),
                                        "notice.SAVED_NEED",
                                        Map.of(),
                                        Map.of(
                                                "sentence",
                                                item.sentence(),
                                                "title",
                                                met.titleZh(),
                                                "count",
                                                Long.toString(met.documents())),
                                        "/needs/saved/" + met.saved(),
                                        null)))
                .orElse(List.of());
    }
}

package org.deltacommons.surface.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.commons.needs.NeedFact;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.kernel.Id;
import org.springframework.stereotype.Component;

/// An answer was withdrawn when its need had already ended: both sides are told, each where its
/// case is at home.
@Component
class LateWithdrawalNotices implements NoticeSource {

    private static final String LATE = "needs.WithdrawalLate";

    private final Records records;

    LateWithdrawalNotices(Records records) {
        this.records = records;
    }

    @Override
    public Set<String> facts() {
        return Set.of(LATE);
    }

    @Override
    public List<Notice> of(RecordedFact fact) {
        NeedFact.WithdrawalLate late = Json.heard(fact.body(), NeedFact.WithdrawalLate.class);
        List<Notice> notices = new ArrayList<>();
        notice(late.need(), "notice.NEED_LOST_LATE", "need", notices);
        notice(late.answer(), "notice.ANSWER_LATE", "need-answer", notices);
        return notices;
    }

    private void notice(String id, String kind, String procedure, List<Notice> to) {
        records.find(Task.class, Id.<Task>of(id))
                .ifPresent(task ->
                        to.add(
                                new Notice(
                                        NoticeKind.NEWS,
                                        task.owners(),
                                        List.of(),
                                        kind,
                                        Map.of(),
                                        Map.of("title", id),
                                        "/cases/" + procedure + "/" + id,
                                        null)));
    }
}

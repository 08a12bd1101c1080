package org.deltacommons.commons.needs;

import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.erasing.CopiedTexts;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.kernel.Province;
import org.springframework.stereotype.Component;

/// What answers have of the need that they were given to: its sentence, which is the title of their
/// case.
@Component
class CopiedNeeds implements CopiedTexts {

    private static final String SENTENCE = "/posting/sentence";

    /// One answer of a provider a need, and a Unit is bounded.
    private static final int ANSWERS_MAX = 500;

    private final Records records;

    CopiedNeeds(Records records) {
        this.records = records;
    }

    @Override
    public List<Copy> of(RecordedFact fact, String path, Province home) {
        if (!fact.kind().startsWith("needs.Need") || !path.equals(SENTENCE)) {
            return List.of();
        }
        return records
                .list(
                        NeedAnswer.class,
                        "t.need = :need AND t.home = :home AND t.sentence <> ''",
                        "t.id",
                        Map.of("need", fact.subject(), "home", home.code()),
                        ANSWERS_MAX)
                .stream()
                .flatMap(answer ->
                        List.of(
                                new Copy(NeedAnswer.class, answer.id().value(), answer.sentence()),
                                new Copy(Task.class, answer.id().value(), answer.sentence()))
                                .stream())
                .toList();
    }
}

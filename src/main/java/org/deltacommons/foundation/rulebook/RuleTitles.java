package org.deltacommons.foundation.rulebook;

import java.util.Optional;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.RuleVersion;
import org.springframework.stereotype.Component;

/// What a rule that a decision used is called, for pages and papers: nobody knows a rule by its
/// topic.
@Component
public class RuleTitles {

    private final Records records;
    private final RuleKinds kinds;

    RuleTitles(Records records, RuleKinds kinds) {
        this.records = records;
        this.kinds = kinds;
    }

    /// The title that stood in the version that was used; the topic where that text is not here.
    ///
    /// @param words of whoever reads it
    public String of(RuleVersion used, Words words) {
        return records.find(Rule.class, Id.<Rule>of(used.topic() + "/" + used.division()))
                .flatMap(rule -> text(rule, used.version()))
                .map(text -> RuleViews.topicName(used.topic(), text, kinds, words))
                .orElse(used.topic());
    }

    private static Optional<RuleText> text(Rule rule, int version) {
        return version >= 1 && version <= rule.versions().size()
                ? Optional.of(rule.versions().get(version - 1))
                : Optional.empty();
    }
}

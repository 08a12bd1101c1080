package org.deltacommons.foundation.identity.pages;

import java.util.List;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.web.HistoryEntry;
import org.springframework.stereotype.Component;

/// What happened to a person, an organisation or a client: its facts.
@Component
class Histories {

    private final Facts facts;
    private final People people;

    Histories(Facts facts, People people) {
        this.facts = facts;
        this.people = people;
    }

    List<HistoryEntry> of(String subject) {
        return facts.about(subject).reversed().stream()
                .map(fact ->
                        new HistoryEntry(
                                fact.at(),
                                people.name(fact.by()),
                                "fact." + fact.kind(),
                                null,
                                fact.origin().code() + "/" + fact.index(),
                                null))
                .toList();
    }
}

package org.deltacommons.commons.resources;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.finding.HitNote;
import org.deltacommons.foundation.finding.HitNotes;
import org.deltacommons.foundation.finding.Wish;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Contributed;
import org.deltacommons.kernel.Actor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Reads the resources of a page of hits once and lets everybody speak who has something to say.
@Component
class NotesOfResources implements HitNotes {

    private final Records records;
    private final Contributed<ResourceNotes> speakers;

    NotesOfResources(Records records, ObjectProvider<ResourceNotes> speakers) {
        this.records = records;
        this.speakers = new Contributed<>(speakers);
    }

    @Override
    public String kind() {
        return ResourceDocuments.KIND;
    }

    @Override
    public Map<String, List<HitNote>> notes(List<String> ids, Wish wish, Actor actor) {
        List<Resource> published =
                records.list(
                        Resource.class,
                        "t.id IN (:ids) AND t.state = 'PUBLISHED'",
                        "t.id",
                        Map.of("ids", ids),
                        ids.size());
        Map<String, List<HitNote>> notes = new HashMap<>();
        for (ResourceNotes each : speakers.all()) {
            each.notes(published, wish, actor)
                    .forEach((id, some) ->
                            notes.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(some));
        }
        return notes;
    }
}

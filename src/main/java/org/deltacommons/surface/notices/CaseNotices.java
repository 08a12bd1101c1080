package org.deltacommons.surface.notices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.foundation.procedures.CaseOverdue;
import org.deltacommons.foundation.procedures.MessageSent;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.procedures.TaskAssigned;
import org.deltacommons.foundation.procedures.TaskUrged;
import org.deltacommons.kernel.Id;
import org.springframework.stereotype.Component;

/// What every declared procedure tells, without any procedure asking for it.
@Component
class CaseNotices implements NoticeSource {

    private static final String MOVED = "procedures.CaseMoved";
    private static final String MESSAGE = "procedures.MessageSent";
    private static final String URGED = "procedures.TaskUrged";
    private static final String ASSIGNED = "procedures.TaskAssigned";
    private static final String OVERDUE = "procedures.CaseOverdue";

    private final Procedures procedures;
    private final Records records;
    private final Feeds feeds;

    CaseNotices(Procedures procedures, Records records, Feeds feeds) {
        this.procedures = procedures;
        this.records = records;
        this.feeds = feeds;
    }

    @Override
    public Set<String> facts() {
        return Set.of(MOVED, MESSAGE, URGED, ASSIGNED, OVERDUE);
    }

    @Override
    public List<Notice> of(RecordedFact fact) {
        return switch (fact.kind()) {
            case MOVED -> moved(Json.heard(fact.body(), CaseMoved.class));
            case MESSAGE -> message(Json.heard(fact.body(), MessageSent.class));
            case URGED -> urged(Json.heard(fact.body(), TaskUrged.class));
            case ASSIGNED -> assigned(Json.heard(fact.body(), TaskAssigned.class));
            case OVERDUE -> overdue(Json.heard(fact.body(), CaseOverdue.class));
            default -> List.of();
        };
    }

    /// Those who are next are told that it is their turn; the owner's side, that it went on.
    private List<Notice> moved(CaseMoved fact) {
        Map<String, String> labels = labels(fact.procedure());
        labels.put("action", "action." + fact.procedure() + "." + fact.action());
        stateLabel(fact.procedure(), fact.to()).ifPresent(label -> labels.put("state", label));
        Map<String, String> texts = texts(fact.title());
        texts.putIfAbsent("state", fact.to());
        String href = href(fact.procedure(), fact.id());
        List<Notice> notices = new ArrayList<>();
        notices.add(
                new Notice(
                        NoticeKind.YOUR_TURN,
                        fact.next(),
                        List.of(),
                        "notice.YOUR_TURN",
                        labels,
                        texts,
                        href,
                        fact.due()));
        notices.add(
                new Notice(
                        NoticeKind.MOVED,
                        task(fact.id()).map(Task::owners).orElse(List.of()),
                        List.of(),
                        "notice.MOVED",
                        labels,
                        texts,
                        href,
                        null));
        return notices;
    }

    /// Told to the owner's side, to those who are next, and to whoever did or wrote something in
    /// the case before. Who wrote in the counterpart is told there.
    private List<Notice> message(MessageSent fact) {
        List<String> holders = new ArrayList<>();
        task(fact.id())
                .ifPresent(task -> {
                    holders.addAll(task.owners());
                    holders.addAll(task.next());
                });
        List<String> before =
                feeds.about(fact.id()).stream()
                        .filter(CaseNotices::happenedHere)
                        .map(RecordedFact::by)
                        .distinct()
                        .toList();
        return List.of(
                new Notice(
                        NoticeKind.MESSAGE,
                        holders,
                        before,
                        "notice.MESSAGE",
                        labels(fact.procedure()),
                        texts(fact.title()),
                        href(fact.procedure(), fact.id()),
                        null));
    }

    private static boolean happenedHere(RecordedFact fact) {
        return !fact.kind().equals(MESSAGE)
                || Json.heard(fact.body(), MessageSent.class).writtenIn() == null;
    }

    private List<Notice> urged(TaskUrged fact) {
        Optional<Task> task = task(fact.id());
        String assignee = task.map(Task::assignee).orElse(null);
        Map<String, String> texts = texts(fact.title());
        texts.put("times", Integer.toString(fact.times()));
        return List.of(
                new Notice(
                        NoticeKind.URGED,
                        assignee == null ? fact.next() : List.of(),
                        assignee == null ? List.of() : List.of(assignee),
                        "notice.URGED",
                        labels(fact.procedure()),
                        texts,
                        href(fact.procedure(), fact.id()),
                        task.map(Task::due).orElse(null)));
    }

    private List<Notice> assigned(TaskAssigned fact) {
        if (fact.assignee().isEmpty()) {
            return List.of();
        }
        return List.of(
                new Notice(
                        NoticeKind.ASSIGNED,
                        List.of(),
                        List.of(fact.assignee()),
                        "notice.ASSIGNED",
                        labels(fact.procedure()),
                        texts(fact.title()),
                        href(fact.procedure(), fact.id()),
                        task(fact.id()).map(Task::due).orElse(null)));
    }

    private List<Notice> overdue(CaseOverdue fact) {
        return List.of(
                new Notice(
                        NoticeKind.OVERDUE,
                        fact.told(),
                        List.of(),
                        "notice.OVERDUE",
                        labels(fact.procedure()),
                        texts(fact.title()),
                        href(fact.procedure(), fact.id()),
                        fact.due()));
    }

    private static Map<String, String> labels(String procedure) {
        return new HashMap<>(Map.of("procedure", "procedure." + procedure));
    }

    private static Map<String, String> texts(String title) {
        return new HashMap<>(Map.of("title", title));
    }

    private static String href(String procedure, String id) {
        return "/cases/" + procedure + "/" + id;
    }

    private Optional<String> stateLabel(String procedure, String state) {
        return procedures
                .named(procedure)
                .flatMap(declared -> declared.state(state))
                .map(found -> found.label());
    }

    private Optional<Task> task(String id) {
        return records.find(Task.class, Id.of(id));
    }
}

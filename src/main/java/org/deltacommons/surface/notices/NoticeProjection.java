package org.deltacommons.surface.notices;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.foundation.federation.Projection;
import org.deltacommons.foundation.lane.RecordedFact;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Follows the feeds and fills the inboxes. A source that fails on a fact is logged and passed
/// over: one broken sentence must not keep everybody's notices from them.
@Component
class NoticeProjection implements Projection {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeProjection.class);

    /// Facts that are older when they are read, as at a new node or after a long halt, go into the
    /// inbox and nowhere else.
    private static final Duration FRESH = Duration.ofDays(2);

    private final Map<String, List<NoticeSource>> sources = new HashMap<>();
    private final Recipients recipients;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Clock clock;

    NoticeProjection(
            List<NoticeSource> sources,
            Recipients recipients,
            Inbox inbox,
            Outbox outbox,
            Clock clock) {
        for (NoticeSource source : sources) {
            source.facts()
                    .forEach(kind ->
                            this.sources.computeIfAbsent(kind, _ -> new ArrayList<>()).add(source));
        }
        this.recipients = recipients;
        this.inbox = inbox;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "notices";
    }

    /// Runs in the transaction that moves the cursor on.
    @Override
    public void apply(List<RecordedFact> facts) {
        // Many facts of one batch go to the same few places.
        Map<String, List<Recipient>> holders = new HashMap<>();
        for (RecordedFact fact : facts) {
            for (NoticeSource source : sources.getOrDefault(fact.kind(), List.of())) {
                tell(fact, of(source, fact), holders);
            }
        }
    }

    private static List<Notice> of(NoticeSource source, RecordedFact fact) {
        try {
            return source.of(fact);
        } catch (RuntimeException broken) {
            LOG.error("no notice of {} {}/{}", fact.kind(), fact.origin(), fact.index(), broken);
            return List.of();
        }
    }

    private void tell(
            RecordedFact fact, List<Notice> notices, Map<String, List<Recipient>> holders) {
        Set<String> told = new HashSet<>(Set.of(fact.by()));
        boolean fresh = fact.at().isAfter(clock.instant().minus(FRESH));
        for (Notice notice : notices) {
            Map<String, Recipient> all = new LinkedHashMap<>();
            for (String holder : notice.holders()) {
                holders.computeIfAbsent(holder, recipients::holders)
                        .forEach(one -> all.put(one.id(), one));
            }
            notice.persons().stream()
                    .distinct()
                    .flatMap(id -> recipients.person(id).stream())
                    .forEach(one -> all.put(one.id(), one));
            for (String person : all.keySet()) {
                if (told.add(person)) {
                    long entry = inbox.put(person, fact, notice);
                    if (entry > 0 && fresh) {
                        outbox.add(entry, person, notice.kind());
                    }
                }
            }
        }
    }
}

package org.deltacommons.surface.insight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.rulebook.RuleTable;
import org.deltacommons.foundation.rulebook.ThresholdRule;
import org.deltacommons.kernel.Province;
import org.springframework.stereotype.Component;

/// The dated rules about searches, `threshold.search.*`, at most a minute old. Without a rule
/// nothing is kept and nothing told.
@Component
class SearchRules {

    private static final Duration AGE_MAX = Duration.ofMinutes(1);

    /// What the rule says, and on what it rests.
    record Limit(long value, String source) {}

    private record Key(Province home, String name, LocalDate on) {}

    private final RuleTable rules;
    private final Clock clock;
    private final Cache<Key, Optional<Limit>> known =
            Caffeine.newBuilder().expireAfterWrite(AGE_MAX).maximumSize(200).build();

    SearchRules(RuleTable rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
    }

    /// So many different organisations must have asked the same before anybody else sees it.
    Optional<Limit> askers(Province home) {
        return limit(home, "askers");
    }

    /// Within so many days.
    Optional<Limit> popularDays(Province home) {
        return limit(home, "popular");
    }

    /// How many days a person's own sentences are kept.
    Optional<Limit> recentDays(Province home) {
        return limit(home, "recent");
    }

    /// How many days it is kept what was asked.
    Optional<Limit> keptDays(Province home) {
        return limit(home, "kept");
    }

    private Optional<Limit> limit(Province home, String name) {
        Key key = new Key(home, name, today());
        Optional<Limit> limit = known.getIfPresent(key);
        if (limit == null) {
            limit = read(key);
            // A province whose rules are still on their way is asked again.
            if (limit.isPresent()) {
                known.put(key, limit);
            }
        }
        return limit;
    }

    private Optional<Limit> read(Key key) {
        String topic = ThresholdRule.topic("search." + key.name());
        return rules.applying(topic, key.home().division(), key.on())
                .map(found ->
                        new Limit(
                                Json.read(found.text().value(), ThresholdRule.class).limit(),
                                found.text().source()));
    }
}

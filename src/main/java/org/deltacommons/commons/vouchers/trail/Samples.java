package org.deltacommons.commons.vouchers.trail;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.commons.vouchers.ClaimLine;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.commons.vouchers.Programme;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Draws samples and keeps them.
@Component
class Samples {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int POPULATION_MAX = 10_000;

    /// What an auditor asks for.
    ///
    /// @param seed blank for a fresh one
    record Wish(
            String scope,
            Sample.Population population,
            LocalDate from,
            LocalDate until,
            int size,
            Draw.Strata strata,
            @Nullable String seed) {}

    private record Kept(String sample) {}

    private final GroupLane lane;
    private final Records records;
    private final Ids ids;
    private final Clock clock;

    Samples(GroupLane lane, Records records, Ids ids, Clock clock) {
        this.lane = lane;
        this.records = records;
        this.ids = ids;
        this.clock = clock;
    }

    /// The programmes whose money somebody audits.
    List<Programme> programmes(Actor actor) {
        return records.list(Programme.class, "true", "t.issuer, t.id", Map.of(), 1_000).stream()
                .filter(programme -> actor.may(Role.AUDITOR, programme.issuer().value()))
                .toList();
    }

    /// Whose sample one of a scope is; empty if the scope is none of the actor's.
    private Optional<DivisionCode> division(String scope, Actor actor) {
        Optional<DivisionCode> division =
                scope.matches("3[1-4]0000")
                        ? Optional.of(new DivisionCode(scope))
                        : records.find(Programme.class, Id.<Programme>of(scope))
                                .map(Programme::issuer);
        return division.filter(one -> actor.may(Role.AUDITOR, one.value()));
    }

    /// Draws, and keeps what was drawn.
    ///
    /// @param key makes a repetition harmless
    /// @return the sample's id
    Outcome<String> draw(Wish wish, Actor actor, @Nullable String key) {
        Optional<DivisionCode> division = division(wish.scope(), actor);
        if (division.isEmpty()) {
            return Outcome.refused(TrailReason.TRAIL_FORBIDDEN);
        }
        if (wish.from().isAfter(wish.until())) {
            return Outcome.refused(TrailReason.SAMPLE_PERIOD_INVALID);
        }
        List<Draw.Item> items =
                population(wish.scope(), wish.population(), wish.from(), wish.until());
        if (items.isEmpty()) {
            return Outcome.refused(TrailReason.POPULATION_EMPTY);
        }
        if (items.size() > POPULATION_MAX) {
            return Outcome.refused(
                    Refusal.of(TrailReason.POPULATION_TOO_MANY_ROWS, "limit", POPULATION_MAX));
        }
        Sample sample = sample(wish, division.get(), items, actor);
        SampleDrawn fact =
                new SampleDrawn(
                        sample.id().value(),
                        sample.scope(),
                        sample.seed(),
                        sample.counted(),
                        sample.drawn().size(),
                        sample.digest());
        Command<Kept> command =
                Command.of(sample.home(), actor, "vouchers.draw-sample", wish, Kept.class)
                        .keyed(key);
        return lane.submit(
                        command,
                        _ ->
                                Outcome.done(
                                        Unit.of(
                                                new Kept(sample.id().value()),
                                                new Put(sample),
                                                new Fact(
                                                        sample.id().value(), Audience.HOME, fact))))
                .map(Kept::sample);
    }

    private Sample sample(Wish wish, DivisionCode division, List<Draw.Item> items, Actor actor) {
        String typed = wish.seed();
        String seed = typed == null || typed.isBlank() ? ids.next("seed").value() : typed.strip();
        return new Sample(
                ids.next("smp"),
                division.province(),
                division,
                wish.scope(),
                wish.population(),
                wish.from(),
                wish.until(),
                seed,
                wish.size(),
                wish.strata(),
                items.size(),
                items.stream().map(Draw.Item::amount).reduce(Money.ZERO, Money::plus),
                Draw.digest(items),
                Draw.of(items, seed, wish.size(), wish.strata()),
                clock.instant(),
                actor.id());
    }

    /// What there is to draw from, at most one more than may be.
    List<Draw.Item> population(
            String scope, Sample.Population population, LocalDate first, LocalDate last) {
        boolean province = scope.matches("3[1-4]0000");
        Map<String, Object> values =
                Map.of(
                        "scope",
                        province ? Province.of(scope).code() : scope,
                        "from",
                        start(first).toString(),
                        "until",
                        start(last.plusDays(1)).toString());
        String period = " AND %1$s >= :from::timestamptz AND %1$s < :until::timestamptz";
        return switch (population) {
            case ORDERS ->
                    records
                            .list(
                                    Order.class,
                                    (province
                                                    ? "t.provider_home = :scope"
                                                    : "t.funding ->> 'programme' = :scope")
                                            + period.formatted("t.placed_at"),
                                    "t.id",
                                    values,
                                    POPULATION_MAX + 1)
                            .stream()
                            .map(order -> new Draw.Item(order.id().value(), order.price()))
                            .toList();
            case CLAIMS ->
                    records
                            .list(
                                    ClaimLine.class,
                                    (province ? "t.provider_home = :scope" : "t.programme = :scope")
                                            + period.formatted("t.claimed_at"),
                                    "t.id",
                                    values,
                                    POPULATION_MAX + 1)
                            .stream()
                            .map(claim -> new Draw.Item(claim.id().value(), claim.pays()))
                            .toList();
        };
    }

    /// The list as it is today.
    List<Draw.Item> today(Sample sample) {
        return population(sample.scope(), sample.population(), sample.firstDay(), sample.lastDay());
    }

    Optional<Sample> readable(Id<Sample> id, Actor actor) {
        return records.find(Sample.class, id)
                .filter(sample -> actor.may(Role.AUDITOR, sample.division().value()));
    }

    /// The order that one drawn item is or belongs to.
    Optional<Order> order(Sample sample, Draw.Drawn drawn) {
        return switch (sample.population()) {
            case ORDERS -> records.find(Order.class, Id.<Order>of(drawn.id()));
            case CLAIMS ->
                    records.find(ClaimLine.class, Id.<ClaimLine>of(drawn.id()))
                            .flatMap(claim ->
                                    records.find(Order.class, Id.<Order>of(claim.orderId())));
        };
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}

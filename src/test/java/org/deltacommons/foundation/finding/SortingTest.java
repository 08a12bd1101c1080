package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.deltacommons.foundation.finding.FindDocument.Terms;
import org.deltacommons.foundation.finding.FindDocument.Text;
import org.deltacommons.foundation.finding.FindDocument.Weight;
import org.deltacommons.foundation.finding.FindRequest.Order;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Period;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hits by distance, by the next free slot, by what one would pay oneself.
class SortingTest {

    private static final Instant NOW = Instant.parse("2026-03-05T02:00:00Z");
    private static final DivisionCode MAANSHAN = new DivisionCode("340500");
    private static final String[] CITIES = {
        "310115", "320100", "320500", "330100", "340100", "340500", "340000"
    };

    private final Things things = new Things();
    private @Nullable Finding open;
    @TempDir private Path folder;

    @AfterEach
    void stop() {
        if (open != null) {
            open.stop();
        }
    }

    private Finding finding() {
        Finding finding = things.open(folder);
        open = finding;
        finding.rebuild();
        return finding;
    }

    private void keep(
            String id,
            String text,
            @Nullable String place,
            @Nullable Openings o,
            @Nullable Tariff t) {
        DivisionCode division = place == null ? null : new DivisionCode(place);
        things.kept.add(
                new FindDocument(
                        "thing",
                        id,
                        text,
                        "",
                        "",
                        "",
                        "/things/" + id,
                        division == null ? MAANSHAN.province() : division.province(),
                        division,
                        "",
                        "",
                        t == null ? null : t.shown(),
                        null,
                        true,
                        List.of(new Text("functions", Weight.BODY, "用途")),
                        Map.of(),
                        new Terms(o, t)));
    }

    private static Openings free(int notice, int grid, int least, Period... gaps) {
        return new Openings(notice, grid, least, List.of(gaps));
    }

    private static Period gap(int fromHours, int untilHours) {
        return new Period(
                NOW.plus(Duration.ofHours(fromHours)), NOW.plus(Duration.ofHours(untilHours)));
    }

    private static Tariff tariff(String terms, int shown, Map<String, Integer> yuan) {
        Map<String, Money> prices = new java.util.HashMap<>();
        yuan.forEach((name, amount) -> prices.put(name, Money.yuan(amount)));
        return new Tariff("org-a", terms, Money.yuan(shown), prices);
    }

    private static List<String> ids(Found found) {
        return found.hits().stream().map(hit -> hit.document().id()).toList();
    }

    /// Page by page, to the end.
    private static List<String> all(Finding finding, FindRequest request, int size) {
        List<String> ids = new ArrayList<>();
        String next = null;
        do {
            Found page = finding.find(request.page(next, size), false);
            ids.addAll(ids(page));
            next = page.next();
        } while (next != null);
        return ids;
    }

    private static FindRequest near(String text, DivisionCode from) {
        return FindRequest.of(text).ordered(Order.DISTANCE, Measure.distance(from));
    }

    private static FindRequest soonest(String text, Instant now) {
        return FindRequest.of(text).ordered(Order.FREE, Measure.opening(now));
    }

    @Test
    void distances_are_those_on_the_map() {
        // Read off a map with a ruler, to the kilometre.
        assertThat(km("340500", "320100")).isCloseTo(49, within(2.0));
        assertThat(km("310115", "320500")).isCloseTo(82, within(3.0));
        assertThat(km("340100", "310000")).isCloseTo(403, within(5.0));
        assertThat(km("330300", "320700")).isCloseTo(747, within(8.0));
        assertThat(km("340503", "340500")).isZero();
        assertThat(Cities.known().distance(MAANSHAN, new DivisionCode("340000"))).isEmpty();
        assertThat(Cities.known().all()).hasSize(41);
    }

    private static double km(String one, String other) {
        return Cities.known().distance(new DivisionCode(one), new DivisionCode(other)).orElseThrow()
                / 1_000.0;
    }

    @Test
    void what_is_near_comes_first_and_what_lies_nowhere_last() {
        keep("shanghai", "电镜", "310115", null, null);
        keep("nowhere", "电镜", null, null, null);
        keep("province", "电镜", "340000", null, null);
        keep("nanjing", "电镜", "320102", null, null);
        keep("here", "电镜", "340503", null, null);
        keep("hefei", "电镜", "340100", null, null);
        Finding finding = finding();
        assertThat(ids(finding.find(near("电镜", MAANSHAN), false)))
                .containsExactly("here", "nanjing", "hefei", "shanghai", "nowhere", "province");
        assertThat(ids(finding.find(near("电镜", new DivisionCode("310000")), false)).getFirst())
                .isEqualTo("shanghai");
    }

    @Test
    void what_is_equally_far_stands_by_its_fit_then_by_its_id() {
        keep("b", "扫描电镜", "340500", null, null);
        keep("a", "扫描电镜", "340500", null, null);
        keep("c", "扫描电镜 冷冻样品台", "340500", null, null);
        keep("z", "扫描电镜 冷冻样品台", "320100", null, null);
        assertThat(ids(finding().find(near("扫描电镜 样品台 冷冻", MAANSHAN), false)))
                .startsWith("c")
                .endsWith("z");
        assertThat(ids(finding().find(near("扫描电镜", MAANSHAN), false)))
                .containsSubsequence("a", "b");
    }

    @Test
    void the_next_slot_is_the_one_that_can_still_be_taken() {
        // Begun already, but every half hour one more can begin until the last hour.
        keep("running", "电镜", null, free(0, 30, 60, gap(-1, 3)), null);
        keep("late", "电镜", null, free(0, 30, 60, gap(9, 12)), null);
        keep("notice", "电镜", null, free(24 * 60, 60, 60, gap(0, 4), gap(30, 34)), null);
        keep("too-short", "电镜", null, free(0, 30, 240, gap(0, 3)), null);
        keep("never", "电镜", null, null, null);
        Finding finding = finding();
        assertThat(ids(finding.find(soonest("电镜", NOW), false)))
                .containsExactly("running", "late", "notice", "never", "too-short");
        // Time passes, and nothing was written anew.
        assertThat(ids(finding.find(soonest("电镜", NOW.plus(Duration.ofMinutes(121))), false)))
                .containsExactly("late", "notice", "never", "running", "too-short");
        assertThat(free(0, 30, 60, gap(-1, 3)).next(NOW.plusSeconds(601)))
                .contains(NOW.plus(Duration.ofMinutes(30)));
    }

    @Test
    void pages_of_free_slots_go_on_from_the_moment_of_the_first() {
        for (int i = 0; i < 9; i++) {
            keep("t" + i, "电镜", null, free(0, 30, 30, gap(i, i + 1), gap(40 + i, 50 + i)), null);
        }
        Finding finding = finding();
        Found first = finding.find(soonest("电镜", NOW).page(null, 4), false);
        // Somebody reads for three hours before turning the page.
        Instant then = Sorting.moment(first.next()).orElseGet(() -> NOW.plus(Duration.ofHours(3)));
        assertThat(then).isEqualTo(NOW);
        assertThat(ids(finding.find(soonest("电镜", then).page(first.next(), 5), false)))
                .containsExactly("t4", "t5", "t6", "t7", "t8");
        FindRequest other = soonest("电镜", NOW.plus(Duration.ofHours(3)));
        assertThatThrownBy(() -> finding.find(other.page(first.next(), 5), false))
                .isInstanceOf(RefusedException.class)
                .extracting(refused -> ((RefusedException) refused).refusal().code())
                .isEqualTo("web." + WebReason.CURSOR_INVALID.name());
    }

    /// A firm whose voucher pays half where it is taken, at most 100 yuan.
    private static final class Half implements Payer {

        @Override
        public String name(boolean english) {
            return "firm";
        }

        @Override
        public List<String> helped() {
            return List.of("half");
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Optional<Money> own(Tariff tariff) {
            Money price = tariff.price("FIRM");
            if (price == null) {
                return Optional.empty();
            }
            Money half = new Money(price.fen() / 2).min(Money.yuan(100));
            return Optional.of(tariff.terms().isEmpty() ? price : price.minus(half));
        }
    }

    @Test
    void what_one_pays_oneself_may_turn_the_order_of_prices() {
        keep("cheap", "电镜", null, null, tariff("", 150, Map.of("FIRM", 150)));
        keep("helped", "电镜", null, null, tariff("TEST", 240, Map.of("FIRM", 240)));
        keep("limited", "电镜", null, null, tariff("TEST", 400, Map.of("FIRM", 400)));
        keep("not-for-us", "电镜", null, null, tariff("TEST", 10, Map.of("ACADEMIC", 10)));
        keep("priceless", "电镜", null, null, null);
        Finding finding = finding();
        FindRequest request = FindRequest.of("电镜");
        assertThat(ids(finding.find(request.ordered(Order.OWN, Measure.own(new Half())), false)))
                .containsExactly("helped", "cheap", "limited", "not-for-us", "priceless");
        assertThat(ids(finding.find(request.ordered(Order.OWN, Measure.own(null)), false)))
                .containsExactly("not-for-us", "cheap", "helped", "limited", "priceless");
    }

    /// Against the documents themselves, put in order one by one.
    @Test
    void every_order_holds_over_all_hits_and_over_every_page() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            int from = random.nextInt(48);
            keep(
                    "t" + (1_000 + random.nextInt(9_000)) + "-" + i,
                    "电镜",
                    CITIES[random.nextInt(CITIES.length)],
                    random.nextInt(4) == 0 ? null : free(0, 30, 30, gap(from, from + 2)),
                    tariff(
                            random.nextBoolean() ? "TEST" : "",
                            random.nextInt(9) * 50,
                            Map.of("FIRM", random.nextInt(9) * 50)));
        }
        Finding finding = finding();
        for (Measure measure :
                List.of(
                        Measure.distance(MAANSHAN),
                        Measure.opening(NOW),
                        Measure.own(new Half()),
                        Measure.own(null))) {
            Order order =
                    IntStream.range(0, Order.values().length)
                            .mapToObj(i -> Order.values()[i])
                            .filter(one -> one.by() == measure.by())
                            .findFirst()
                            .orElseThrow();
            FindRequest request = FindRequest.of("电镜").ordered(order, measure);
            List<String> expected =
                    things.kept.stream()
                            .sorted(
                                    Comparator.<FindDocument>comparingLong(measure::of)
                                            .thenComparing(FindDocument::key))
                            .map(FindDocument::id)
                            .toList();
            for (int size : new int[] {7, 100}) {
                assertThat(all(finding, request, size)).as(order + " " + size).isEqualTo(expected);
            }
        }
    }

    @Test
    void an_order_leaves_nothing_out_and_says_where_something_stands() {
        keep("here", "扫描电镜", "340500", null, null);
        keep("there", "扫描电镜", null, null, null);
        Finding finding = finding();
        assertThat(finding.find(near("扫描电镜", MAANSHAN), false).total())
                .isEqualTo(finding.find(FindRequest.of("扫描电镜"), false).total());
        Whether first = finding.whether(near("扫描电镜", MAANSHAN), "thing:here").orElseThrow();
        Whether last = finding.whether(near("扫描电镜", MAANSHAN), "thing:there").orElseThrow();
        assertThat(first.rank()).isEqualTo(1);
        assertThat(first.measured()).isTrue();
        assertThat(last.rank()).isEqualTo(2);
        assertThat(last.measured()).isFalse();
    }

    @Test
    void an_order_without_its_measure_is_no_request() {
        FindRequest request = FindRequest.of("电镜");
        assertThatThrownBy(() -> request.ordered(Order.DISTANCE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.ordered(Order.FREE, Measure.distance(MAANSHAN)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void texts_of_the_index_say_the_same_as_what_they_were_made_of() {
        Openings openings = free(90, 30, 60, gap(-3, -1), gap(2, 5), gap(50, 60));
        for (int minutes = -200; minutes < 4_000; minutes += 7) {
            Instant at = NOW.plus(Duration.ofMinutes(minutes));
            long told = Openings.next(openings.text(), at.getEpochSecond() / 60);
            assertThat(told == Measure.UNKNOWN ? Optional.empty() : Optional.of(told))
                    .isEqualTo(openings.next(at).map(next -> next.getEpochSecond() / 60));
        }
        Tariff tariff = tariff("TEST", 5, Map.of("FIRM", 7, "ACADEMIC", 3));
        assertThat(Tariff.of(tariff.text())).isEqualTo(tariff);
        assertThat(Tariff.of(tariff("", 5, Map.of()).text())).isEqualTo(tariff("", 5, Map.of()));
    }
}

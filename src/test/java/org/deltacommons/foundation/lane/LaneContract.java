package org.deltacommons.foundation.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.SHANGHAI;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.ledger.AccountKind;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.ledger.LedgerReason;
import org.deltacommons.foundation.ledger.Limit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every lane promises, whatever it keeps things in.
abstract class LaneContract {

    record Told(String what) {}

    @FactKind("lanetest.NoteWritten")
    record NoteWritten(String id, String text) {}

    @FactKind("lanetest.NoteSigned")
    record NoteSigned(String id, @Personal String by) {}

    enum Because implements org.deltacommons.kernel.Reason {
        TAKEN,
        TOO_LATE,
        NO;

        @Override
        public String module() {
            return "lanetest";
        }
    }

    static final Money MONEY_MAX = new Money(1_000_000_000_000_000L);
    static final Instant NOW = Instant.parse("2026-03-05T06:30:00Z");
    static final Actor CLERK = new Actor("p-1", "clerk", ANHUI, List.of(), null);

    final AtomicInteger shift = new AtomicInteger();
    final Clock clock =
            new Clock() {
                @Override
                public Instant instant() {
                    return NOW.plusSeconds(shift.get());
                }

                @Override
                public java.time.ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }
            };
    final Ids ids = new Ids(clock, new Random(7));
    GroupLane lane;

    abstract GroupLane open();

    /// Another instance over what is there.
    abstract GroupLane another();

    abstract List<RecordedFact> facts(long after);

    @BeforeEach
    void begin() {
        lane = open();
    }

    @AfterEach
    void end() {
        lane.close();
    }

    Outcome<Told> submit(String key, Object content, Function<Rows, Outcome<Unit<Told>>> decision) {
        return lane.submit(
                Command.of(ANHUI, CLERK, "lanetest.do", content, Told.class).keyed(key), decision);
    }

    Outcome<Told> put(Note note) {
        return submit(
                null,
                note,
                rows -> {
                    rows.find(Note.class, note.id());
                    return Outcome.done(Unit.of(new Told("put"), new Put(note)));
                });
    }

    Optional<Note> note(String id) {
        return lane.read(ANHUI, rows -> rows.find(Note.class, Id.of(id)));
    }

    @Test
    void a_row_comes_back_as_it_was_put_with_every_kind_of_column() {
        Note whole =
                new Note(
                        Id.of("n-1"),
                        ANHUI,
                        "负极片 🧪",
                        -3,
                        new Money(123_456_789_012L),
                        NOW.plusNanos(123_456_000),
                        LocalDate.of(2026, 2, 28),
                        List.of("冷冻电镜", "cryo-EM"),
                        Note.Kind.FANCY);
        put(whole).orThrow();
        assertThat(note("n-1")).contains(whole);
    }

    @Test
    void a_refused_decision_changes_nothing() {
        Outcome<Told> outcome =
                submit(
                        null,
                        "x",
                        rows -> Outcome.refused(Refusal.of(Because.NO, "sum", Money.yuan(12))));
        assertThat(outcome)
                .isEqualTo(Outcome.refused(Refusal.of(Because.NO, "sum", Money.yuan(12))));
        assertThat(note("n-1")).isEmpty();
        assertThat(facts(0)).isEmpty();
    }

    private Outcome<Told> tells(String key, Record body, String note) {
        return submit(
                key,
                note,
                rows ->
                        Outcome.done(
                                Unit.of(
                                        new Told("told"),
                                        new Put(Note.of(note, ANHUI, note)),
                                        new Fact(note, Audience.HOME, body))));
    }

    @Test
    void a_fact_that_no_reader_takes_is_refused_with_its_whole_unit_and_the_lane_goes_on() {
        int most = RecordedFact.ENTRY_BYTES_MAX;
        List<Record> tooLarge =
                List.of(
                        new NoteWritten("n-1", "x".repeat(most)),
                        new NoteWritten("n-1", "券".repeat(most / 3)),
                        new NoteWritten("n-1", "\n".repeat(most / 2)),
                        new NoteSigned("n-1", "x".repeat(most)));
        for (Record body : tooLarge) {
            Outcome<Told> outcome = tells(null, body, "n-1");
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            no ->
                                    assertThat(((Refusal) no.why()).is(LaneReason.FACT_TOO_LARGE))
                                            .isTrue());
            assertThat(note("n-1")).isEmpty();
            assertThat(facts(0)).isEmpty();
        }
        assertThat(tells("k", tooLarge.getFirst(), "n-1"))
                .isEqualTo(tells("k", tooLarge.getFirst(), "n-1"));
        tells(null, new NoteWritten("n-2", "x"), "n-2").orThrow();
        assertThat(facts(0)).extracting(RecordedFact::index).containsExactly(1L);
    }

    @Test
    void the_largest_facts_that_are_told_are_read_by_everybody() {
        int room = RecordedFact.ENTRY_BYTES_MAX - 2_048;
        List<String> texts =
                List.of(
                        "x".repeat(room),
                        "券".repeat(room / 3),
                        "🧪".repeat(room / 4),
                        "\u0001".repeat(room / 6),
                        "\"".repeat(room / 2));
        for (int i = 0; i < texts.size(); i++) {
            tells(null, new NoteWritten("n", texts.get(i)), "n-" + i).orThrow();
        }
        assertThat(facts(0))
                .hasSize(texts.size())
                .allSatisfy(fact -> assertThat(Entry.read(Entry.text(fact))).isEqualTo(fact));
    }

    @Test
    void after_the_last_unit_nothing_is_written_in_its_group_or_after_a_new_start()
            throws Exception {
        tells("before", new NoteWritten("n-1", "kept"), "n-1").orThrow();
        List<Thread> many = new ArrayList<>();
        List<Outcome<Told>> late = java.util.Collections.synchronizedList(new ArrayList<>());
        submit(
                        "last",
                        "goes",
                        _ -> {
                            // They are decided before it, and judged with it or after it.
                            for (int i = 0; i < 20; i++) {
                                Note note = Note.of("late-" + i, ANHUI, "late");
                                many.add(Thread.ofVirtual().unstarted(() -> late.add(put(note))));
                            }
                            return Outcome.done(
                                    Unit.of(
                                            new Told("gone"),
                                            new Fact(
                                                    "n-1",
                                                    Audience.HOME,
                                                    new NoteWritten("n-1", "last")),
                                            new Ends()));
                        })
                .orThrow();
        many.forEach(Thread::start);
        for (Thread one : many) {
            one.join();
        }
        assertThat(late).hasSize(20).noneMatch(Outcome::isDone);
        assertThat(lane.isEnded(ANHUI)).isTrue();
        assertThat(note("late-0")).isEmpty();
        // What was answered is answered still, and nothing new at any later epoch.
        assertThat(tells("before", new NoteWritten("n-1", "kept"), "n-1").isDone()).isTrue();
        try (GroupLane later = another()) {
            lane = later;
            assertThat(put(Note.of("n-3", ANHUI, "again")))
                    .isEqualTo(Outcome.refused(Refusal.of(LaneReason.ENDED, "province", ANHUI)));
            assertThat(lane.isEnded(ANHUI)).isTrue();
        }
        assertThat(facts(0)).hasSize(2);
    }

    @Test
    void a_missing_record_is_refused_as_not_found() {
        Outcome<Told> outcome =
                submit(
                        null,
                        "x",
                        rows ->
                                Outcome.done(
                                        Unit.of(
                                                new Told(
                                                        rows.get(Note.class, Id.of("none"))
                                                                .text()))));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.why().is(LaneReason.NOT_FOUND)).isTrue());
    }

    @Test
    void the_same_key_gets_the_same_answer_and_happens_once() {
        AtomicInteger runs = new AtomicInteger();
        Function<Rows, Outcome<Unit<Told>>> decision =
                rows ->
                        Outcome.done(
                                Unit.of(
                                        new Told("run " + runs.incrementAndGet()),
                                        new Put(Note.of("n-" + runs, ANHUI, "x"))));
        Outcome<Told> first = submit("k-1", "same", decision);
        Outcome<Told> second = submit("k-1", "same", decision);
        assertThat(second).isEqualTo(first);
        assertThat(note("n-2")).isEmpty();
    }

    @Test
    void the_same_key_with_another_content_is_refused() {
        submit("k-1", "one", rows -> Outcome.done(Unit.of(new Told("one")))).orThrow();
        assertThat(
                        submit(
                                "k-1",
                                "two",
                                rows ->
                                        Outcome.done(
                                                Unit.of(
                                                        new Told("two"),
                                                        new Put(Note.of("n", ANHUI, "x"))))))
                .isEqualTo(Outcome.refused(LaneReason.KEY_REUSED));
        assertThat(note("n")).isEmpty();
    }

    @Test
    void a_refusal_is_remembered_under_its_key_even_when_it_would_be_granted_now() {
        Refusal no = Refusal.of(Because.NO, "at", NOW).with("sum", Money.yuan(3));
        assertThat(submit("k", "c", rows -> Outcome.refused(no))).isEqualTo(Outcome.refused(no));
        assertThat(submit("k", "c", rows -> Outcome.done(Unit.of(new Told("yes")))))
                .isEqualTo(Outcome.refused(no));
    }

    @Test
    void a_key_belongs_to_its_owner_and_operation() {
        submit("k", "one", rows -> Outcome.done(Unit.of(new Told("one")))).orThrow();
        Actor other = new Actor("p-2", "other", ANHUI, List.of(), null);
        assertThat(
                        lane.submit(
                                Command.of(ANHUI, other, "lanetest.do", "two", Told.class)
                                        .keyed("k"),
                                rows -> Outcome.done(Unit.of(new Told("two")))))
                .isEqualTo(Outcome.done(new Told("two")));
        assertThat(
                        lane.submit(
                                Command.of(ANHUI, CLERK, "lanetest.other", "two", Told.class)
                                        .keyed("k"),
                                rows -> Outcome.done(Unit.of(new Told("three")))))
                .isEqualTo(Outcome.done(new Told("three")));
    }

    @Test
    void a_record_that_changed_after_it_was_read_makes_the_decision_run_again() {
        put(Note.of("n", ANHUI, "before")).orThrow();
        AtomicInteger runs = new AtomicInteger();
        Outcome<Told> outcome =
                submit(
                        null,
                        "x",
                        rows -> {
                            Note read = rows.get(Note.class, Id.of("n"));
                            if (runs.incrementAndGet() == 1) {
                                inAnotherThread(() -> put(read.saying("meanwhile")));
                            }
                            return Outcome.done(
                                    Unit.of(new Told(read.text()), new Put(read.counting(1))));
                        });
        assertThat(outcome).isEqualTo(Outcome.done(new Told("meanwhile")));
        assertThat(note("n").orElseThrow().text()).isEqualTo("meanwhile");
    }

    @Test
    void an_absence_that_was_read_is_guarded_too() {
        AtomicInteger runs = new AtomicInteger();
        Outcome<Told> outcome =
                submit(
                        null,
                        "x",
                        rows -> {
                            boolean there = rows.find(Note.class, Id.of("n")).isPresent();
                            if (runs.incrementAndGet() == 1) {
                                inAnotherThread(() -> put(Note.of("n", ANHUI, "first")));
                            }
                            return Outcome.done(
                                    Unit.of(
                                            new Told(there ? "there" : "absent"),
                                            new Put(Note.of("m", ANHUI, "x"))));
                        });
        assertThat(outcome).isEqualTo(Outcome.done(new Told("there")));
    }

    @Test
    void what_keeps_changing_is_refused_as_busy_after_five_tries() {
        put(Note.of("n", ANHUI, "0")).orThrow();
        AtomicInteger runs = new AtomicInteger();
        Outcome<Told> outcome =
                submit(
                        null,
                        "x",
                        rows -> {
                            Note read = rows.get(Note.class, Id.of("n"));
                            int run = runs.incrementAndGet();
                            inAnotherThread(() -> put(read.saying("again " + run)));
                            return Outcome.done(
                                    Unit.of(new Told("never"), new Put(read.saying("never"))));
                        });
        assertThat(outcome).isEqualTo(Outcome.refused(LaneReason.BUSY));
        assertThat(runs).hasValue(5);
        assertThat(note("n").orElseThrow().text()).isEqualTo("again 5");
    }

    @Test
    void a_record_that_was_not_read_must_not_exist() {
        put(Note.of("n", ANHUI, "first")).orThrow();
        assertThat(
                        submit(
                                null,
                                "x",
                                rows ->
                                        Outcome.done(
                                                Unit.of(
                                                        new Told("x"),
                                                        new Put(Note.of("n", ANHUI, "second"))))))
                .isEqualTo(Outcome.refused(LaneReason.BUSY));
        assertThat(note("n").orElseThrow().text()).isEqualTo("first");
    }

    @Test
    void a_lane_writes_its_own_home_only() {
        assertThatThrownBy(() ->
                        submit(
                                null,
                                "x",
                                rows ->
                                        Outcome.done(
                                                Unit.of(
                                                        new Told("x"),
                                                        new Put(
                                                                Note.of(
                                                                        "n", SHANGHAI,
                                                                        "foreign"))))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(note("n")).isEmpty();
    }

    @Test
    void of_two_overlapping_claims_the_first_to_arrive_wins_and_neighbours_do_not_overlap() {
        assertThat(claim("slot-1", 0, 2)).isEqualTo(Outcome.done(new Told("mine")));
        assertThat(claim("slot-1", 1, 3)).isEqualTo(Outcome.refused(Because.TAKEN));
        assertThat(claim("slot-1", 2, 3)).isEqualTo(Outcome.done(new Told("mine")));
        assertThat(claim("slot-2", 1, 3)).isEqualTo(Outcome.done(new Told("mine")));
    }

    @Test
    void a_released_claim_can_be_taken_again_even_in_the_same_unit() {
        claim("s", 0, 2).orThrow();
        Period old = hours(0, 2);
        submit(
                        null,
                        "move",
                        rows ->
                                Outcome.done(
                                        Unit.of(
                                                new Told("moved"),
                                                new Release("slot", "s", old),
                                                new Claim(
                                                        "slot",
                                                        "s",
                                                        hours(1, 3),
                                                        Refusal.of(Because.TAKEN)))))
                .orThrow();
        assertThat(claim("s", 0, 1)).isEqualTo(Outcome.done(new Told("mine")));
        assertThat(claim("s", 2, 3)).isEqualTo(Outcome.refused(Because.TAKEN));
    }

    @Test
    void a_unit_refused_for_its_second_claim_does_not_keep_its_first() {
        claim("b", 0, 1).orThrow();
        assertThat(
                        submit(
                                null,
                                "both",
                                rows ->
                                        Outcome.done(
                                                Unit.of(
                                                        new Told("x"),
                                                        new Claim(
                                                                "slot",
                                                                "a",
                                                                hours(0, 1),
                                                                Refusal.of(Because.TAKEN)),
                                                        new Claim(
                                                                "slot",
                                                                "b",
                                                                hours(0, 1),
                                                                Refusal.of(Because.TAKEN)),
                                                        new Put(Note.of("n", ANHUI, "x"))))))
                .isEqualTo(Outcome.refused(Because.TAKEN));
        assertThat(claim("a", 0, 1)).isEqualTo(Outcome.done(new Told("mine")));
        assertThat(note("n")).isEmpty();
    }

    @Test
    void releasing_what_is_not_claimed_is_a_bug_and_changes_nothing() {
        assertThatThrownBy(() ->
                        submit(
                                null,
                                "x",
                                rows ->
                                        Outcome.done(
                                                Unit.of(
                                                        new Told("x"),
                                                        new Put(Note.of("n", ANHUI, "x")),
                                                        new Release("slot", "none", hours(0, 1))))))
                .isInstanceOf(LaneFault.class);
        assertThat(note("n")).isEmpty();
    }

    @Test
    void an_hour_is_judged_by_the_lanes_clock_at_commit() {
        assertThat(
                        submit(
                                "late",
                                "x",
                                rows -> {
                                    shift.set(60);
                                    return Outcome.done(
                                            Unit.of(
                                                            new Told("in time"),
                                                            new Put(Note.of("n", ANHUI, "x")))
                                                    .before(
                                                            NOW.plusSeconds(60),
                                                            Refusal.of(Because.TOO_LATE)));
                                }))
                .isEqualTo(Outcome.refused(Because.TOO_LATE));
        assertThat(note("n")).isEmpty();
    }

    @Test
    void facts_are_dense_in_commit_order_and_never_run_backwards_in_time() {
        for (int i = 1; i <= 3; i++) {
            String text = "note " + i;
            shift.set(i == 2 ? -3_600 : i);
            submit(
                            null,
                            i,
                            rows ->
                                    Outcome.done(
                                            Unit.of(
                                                    new Told("x"),
                                                    new Fact(
                                                            "n",
                                                            Audience.of(SHANGHAI),
                                                            new NoteWritten("n", text)))))
                    .orThrow();
            submit(null, -i, rows -> Outcome.refused(Because.NO));
        }
        List<RecordedFact> facts = facts(0);
        assertThat(facts).extracting(RecordedFact::index).containsExactly(1L, 2L, 3L);
        assertThat(facts)
                .extracting(fact -> fact.body().get("text").asString())
                .containsExactly("note 1", "note 2", "note 3");
        assertThat(facts).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(facts.getFirst().audience()).isEqualTo(Audience.of(SHANGHAI));
        assertThat(facts(2)).hasSize(1);
    }

    @Test
    void a_hundred_callers_at_once_each_get_their_own_answer_and_nothing_is_lost()
            throws Exception {
        put(Note.of("counter", ANHUI, "x")).orThrow();
        List<Outcome<Told>> answers =
                atOnce(
                        100,
                        i ->
                                () -> {
                                    Outcome<Told> answer;
                                    do {
                                        answer =
                                                submit(
                                                        null,
                                                        i,
                                                        rows -> {
                                                            Note read =
                                                                    rows.get(
                                                                            Note.class,
                                                                            Id.of("counter"));
                                                            return Outcome.done(
                                                                    Unit.of(
                                                                            new Told("caller " + i),
                                                                            new Put(
                                                                                    read.counting(
                                                                                            read
                                                                                                            .count()
                                                                                                    + 1)),
                                                                            new Fact(
                                                                                    "c",
                                                                                    Audience.HOME,
                                                                                    new NoteWritten(
                                                                                            "c",
                                                                                            "caller "
                                                                                                    + i))));
                                                        });
                                    } while (answer.equals(Outcome.refused(LaneReason.BUSY)));
                                    return answer;
                                });
        for (int i = 0; i < 100; i++) {
            assertThat(answers.get(i)).isEqualTo(Outcome.done(new Told("caller " + i)));
        }
        assertThat(note("counter").orElseThrow().count()).isEqualTo(100);
        assertThat(facts(0)).hasSize(100);
    }

    @Test
    void of_fifty_racing_for_one_slot_exactly_one_wins() throws Exception {
        List<Outcome<Told>> answers = atOnce(50, i -> () -> claim("hot", i % 3, 4));
        assertThat(answers.stream().filter(Outcome::isDone)).hasSize(1);
    }

    @Test
    void transfers_race_past_a_ceiling_and_exactly_what_fits_goes_through() throws Exception {
        openAccounts(Money.yuan(100));
        List<Outcome<Told>> answers =
                atOnce(
                        30,
                        i ->
                                () ->
                                        submit(
                                                "h" + i,
                                                i,
                                                rows ->
                                                        Outcome.done(
                                                                Unit.of(
                                                                        new Told("held"),
                                                                        new LedgerPart.Hold(
                                                                                "hold-" + i,
                                                                                "voucher",
                                                                                "used",
                                                                                Money.yuan(7),
                                                                                "c",
                                                                                null)))));
        assertThat(answers.stream().filter(Outcome::isDone)).hasSize(14);
        assertThat(balances("voucher").available()).isEqualTo(Money.yuan(2));
        assertThat(balances("voucher").held()).isEqualTo(Money.yuan(98));
    }

    @Test
    void a_limit_that_is_met_lets_the_decision_run_again_on_what_is_left() throws Exception {
        openAccounts(Money.yuan(10));
        List<Outcome<Told>> answers =
                atOnce(
                        4,
                        i ->
                                () ->
                                        submit(
                                                null,
                                                i,
                                                rows -> {
                                                    Money left =
                                                            rows.look(Balances.class, "voucher")
                                                                    .orElseThrow()
                                                                    .available();
                                                    if (left.isZero()) {
                                                        return Outcome.refused(Because.NO);
                                                    }
                                                    return Outcome.done(
                                                            Unit.of(
                                                                    new Told(
                                                                            "took "
                                                                                    + left.min(
                                                                                            Money
                                                                                                    .yuan(
                                                                                                            6))),
                                                                    new LedgerPart.Hold(
                                                                            "h-" + i,
                                                                            "voucher",
                                                                            "used",
                                                                            left.min(Money.yuan(6)),
                                                                            "c",
                                                                            null)));
                                                }));
        assertThat(answers)
                .filteredOn(Outcome::isDone)
                .extracting(a -> a.orThrow().what())
                .containsExactlyInAnyOrder("took 6.00", "took 4.00");
        assertThat(balances("voucher").available()).isEqualTo(Money.ZERO);
    }

    @Test
    void a_unit_whose_transfer_is_refused_keeps_neither_row_nor_fact_nor_claim() {
        openAccounts(Money.yuan(5));
        Refusal poor = Refusal.of(Because.NO);
        assertThat(
                        submit(
                                null,
                                "x",
                                rows ->
                                        Outcome.done(
                                                Unit.of(
                                                        new Told("x"),
                                                        new Put(Note.of("n", ANHUI, "x")),
                                                        new Claim(
                                                                "slot",
                                                                "s",
                                                                hours(0, 1),
                                                                Refusal.of(Because.TAKEN)),
                                                        new Fact(
                                                                "n",
                                                                Audience.HOME,
                                                                new NoteWritten("n", "x")),
                                                        new LedgerPart.Hold(
                                                                "h-1",
                                                                "voucher",
                                                                "used",
                                                                Money.yuan(4),
                                                                "c",
                                                                poor),
                                                        new LedgerPart.Hold(
                                                                "h-2",
                                                                "voucher",
                                                                "used",
                                                                Money.yuan(2),
                                                                "c",
                                                                poor)))))
                .isEqualTo(
                        Outcome.refused(
                                poor.with("available", Money.yuan(1))
                                        .with("asked", Money.yuan(2))));
        assertThat(note("n")).isEmpty();
        assertThat(facts(0)).isEmpty();
        assertThat(balances("voucher").available()).isEqualTo(Money.yuan(5));
        assertThat(claim("s", 0, 1)).isEqualTo(Outcome.done(new Told("mine")));
    }

    @Test
    void a_sum_that_no_account_can_hold_is_refused_and_both_stay_as_they_were() {
        openAccounts(MONEY_MAX);
        assertThat(
                        submit(
                                null,
                                "one fen more",
                                rows ->
                                        Outcome.done(
                                                Unit.of(
                                                        new Told("x"),
                                                        new LedgerPart.Post(
                                                                "more",
                                                                "used",
                                                                "voucher",
                                                                new Money(1),
                                                                "c",
                                                                null)))))
                .isEqualTo(
                        Outcome.refused(
                                Refusal.of(
                                        LedgerReason.BEYOND_BOOKS_INVALID, "asked", new Money(1))));
        assertThat(balances("voucher").creditsPosted()).isEqualTo(MONEY_MAX);
        assertThat(balances("used").debitsPosted()).isEqualTo(Money.ZERO);
    }

    @Test
    void a_sweep_takes_what_is_there_when_its_turn_comes_and_nothing_is_no_error() {
        openAccounts(Money.yuan(10));
        LedgerPart.Hold hold =
                new LedgerPart.Hold("h-1", "voucher", "used", Money.yuan(4), "c", null);
        assertThat(parts("held", hold).isDone()).isTrue();
        assertThat(parts("swept", sweep(1)).isDone()).isTrue();
        assertThat(balances("voucher").posted()).isEqualTo(Money.yuan(4));
        assertThat(parts("again", sweep(2)).isDone()).isTrue();
        assertThat(balances("voucher").sequence()).isEqualTo(3);
        LedgerPart.Release release = new LedgerPart.Release("h-1/back", "h-1", null, "c");
        assertThat(parts("released", release, sweep(3)).isDone()).isTrue();
        assertThat(balances("voucher").posted()).isEqualTo(Money.ZERO);
        assertThat(balances("voucher").held()).isEqualTo(Money.ZERO);
        // What nothing bounds has no all of it.
        assertThatThrownBy(() ->
                        parts("unbounded", new LedgerPart.Sweep("s-4", "used", "issued", "c")))
                .isInstanceOf(LaneFault.class);
    }

    private static LedgerPart sweep(int number) {
        return new LedgerPart.Sweep("s-" + number, "voucher", "issued", "c");
    }

    private Outcome<Told> parts(String what, Part... parts) {
        return submit(null, what, rows -> Outcome.done(Unit.of(new Told(what), List.of(parts))));
    }

    void openAccounts(Money credit) {
        submit(
                        null,
                        "open",
                        rows ->
                                Outcome.done(
                                        Unit.of(
                                                new Told("open"),
                                                new LedgerPart.OpenAccount(
                                                        "voucher",
                                                        "b",
                                                        AccountKind.VOUCHER,
                                                        "o",
                                                        Limit.WITHIN_CREDITS),
                                                new LedgerPart.OpenAccount(
                                                        "used",
                                                        "b",
                                                        AccountKind.USED,
                                                        "o",
                                                        Limit.NONE),
                                                new LedgerPart.OpenAccount(
                                                        "issued",
                                                        "b",
                                                        AccountKind.ISSUED,
                                                        "o",
                                                        Limit.NONE),
                                                new LedgerPart.Post(
                                                        "grant", "issued", "voucher", credit, "c",
                                                        null))))
                .orThrow();
    }

    Balances balances(String account) {
        return lane.read(ANHUI, rows -> rows.look(Balances.class, account)).orElseThrow();
    }

    Outcome<Told> claim(String key, int from, int until) {
        return submit(
                null,
                Map.of("key", key, "from", from),
                rows ->
                        Outcome.done(
                                Unit.of(
                                        new Told("mine"),
                                        new Claim(
                                                "slot",
                                                key,
                                                hours(from, until),
                                                Refusal.of(Because.TAKEN)))));
    }

    static Period hours(int from, int until) {
        return new Period(NOW.plus(Duration.ofHours(from)), NOW.plus(Duration.ofHours(until)));
    }

    static <T> List<T> atOnce(int callers, Function<Integer, Callable<T>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                tasks.add(work.apply(i));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        }
    }

    static void inAnotherThread(Callable<?> work) {
        try (var threads = Executors.newSingleThreadExecutor()) {
            threads.submit(work).get();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void a_personal_text_is_told_beside_its_fact_and_each_time_under_another_hash() {
        for (int i = 0; i < 2; i++) {
            submit(
                            null,
                            i,
                            _ ->
                                    Outcome.done(
                                            Unit.of(
                                                    new Told("signed"),
                                                    new Fact(
                                                            "n",
                                                            Audience.HOME,
                                                            new NoteSigned("n", "王芳")))))
                    .orThrow();
        }
        List<RecordedFact> told = facts(0);
        assertThat(told)
                .extracting(fact -> Json.heard(fact.body(), NoteSigned.class).by())
                .containsExactly("王芳", "王芳");
        assertThat(told)
                .extracting(fact -> Salted.sealed(fact.body()).at("/by/salted").asString())
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash.length() == 64);
        assertThat(told).noneMatch(fact -> Salted.sealed(fact.body()).toString().contains("王芳"));
    }

    @Test
    void an_erased_text_is_gone_with_its_salt_and_its_fact_hashes_as_before() {
        submit(
                        null,
                        "signed",
                        _ ->
                                Outcome.done(
                                        Unit.of(
                                                new Told("signed"),
                                                new Fact(
                                                        "n",
                                                        Audience.HOME,
                                                        new NoteSigned("n", "王芳")))))
                .orThrow();
        RecordedFact before = facts(0).getFirst();
        String sealed = Salted.sealed(before.body()).toString();
        shift.set(60);
        Erase erase = new Erase(before.index(), "/by");
        submit(null, "erase", _ -> Outcome.done(Unit.of(new Told("erased"), erase))).orThrow();
        RecordedFact after = facts(0).getFirst();
        assertThat(Json.heard(after.body(), NoteSigned.class).by()).isEmpty();
        assertThat(after.body().toString()).doesNotContain("王芳").doesNotContain("salt\"");
        assertThat(Salted.sealed(after.body())).hasToString(sealed);
        assertThat(Salted.erased(after.body().get("by"))).contains(NOW.plusSeconds(60));
        assertThat(before.body().at("/by/text").asString())
                .as("what somebody had read before")
                .isEqualTo("王芳");

        shift.set(120);
        submit(null, "again", _ -> Outcome.done(Unit.of(new Told("erased"), erase))).orThrow();
        assertThat(Salted.erased(facts(0).getFirst().body().get("by")))
                .as("when it was first")
                .contains(NOW.plusSeconds(60));
    }

    @Test
    void a_refused_unit_erases_nothing() {
        submit(
                        null,
                        "signed",
                        _ ->
                                Outcome.done(
                                        Unit.of(
                                                new Told("signed"),
                                                new Fact(
                                                        "n",
                                                        Audience.HOME,
                                                        new NoteSigned("n", "王芳")))))
                .orThrow();
        long index = facts(0).getFirst().index();
        Unit<Told> late =
                Unit.of(new Told("erased"), new Erase(index, "/by"))
                        .before(NOW, org.deltacommons.kernel.Refusal.of(Because.TOO_LATE));
        assertThat(submit(null, "late", _ -> Outcome.done(late)))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(Json.heard(facts(0).getFirst().body(), NoteSigned.class).by()).isEqualTo("王芳");
    }
}

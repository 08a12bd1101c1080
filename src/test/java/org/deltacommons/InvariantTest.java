package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.vouchers.ClaimLine;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.commons.vouchers.Redemption;
import org.deltacommons.commons.vouchers.Voucher;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Opening;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Firms, providers and officers of four provinces do what comes into their minds, much of it
/// refused; whatever they did, the books balance and the records agree with what was told.
///
/// A seed is one story: `-Ddelta.story=7` tells that one again.
// The clock goes forward here, so this story has an application of its own.
@SpringBootTest(properties = "delta.story.told=random")
@Import(Cast2026.class)
class InvariantTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int STEPS = 700;
    private static final int STEPS_MAX = 5 * STEPS;
    private static final List<String> WAYS =
            List.of(
                    "voucher",
                    "order",
                    "order",
                    "booking",
                    "booking",
                    "booking",
                    "claim",
                    "claim",
                    "redemption");

    /// What has to happen in a story for it to prove anything.
    private static final List<String> WANTED =
            List.of(
                    "voucher.grant",
                    "order.place",
                    "booking.accept",
                    "booking.deliver",
                    "order.cancel",
                    "order.confirm");

    private static final List<String> FIRMS =
            List.of("org-jiangpan", "org-songling", "org-weitang");
    private static final List<String> PEOPLE =
            List.of(
                    "jiangpan.engineer",
                    "jiangpan.finance",
                    "jiangpan.signatory",
                    "songling.engineer",
                    "songling.finance",
                    "songling.signatory",
                    "weitang.engineer",
                    "weitang.finance",
                    "weitang.signatory",
                    "shence.manager",
                    "shence.operator",
                    "shenpu.signatory",
                    "mas.officer",
                    "mas.treasury",
                    "wujiang.officer",
                    "wujiang.treasury",
                    "jiashan.officer",
                    "jiashan.treasury");
    private static final List<String> RESOURCES =
            List.of("SC-SEM-001", "SC-ION-001", "SC-XPS-001", "SC-TOFSI-001");
    private static final List<String> PROGRAMMES =
            List.of("mas-2026", "wujiang-2026", "jiashan-2026");

    @Autowired private ApplicationContext context;
    @Autowired private Procedures procedures;
    @Autowired private Records records;
    @Autowired private Cast2026.Stage stage;
    private final Map<String, Integer> done = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private Random chance = new Random(0);
    private String own = "";

    @Test
    void after_any_story_the_books_balance_and_records_agree_with_what_was_told() {
        long seed = Long.getLong("delta.story", 20260305L);
        chance = new Random(seed);
        Theatre theatre = Theatre.ofOne(context);
        theatre.settle();
        // Chance may keep something back for long; a story goes on until all of it has happened.
        for (int step = 1; step <= STEPS || step <= STEPS_MAX && !hasHappened(); step++) {
            step();
            if (step % 10 == 0) {
                theatre.settle();
                stage.clock.forward(Duration.ofMinutes(chance.nextInt(600)));
            }
            if (step % 100 == 0) {
                assertThat(Invariants.broken(theatre))
                        .as("story %d, step %d", seed, step)
                        .isEmpty();
            }
        }
        System.out.printf("story %d: done %s, refused %s%n", seed, done, refused);
        // A story in which nothing happened would prove nothing.
        assertThat(done)
                .as("done %s refused %s", done, refused)
                .containsKeys(WANTED.toArray(String[]::new));
        assertThat(refused).isNotEmpty();
        assertThat(held()).as("done %s refused %s", done, refused).isPositive();
    }

    private boolean hasHappened() {
        return done.keySet().containsAll(WANTED) && held() > 0;
    }

    private long held() {
        return context.getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM ledger.transfer WHERE kind = 'HOLD'")
                .query(Long.class)
                .single();
    }

    private <T> T any(List<T> some) {
        return some.get(chance.nextInt(some.size()));
    }

    private void step() {
        if (chance.nextInt(4) == 0) {
            begin();
        } else {
            move();
        }
    }

    private void begin() {
        Procedure<?> procedure =
                procedures
                        .named(any(List.of("voucher", "order", "order", "order", "claim")))
                        .orElseThrow();
        begin(procedure, stage.actor(any(PEOPLE.subList(0, 9))));
    }

    private <C extends Case> void begin(Procedure<C> procedure, Actor actor) {
        Opening<C, ?> opening = procedure.openings().getFirst();
        Record form = form(opening.form());
        // Mostly in their own firm's name.
        if (chance.nextInt(8) > 0) {
            own = actor.memberships().getFirst().where();
            form = form(opening.form());
            own = "";
        }
        note(
                procedure.name() + "." + opening.name(),
                procedures.open(procedure, opening.name(), form, actor, null));
    }

    private void note(String what, Outcome<Procedures.Moved> outcome) {
        switch (outcome) {
            case Outcome.Done<Procedures.Moved> _ -> done.merge(what, 1, Integer::sum);
            case Outcome.Refused<Procedures.Moved>(Refusal why) ->
                    refused.merge(what + " " + why.code(), 1, Integer::sum);
        }
    }

    /// Somebody looks at a case and does one of what they can.
    private void move() {
        Procedure<?> procedure = procedures.named(any(WAYS)).orElseThrow();
        List<String> people = new ArrayList<>(PEOPLE);
        Collections.shuffle(people, chance);
        moved(procedure, people);
    }

    private <C extends Case> void moved(Procedure<C> procedure, List<String> people) {
        List<C> cases =
                new ArrayList<>(records.list(procedure.type(), "true", "t.id DESC", Map.of(), 40));
        cases.removeIf(subject -> procedure.state(subject.state()).isFinal());
        Collections.shuffle(cases, chance);
        for (C subject : cases.subList(0, Math.min(5, cases.size()))) {
            for (String one : people) {
                Actor actor = stage.actor(one);
                if (procedure.isParty(actor, subject) && moved(procedure, subject, actor)) {
                    return;
                }
            }
        }
    }

    private <C extends Case> boolean moved(Procedure<C> procedure, C subject, Actor actor) {
        List<Procedures.Choice> possible =
                procedures.choices(procedure, subject, actor).stream()
                        .filter(choice -> choice.whyNot() == null)
                        // What ends a case early is rarer than what brings it on.
                        .filter(choice -> !choice.action().dangerous() || chance.nextInt(8) == 0)
                        .toList();
        if (possible.isEmpty()) {
            return false;
        }
        var action = any(possible).action();
        note(
                procedure.name() + "." + action.name(),
                procedures.act(
                        procedure,
                        Id.<C>of(subject.id().value()),
                        action.name(),
                        form(action.form(), subject),
                        actor,
                        -1,
                        null));
        return true;
    }

    /// A form that names the case it is about, where that helps.
    private Record form(Class<? extends Record> type, Case subject) {
        if (subject instanceof Redemption batch && type.getSimpleName().equals("Results")) {
            return new Made().with("lines", results(batch)).a(type);
        }
        return form(type);
    }

    private String results(Redemption batch) {
        String day = stage.clock.instant().atZone(ZONE).toLocalDate().toString();
        List<String> lines = new ArrayList<>();
        for (ClaimLine claim :
                records.list(
                        ClaimLine.class,
                        "t.batch = :batch AND t.state = 'REQUESTED'",
                        "t.id",
                        Map.of("batch", batch.id().value()),
                        50)) {
            String number = java.util.Objects.requireNonNull(claim.payment()).number();
            lines.add(
                    chance.nextInt(4) == 0
                            ? number + ",RETURNED," + day + ",账号不存在"
                            : number + ",OK," + day);
        }
        return lines.isEmpty() ? "none" : String.join("\n", lines);
    }

    private Record form(Class<? extends Record> type) {
        LocalDate today = stage.clock.instant().atZone(ZONE).toLocalDate();
        if (type == VoucherForms.Place.class) {
            return place(today);
        }
        Map<String, Object> said = new HashMap<>();
        said.put("firm", own.isEmpty() ? any(FIRMS) : own);
        said.put("programme", any(PROGRAMMES));
        said.put("amount", Money.yuan(1_000L * (1 + chance.nextInt(100))));
        said.put("price", Money.yuan(100L * chance.nextInt(60)));
        said.put("signedOn", today);
        said.put("invoicedOn", today);
        said.put("paidOn", today);
        said.put("on", today);
        said.put("taxVerified", chance.nextInt(5) > 0);
        said.put("unrelatedVerified", chance.nextInt(5) > 0);
        said.put("units", 1 + chance.nextInt(8));
        said.put("samples", 1 + chance.nextInt(8));
        said.put("minutes", chance.nextInt(300));
        // Some numbers come twice.
        said.put("number", "SC-2026-%04d".formatted(chance.nextInt(400)));
        said.put("holder", "示例");
        said.put("account", "6222020200112233445");
        said.put("report", "R-" + chance.nextInt(100));
        Instant now = stage.clock.instant();
        said.put("from", now.minus(Duration.ofHours(1L + chance.nextInt(9))));
        said.put("until", now);
        claim(said);
        if (chance.nextBoolean()) {
            said.put("note", "已核对");
        }
        Made made = new Made().with(Attachment.class, paper());
        said.forEach(made::with);
        return made.a(type);
    }

    private static Attachment paper() {
        return new Attachment("paper", "ab".repeat(32), "paper.pdf", "application/pdf", 1_000);
    }

    /// About some order that could be claimed, mostly rightly; few invoice numbers, so that two
    /// claims meet in one.
    private void claim(Map<String, Object> said) {
        List<Order> confirmed =
                records.list(Order.class, "t.state = 'CONFIRMED'", "t.id DESC", Map.of(), 20);
        Order order = confirmed.isEmpty() ? null : any(confirmed);
        Money price = order == null ? Money.yuan(1_000) : order.price();
        said.put("order", order == null ? "ord-unknown" : order.id().value());
        said.put("invoiceNumber", "263120000000000000%02d".formatted(chance.nextInt(12)));
        said.put("invoiceTotal", chance.nextInt(6) == 0 ? price.plus(price) : price);
        said.put("payer", order == null || chance.nextInt(8) == 0 ? "张三" : order.firmName());
        said.put("paid", price);
    }

    private VoucherForms.Place place(LocalDate today) {
        String firm = own.isEmpty() ? any(FIRMS) : own;
        List<Voucher> vouchers =
                records.list(
                        Voucher.class,
                        "t.firm = :firm AND t.state = 'GRANTED'",
                        "t.id",
                        Map.of("firm", firm),
                        10);
        BookingMode mode = any(List.of(BookingMode.SLOT, BookingMode.SAMPLE, BookingMode.PACKAGE));
        boolean slot = mode == BookingMode.SLOT;
        // On few days and hours, so that orders meet.
        Instant from =
                today.plusDays(2L + chance.nextInt(4))
                        .atTime(10 + chance.nextInt(5), 0)
                        .atZone(ZONE)
                        .toInstant();
        return new VoucherForms.Place(
                records.list(
                                Resource.class,
                                "t.inner_id = :inner",
                                "t.id",
                                Map.of("inner", any(RESOURCES)),
                                1)
                        .getFirst()
                        .id()
                        .value(),
                firm,
                mode,
                slot ? from : null,
                slot ? 60 * (1 + chance.nextInt(3)) : null,
                slot ? null : 1 + chance.nextInt(80),
                Purpose.DEVELOPMENT,
                "截面",
                vouchers.isEmpty() || chance.nextInt(4) == 0 ? null : any(vouchers).id().value(),
                null,
                chance.nextBoolean());
    }
}

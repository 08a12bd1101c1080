package org.deltacommons.commons.vouchers;

import static org.deltacommons.commons.vouchers.ClaimProcedure.TREASURY;
import static org.deltacommons.commons.vouchers.Grants.AUDITOR;
import static org.deltacommons.commons.vouchers.Grants.OFFICER;
import static org.deltacommons.commons.vouchers.Grants.PROVINCIAL;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.TemplateNote;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The way of a batch (兑付批次): collected, noticed, captured, asked of the treasury, paid. A batch
/// moves; each of its lines follows in a Unit of its own.
final class Redemptions {

    /// 用款申请.
    ///
    /// @param budgetItem the item of the budget, such as `2060404 应用技术研究与开发`
    public record Request(
            @Input(max = 100, help = true) String budgetItem,
            @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500) String purpose) {}

    /// The bank's answers, one line a payment: number, `OK` or `RETURNED`, day, reason.
    public record Results(
            @Input(kind = Input.Kind.TEXTAREA, max = 100_000, help = true) String lines) {}

    private record Answer(String number, VoucherForms.PaymentResult result) {}

    private final Funds funds;

    Redemptions(Funds funds) {
        this.funds = funds;
    }

    Procedure<Redemption> procedure() {
        return Procedure.of("redemption", Redemption.class, "source.redemption")
                .opens(
                        "collect",
                        Collecting.class,
                        (form, actor) -> actor.home(),
                        this::collect,
                        Who.SYSTEM)
                .state(RedemptionState.COLLECTING, StateTone.ACTIVE, OFFICER)
                .lapsing(
                        RedemptionState.IN_NOTICE,
                        StateTone.WAITING,
                        "notice.period",
                        "capture",
                        OFFICER)
                .state(
                        RedemptionState.CAPTURED,
                        StateTone.ACTIVE,
                        "payment.request",
                        List.of(PROVINCIAL),
                        OFFICER)
                .state(
                        RedemptionState.REQUESTED,
                        StateTone.ACTIVE,
                        "payment.approve",
                        List.of(),
                        TREASURY)
                .state(RedemptionState.PAYING, StateTone.ACTIVE, "payment.pay", List.of(), TREASURY)
                .last(RedemptionState.DONE, StateTone.GOOD)
                .action("line", NoForm.class)
                .from(
                        RedemptionState.COLLECTING,
                        RedemptionState.IN_NOTICE,
                        RedemptionState.CAPTURED,
                        RedemptionState.REQUESTED,
                        RedemptionState.PAYING)
                .by(Who.SYSTEM)
                .does((batch, none, on) -> Outcome.done(Move.to(batch)))
                .action("publish", NoForm.class)
                .from(RedemptionState.COLLECTING)
                .to(RedemptionState.IN_NOTICE)
                .by(OFFICER)
                .unless(Redemptions::notReady)
                .primary()
                .does((batch, none, on) -> publish(batch, on))
                .action("capture", NoForm.class)
                .from(RedemptionState.IN_NOTICE)
                .to(RedemptionState.CAPTURED)
                .by(OFFICER, Who.SYSTEM)
                .unless(Redemptions::noticeRuns)
                .primary()
                .does((batch, none, on) ->
                        advanced(batch.in(RedemptionState.CAPTURED), batch, "capture"))
                .action("request", Request.class)
                .from(RedemptionState.CAPTURED)
                .to(RedemptionState.REQUESTED)
                .by(OFFICER)
                .unless((batch, on) -> captureUnderWay(batch))
                .primary()
                .does((batch, form, on) ->
                        Outcome.done(
                                Move.to(batch.requested(on.actor().id(), form.budgetItem()))
                                        .noting(form.purpose())))
                .action("approve", NoForm.class)
                .from(RedemptionState.REQUESTED)
                .to(RedemptionState.PAYING, RedemptionState.DONE)
                .by(TREASURY)
                .unless(Redemptions::samePerson)
                .primary()
                .does((batch, none, on) -> toBank(batch))
                .action("return", VoucherForms.ReturnRequest.class)
                .from(RedemptionState.REQUESTED)
                .to(RedemptionState.CAPTURED)
                .by(TREASURY)
                .does((batch, form, on) ->
                        Outcome.done(
                                Move.to(batch.in(RedemptionState.CAPTURED))
                                        .noting(TemplateNote.of(form.template(), form.words()))))
                .action("results", Results.class)
                .from(RedemptionState.PAYING)
                .by(TREASURY)
                .primary()
                .does(Redemptions::results)
                .action("finish", NoForm.class)
                .from(RedemptionState.PAYING)
                .to(RedemptionState.DONE)
                .by(Who.SYSTEM)
                .does((batch, none, on) -> Outcome.done(Move.to(batch.in(RedemptionState.DONE))))
                .readers(PROVINCIAL, AUDITOR, TREASURY)
                .publicWhen(Redemption::isPublic)
                .line(
                        RedemptionState.COLLECTING,
                        RedemptionState.IN_NOTICE,
                        RedemptionState.CAPTURED,
                        RedemptionState.REQUESTED,
                        RedemptionState.PAYING,
                        RedemptionState.DONE)
                .build();
    }

    /// A batch begins with its first claim; nobody opens one by hand.
    record Collecting(String id) {}

    private Outcome<Move<Redemption>> collect(Collecting form, Deciding on) {
        return Outcome.done(Move.to(on.rows().get(Redemption.class, Id.<Redemption>of(form.id()))));
    }

    private static @Nullable Refusal notReady(Redemption batch, Deciding on) {
        if (!batch.lines(Redemption.LineState.WAITING).isEmpty()) {
            return Refusal.of(
                    VoucherReason.LINES_OPEN,
                    "count",
                    batch.lines(Redemption.LineState.WAITING).size());
        }
        return batch.lines(Redemption.LineState.PASSED).isEmpty()
                ? Refusal.of(VoucherReason.BATCH_EMPTY)
                : null;
    }

    /// Each line is captured by a Unit of its own. The treasury is asked for what was captured, not
    /// for what will be: a line that came later would be in nobody's payment file.
    private static @Nullable Refusal captureUnderWay(Redemption batch) {
        int passed = batch.lines(Redemption.LineState.PASSED).size();
        return passed == 0 ? null : Refusal.of(VoucherReason.CAPTURE_UNDER_WAY, "count", passed);
    }

    private static @Nullable Refusal noticeRuns(Redemption batch, Deciding on) {
        Instant until = batch.noticeUntil();
        return until == null || on.now().isBefore(until)
                ? Refusal.of(
                        VoucherReason.NOTICE_RUNNING, "until", until == null ? on.now() : until)
                : null;
    }

    private static @Nullable Refusal samePerson(Redemption batch, Deciding on) {
        return on.actor().id().equals(batch.requestedBy())
                ? Refusal.of(VoucherReason.SAME_PERSON)
                : null;
    }

    /// The notice lasts as many working days as the programme's rule says.
    private Outcome<Move<Redemption>> publish(Redemption batch, Deciding on) {
        Programme programme = on.rows().get(Programme.class, Id.<Programme>of(batch.programme()));
        return funds.rule(on.rows(), programme, on.now())
                .map(rule -> {
                    Instant until =
                            WorkingDays.of(on.rows(), batch.home())
                                    .endAfter(on.now(), rule.value().noticeWorkingDays());
                    return advanced(batch.noticed(on.now(), until), batch, "notice");
                })
                .orElseGet(() -> Outcome.refused(VoucherReason.RULE_MISSING));
    }

    /// Every line that goes on learns of it by a fact of its own.
    private static Outcome<Move<Redemption>> advanced(
            Redemption after, Redemption before, String step) {
        List<Part> facts = new ArrayList<>();
        for (Redemption.Line line : before.lines(Redemption.LineState.PASSED)) {
            facts.add(fact(before, line.claim(), step, null));
        }
        return Outcome.done(Move.to(after).with(facts));
    }

    private static Fact fact(
            Redemption batch,
            String claim,
            String step,
            VoucherForms.@Nullable PaymentResult result) {
        return new Fact(
                claim, Audience.HOME, new LineAdvanced(batch.id().value(), claim, step, result));
    }

    private static Outcome<Move<Redemption>> toBank(Redemption batch) {
        List<Part> facts = new ArrayList<>();
        for (Redemption.Line line : batch.lines(Redemption.LineState.CAPTURED)) {
            facts.add(fact(batch, line.claim(), "request", null));
        }
        Redemption paying = batch.in(RedemptionState.PAYING);
        return Outcome.done(
                Move.to(paying.isPaidOff() ? paying.in(RedemptionState.DONE) : paying).with(facts));
    }

    /// Every line must be understood before any is told: a file is taken whole or not at all. An
    /// answer is about the payment that is under way; one to an earlier attempt is refused.
    private static Outcome<Move<Redemption>> results(Redemption batch, Results form, Deciding on) {
        List<Answer> answers = new ArrayList<>();
        int number = 0;
        for (String line : form.lines().stripTrailing().split("\\R")) {
            number++;
            if (line.isBlank() && !form.lines().isBlank()) {
                continue;
            }
            Answer answer = answer(line);
            if (answer == null || !isUnderWay(batch, answer.number(), on)) {
                return Outcome.refused(
                        Refusal.of(VoucherReason.RESULT_INVALID, "line", number)
                                .with("number", line.length() > 60 ? line.substring(0, 60) : line));
            }
            answers.add(answer);
        }
        List<Part> facts = new ArrayList<>();
        for (Answer answer : answers) {
            for (Redemption.Line line : batch.lines(Redemption.LineState.CAPTURED)) {
                if (isOf(line, answer.number())) {
                    facts.add(fact(batch, line.claim(), "pay", answer.result()));
                }
            }
        }
        return Outcome.done(Move.to(batch).with(facts));
    }

    private static boolean isUnderWay(Redemption batch, String number, Deciding on) {
        return batch.lines(Redemption.LineState.CAPTURED).stream()
                .filter(line -> isOf(line, number))
                .map(line -> on.rows().get(ClaimLine.class, Id.<ClaimLine>of(line.claim())))
                .anyMatch(claim ->
                        claim.state() == ClaimState.REQUESTED
                                && claim.payment() != null
                                && claim.payment().number().equalsIgnoreCase(number));
    }

    /// A payment's number is the claim's number and the attempt.
    private static boolean isOf(Redemption.Line line, String payment) {
        return payment.toUpperCase(java.util.Locale.ROOT)
                .matches(
                        java.util.regex.Pattern.quote(
                                        line.claim().toUpperCase(java.util.Locale.ROOT))
                                + "-\\d+");
    }

    private static @Nullable Answer answer(String line) {
        String[] fields = line.strip().split("\\s*[,;\\t\uFF0C\uFF1B]\\s*", 4);
        if (fields.length < 3 || !fields[1].matches("(?i)OK|RETURNED|成功|退票")) {
            return null;
        }
        try {
            return new Answer(
                    fields[0],
                    new VoucherForms.PaymentResult(
                            fields[1].matches("(?i)OK|成功"),
                            LocalDate.parse(fields[2]),
                            fields.length > 3 && !fields[3].isBlank() ? fields[3] : null));
        } catch (DateTimeParseException wrong) {
            return null;
        }
    }
}

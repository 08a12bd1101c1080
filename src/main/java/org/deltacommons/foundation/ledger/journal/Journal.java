package org.deltacommons.foundation.ledger.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.ledger.AccountKind;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.ledger.LedgerReason;
import org.deltacommons.foundation.ledger.Limit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Opens a treasury's own accounts and posts among them.
@Service
class Journal {

    /// @param treasury the division whose treasury shall keep it
    record Opening(DivisionCode treasury, String code, String name, Limit limited) {}

    /// @param account its id, such as `340500/1002.01`
    record Opened(String account) {}

    record Posted(String id) {}

    /// What became of a posting; the same key and content again are answered as before.
    ///
    /// @param before whether it had been posted already
    record Result(Outcome<Posted> outcome, boolean before) {}

    /// A posting of a batch under its own key.
    record Keyed(String key, Posting posting) {}

    private final Lane lane;
    private final Ids ids;
    private final Audit audit;

    Journal(Lane lane, Ids ids, Audit audit) {
        this.lane = lane;
        this.ids = ids;
        this.audit = audit;
    }

    /// Opening an account again as it is changes nothing.
    Outcome<Opened> open(Actor actor, Opening opening, @Nullable String key) {
        if (!Treasuries.isCode(opening.code())) {
            return Outcome.refused(JournalReason.CODE_INVALID);
        }
        Id<OwnAccount> id = Id.of(opening.treasury() + "/" + opening.code());
        Optional<Refusal> no = Treasuries.refusal(actor, id.value());
        if (no.isPresent()) {
            return refused(actor, "ledger.open-own", no.get());
        }
        Command<Opened> command =
                Command.of(
                                opening.treasury().province(),
                                actor,
                                "ledger.open-own",
                                opening,
                                Opened.class)
                        .keyed(key);
        return lane.submit(
                command,
                rows -> {
                    Optional<OwnAccount> there = rows.find(OwnAccount.class, id);
                    if (there.isPresent()) {
                        boolean same =
                                there.get().name().equals(opening.name())
                                        && there.get().limited() == opening.limited();
                        return same
                                ? Outcome.done(Unit.of(new Opened(id.value())))
                                : Outcome.refused(
                                        Refusal.of(
                                                JournalReason.OPENED_OTHERWISE,
                                                "account",
                                                id.value()));
                    }
                    OwnAccount fresh =
                            new OwnAccount(
                                    id,
                                    rows.home(),
                                    opening.treasury(),
                                    opening.code(),
                                    opening.name(),
                                    opening.limited(),
                                    actor.id(),
                                    rows.now());
                    return Outcome.done(
                            Unit.of(
                                    new Opened(id.value()),
                                    new Put(fresh),
                                    new LedgerPart.OpenAccount(
                                            fresh.account(),
                                            opening.treasury() + "/own",
                                            AccountKind.OWN,
                                            opening.treasury().value(),
                                            opening.limited())));
                });
    }

    /// Posts at once, durably when it returns.
    ///
    /// @param key makes a repetition harmless; without one it would be posted twice
    Result post(Actor actor, Posting posting, String key) {
        Optional<Refusal> no = refusal(actor, posting);
        if (no.isPresent()) {
            return new Result(refused(actor, "ledger.post-own", no.get()), false);
        }
        Id<JournalEntry> id = ids.next("jnl");
        DivisionCode treasury =
                new DivisionCode(
                        Treasuries.treasury(posting.lines().getFirst().debit()).orElseThrow());
        Outcome<Posted> outcome =
                lane.submit(
                        Command.of(
                                        treasury.province(),
                                        actor,
                                        "ledger.post-own",
                                        posting,
                                        Posted.class)
                                .keyed(key),
                        rows -> Outcome.done(unit(id, treasury, posting, actor)));
        return switch (outcome) {
            case Outcome.Done<Posted>(Posted posted) ->
                    new Result(outcome, !posted.id().equals(id.value()));
            case Outcome.Refused<Posted>(Refusal why) ->
                    new Result(Outcome.refused(named(why)), false);
        };
    }

    /// Each for itself, at the same time and so in no particular order: what must follow another
    /// thing is a line of the same posting, or comes with the next batch.
    List<Result> post(Actor actor, List<Keyed> batch) {
        List<Future<Result>> all = new ArrayList<>(batch.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Keyed one : batch) {
                all.add(threads.submit(() -> post(actor, one.posting(), one.key())));
            }
        }
        List<Result> results = new ArrayList<>(batch.size());
        for (Future<Result> one : all) {
            results.add(taken(one));
        }
        return results;
    }

    private static Result taken(Future<Result> one) {
        try {
            return one.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failed) {
            // The whole batch may be sent again: what was posted is answered as before.
            throw new IllegalStateException("a posting failed", failed.getCause());
        }
    }

    private static Unit<Posted> unit(
            Id<JournalEntry> id, DivisionCode treasury, Posting posting, Actor actor) {
        List<Part> parts = new ArrayList<>(posting.lines().size() + 1);
        parts.add(
                new Put(
                        new JournalEntry(
                                id, treasury.province(), treasury, posting.summary(), actor.id())));
        int number = 0;
        for (Posting.Line line : posting.lines()) {
            number++;
            parts.add(
                    new LedgerPart.Post(
                            id.value() + "/" + number,
                            OwnAccount.account(line.debit()),
                            OwnAccount.account(line.credit()),
                            line.amount(),
                            id.value(),
                            null));
        }
        return Unit.of(new Posted(id.value()), parts);
    }

    private static Optional<Refusal> refusal(Actor actor, Posting posting) {
        String treasury = null;
        for (Posting.Line line : posting.lines()) {
            for (String account : List.of(line.debit(), line.credit())) {
                Optional<Refusal> no = Treasuries.refusal(actor, account);
                if (no.isPresent()) {
                    return no;
                }
                String its = Treasuries.treasury(account).orElseThrow();
                if (treasury != null && !treasury.equals(its)) {
                    return Optional.of(
                            Refusal.of(JournalReason.OTHER_TREASURY_FORBIDDEN, "account", account));
                }
                treasury = its;
            }
            if (line.debit().equals(line.credit())) {
                return Optional.of(
                        Refusal.of(JournalReason.SAME_ACCOUNT_INVALID, "account", line.debit()));
            }
        }
        return Optional.empty();
    }

    /// The ledger's refusals name the account as the treasury does.
    private static Refusal named(Refusal why) {
        return (why.is(LedgerReason.LIMIT_EXCEEDED) || why.is(LedgerReason.ACCOUNT_NOT_FOUND))
                        && why.values().get("account") instanceof String account
                ? why.with("account", OwnBooks.id(account))
                : why;
    }

    /// An attempt at what is not theirs is written down.
    private <T> Outcome<T> refused(Actor actor, String operation, Refusal why) {
        if (!actor.isVisitor()) {
            audit.record(AuditLine.refused(actor, operation, why));
        }
        return Outcome.refused(why);
    }
}

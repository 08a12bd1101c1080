package org.deltacommons.commons.vouchers;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.federation.Platforms;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.papers.CheckCodes;
import org.deltacommons.foundation.papers.CheckResult;
import org.deltacommons.foundation.papers.Checkable;
import org.deltacommons.foundation.papers.PdfPaper;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Prints papers and tells whether a printed one is genuine. A first print is kept under its check
/// code by the lane of the record's home; every print is an audit line, made before it leaves.
@Component
public class IssuedPapers implements Checkable {

    /// Makes the papers of some kinds from the present records.
    public interface Drafts {

        /// @param words in the paper's language
        /// @return empty if the records know no such paper
        Optional<Draft> draft(IssuedPaper paper, Words words);
    }

    /// A paper with what the check page may say of it: nothing that does not stand on it.
    ///
    /// @param title a message key
    /// @param entries amounts and days
    /// @param state where its matter stands today
    public record Draft(
            PdfPaper paper,
            String title,
            String number,
            String issuer,
            String holder,
            List<Entry> entries,
            State state) {

        public Draft {
            entries = List.copyOf(entries);
        }
    }

    private record Kept(String code) {}

    private final ObjectProvider<Drafts> drafts;
    private final GroupLane lane;
    private final Platforms platforms;
    private final Records records;
    private final CheckCodes codes;
    private final Audit audit;
    private final Words words;
    private final Clock clock;

    IssuedPapers(
            ObjectProvider<Drafts> drafts,
            GroupLane lane,
            Platforms platforms,
            Records records,
            CheckCodes codes,
            Audit audit,
            Words words,
            Clock clock) {
        this.drafts = drafts;
        this.lane = lane;
        this.platforms = platforms;
        this.records = records;
        this.codes = codes;
        this.audit = audit;
        this.words = words;
        this.clock = clock;
    }

    /// The PDF in the reader's language.
    ///
    /// @param actor may read what the paper is about
    public byte[] print(IssuedPaper.Wanted wanted, Actor actor) {
        if (!platforms.isHere(wanted.home())) {
            // Another node keeps the books that the paper is made of.
            throw platforms.elsewhere(wanted.home());
        }
        IssuedPaper paper = wanted.by(actor.id(), clock.instant(), words.english(), codes);
        Draft draft =
                draft(paper)
                        .orElseThrow(
                                () -> new RefusedException(Refusal.of(WalletReason.NOT_FOUND)));
        keep(paper, actor);
        audit.record(
                AuditLine.of(AuditKind.EXPORT, actor, wanted.subject())
                        .with("paper", paper.kind().name())
                        .with("code", paper.id().value())
                        .at(wanted.home()));
        return draft.paper().checkedAt(codes, paper.id().value()).bytes(clock.instant());
    }

    private void keep(IssuedPaper paper, Actor actor) {
        Command<Kept> command =
                Command.of(
                        paper.home(),
                        actor,
                        "vouchers.print",
                        Map.of("code", paper.id().value()),
                        Kept.class);
        Outcome<Kept> outcome =
                lane.submit(
                        command,
                        rows ->
                                Outcome.done(
                                        Unit.of(
                                                new Kept(paper.id().value()),
                                                rows.find(IssuedPaper.class, paper.id()).isPresent()
                                                        ? List.of()
                                                        : List.of(new Put(paper)))));
        if (outcome instanceof Outcome.Refused<Kept>(Refusal why)) {
            throw new RefusedException(why);
        }
    }

    private Optional<Draft> draft(IssuedPaper paper) {
        Words its = words.in(paper.language());
        return drafts.stream()
                .map(one -> one.draft(paper, its))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public Optional<CheckResult> check(String code) {
        return records.find(IssuedPaper.class, Id.<IssuedPaper>of(code)).flatMap(this::result);
    }

    private Optional<CheckResult> result(IssuedPaper paper) {
        return draft(paper)
                .map(draft ->
                        new CheckResult(
                                draft.title(),
                                draft.number(),
                                draft.issuer(),
                                draft.holder(),
                                draft.entries(),
                                draft.state(),
                                paper.issuedAt(),
                                draft.paper().digest()));
    }

    /// The digest of a paper as it would be printed today.
    String digest(IssuedPaper paper) {
        return draft(paper).orElseThrow().paper().digest();
    }

    /// Every paper printed about these subjects, oldest first.
    public List<IssuedPaper> about(Collection<String> subjects) {
        return records.list(
                IssuedPaper.class,
                "t.subject IN (:subjects)",
                "t.issued_at, t.id",
                Map.of("subjects", subjects),
                200);
    }
}

package org.deltacommons.commons.vouchers;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.federation.FactProofs;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.Platforms;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.papers.CheckCodes;
import org.deltacommons.foundation.papers.CheckProof;
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
import org.jspecify.annotations.Nullable;
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

    private static final String ISSUED = FactKind.Of.kind(PaperIssued.class).value();

    private final ObjectProvider<Drafts> drafts;
    private final GroupLane lane;
    private final Platforms platforms;
    private final Records records;
    private final Feeds feeds;
    private final FactProofs proofs;
    private final CheckCodes codes;
    private final Audit audit;
    private final Words words;
    private final Clock clock;

    IssuedPapers(
            ObjectProvider<Drafts> drafts,
            GroupLane lane,
            Platforms platforms,
            Records records,
            Feeds feeds,
            FactProofs proofs,
            CheckCodes codes,
            Audit audit,
            Words words,
            Clock clock) {
        this.drafts = drafts;
        this.lane = lane;
        this.platforms = platforms;
        this.records = records;
        this.feeds = feeds;
        this.proofs = proofs;
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
        keep(paper.saying(draft.paper().digest()));
        audit.record(
                AuditLine.of(AuditKind.EXPORT, actor, wanted.subject())
                        .with("paper", paper.kind().name())
                        .with("code", paper.id().value())
                        .at(wanted.home()));
        return draft.paper().checkedAt(codes, paper.id().value()).bytes(clock.instant());
    }

    /// Each content that a paper is printed with is told once, before the paper leaves: what the
    /// home issued, it cannot deny or change afterwards.
    private void keep(IssuedPaper paper) {
        Command<Kept> command =
                Command.of(
                        paper.home(),
                        Actor.system(paper.home()),
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
                                                told(
                                                        paper,
                                                        rows.find(IssuedPaper.class, paper.id())
                                                                .orElse(null)))));
        if (outcome instanceof Outcome.Refused<Kept>(Refusal why)) {
            throw new RefusedException(why);
        }
    }

    /// @param before as it was printed before
    private static List<Part> told(IssuedPaper paper, @Nullable IssuedPaper before) {
        String digest = Objects.requireNonNull(paper.digest());
        return before != null && digest.equals(before.digest())
                ? List.of()
                : List.of(
                        new Put(before == null ? paper : before.saying(digest)),
                        new Fact(
                                paper.id().value(),
                                Audience.HOME,
                                new PaperIssued(paper.id().value(), paper.kind(), digest)));
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

    /// What is proven is the fact that told the issue: the code and what the paper said. A paper
    /// that says something else was never issued so.
    @Override
    public Optional<CheckProof> proof(String code, String carried) {
        return records.find(IssuedPaper.class, Id.<IssuedPaper>of(code))
                .map(paper -> proof(paper, carried));
    }

    private CheckProof proof(IssuedPaper paper, String carried) {
        List<RecordedFact> issues =
                feeds.about(paper.id().value()).stream()
                        .filter(fact -> fact.origin() == paper.home())
                        .filter(fact -> fact.kind().equals(ISSUED))
                        .toList();
        if (issues.isEmpty() && paper.digest() == null) {
            return CheckProof.without(CheckProof.Verdict.NOT_TOLD);
        }
        return issues.reversed().stream()
                .filter(fact -> carried.isEmpty() || CheckCodes.matches(carried, digest(fact)))
                .findFirst()
                .map(this::proof)
                .orElseGet(() -> CheckProof.without(CheckProof.Verdict.NOT_PROVEN));
    }

    private CheckProof proof(RecordedFact issue) {
        return proofs.of(issue.origin(), issue.index())
                .map(proof ->
                        new CheckProof(
                                proof.valid()
                                        ? CheckProof.Verdict.PROVEN
                                        : CheckProof.Verdict.NOT_PROVEN,
                                proof.sentences(),
                                proof.receipt()))
                .orElseGet(() -> CheckProof.without(CheckProof.Verdict.NOT_YET));
    }

    private static String digest(RecordedFact issue) {
        return Json.heard(issue.body(), PaperIssued.class).digest();
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

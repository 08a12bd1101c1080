package org.deltacommons.commons.vouchers;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.papers.PdfPaper;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.rulebook.Rule;
import org.deltacommons.foundation.rulebook.RuleText;
import org.deltacommons.foundation.rulebook.RuleTitles;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.RuleVersion;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The grant (发券通知书) and the claim notice (兑付核定通知书), made of what was decided and does not change
/// any more: whatever happens later shows as the state on the check page, and a paper that was
/// altered as another digest.
@Component
class PaperDrafts implements IssuedPapers.Drafts {

    /// A claim is on paper from its public notice on.
    static final Set<ClaimState> ON_PAPER =
            EnumSet.of(
                    ClaimState.IN_NOTICE,
                    ClaimState.OBJECTED,
                    ClaimState.CAPTURED,
                    ClaimState.REQUESTED,
                    ClaimState.PAYMENT_RETURNED,
                    ClaimState.ACCOUNT_CHANGED,
                    ClaimState.PAID);

    private final Records records;
    private final Organisations organisations;
    private final Procedure<Voucher> vouchers;
    private final Procedure<ClaimLine> claims;
    private final RuleTitles titles;
    private final Clock clock;

    PaperDrafts(
            Records records,
            Organisations organisations,
            Procedure<Voucher> vouchers,
            Procedure<ClaimLine> claims,
            RuleTitles titles,
            Clock clock) {
        this.records = records;
        this.organisations = organisations;
        this.vouchers = vouchers;
        this.claims = claims;
        this.titles = titles;
        this.clock = clock;
    }

    @Override
    public Optional<IssuedPapers.Draft> draft(IssuedPaper paper, Words words) {
        return switch (paper.kind()) {
            case GRANT ->
                    records.find(Voucher.class, Id.<Voucher>of(paper.subject()))
                            .filter(voucher -> voucher.amount() != null)
                            .map(voucher -> grant(voucher, words));
            case CLAIM_NOTICE ->
                    records.find(ClaimLine.class, Id.<ClaimLine>of(paper.subject()))
                            .flatMap(claim -> notice(claim, words));
            case STATEMENT, WORKING_PAPER -> Optional.empty();
        };
    }

    private IssuedPapers.Draft grant(Voucher voucher, Words words) {
        String issuer = issuer(voucher.issuer(), words);
        VoucherRule rule = rule(voucher.rule()).orElse(null);
        PdfPaper paper =
                PdfPaper.titled(words, "paper.grant.title")
                        .number(voucher.id())
                        .issuedBy(issuer)
                        .paragraph(
                                new Phrase(
                                        "paper.grant.opening",
                                        Map.of(
                                                "firm",
                                                voucher.firmName(),
                                                "programme",
                                                voucher.programmeName())))
                        .entries(
                                line("voucher.firm", voucher.firmName()),
                                line("voucher.programme", voucher.programmeName()),
                                line("paper.ceiling", voucher.amount()),
                                line("paper.share", share(rule, words)),
                                line("voucher.granted-at", voucher.grantedAt()),
                                line("voucher.expires", end(voucher.expiresAt())),
                                line("voucher.route", voucher.route()),
                                line("paper.rule", named(voucher.rule(), words)),
                                line("paper.rule-source", source(voucher.rule())))
                        .heading("paper.grant.use")
                        .paragraph(new Phrase("paper.grant.use.text", Map.of()))
                        .paragraph(new Phrase("paper.grant.expiry.text", Map.of()))
                        .seals("paper.seal.issuer");
        return new IssuedPapers.Draft(
                paper,
                "paper.grant.title",
                voucher.id().number(),
                issuer,
                voucher.firmName(),
                List.of(
                        Entry.of("voucher.programme", voucher.programmeName()),
                        Entry.of("paper.ceiling", voucher.amount()),
                        Entry.of("voucher.granted-at", voucher.grantedAt()),
                        Entry.of("voucher.expires", end(voucher.expiresAt())),
                        Entry.of("voucher.route", voucher.route())),
                state(vouchers, today(voucher)));
    }

    /// The job that lets vouchers expire runs at its hour; the paper is over at 24:00 all the same.
    private VoucherState today(Voucher voucher) {
        return voucher.state() == VoucherState.GRANTED && !voucher.isUsable(clock.instant())
                ? VoucherState.EXPIRED
                : voucher.state();
    }

    private static State state(Procedure<?> procedure, Enum<?> state) {
        return new State(procedure.state(state).label(), procedure.state(state).tone());
    }

    private Optional<IssuedPapers.Draft> notice(ClaimLine claim, Words words) {
        return claim.batch().isEmpty()
                ? Optional.empty()
                : records.find(Redemption.class, Id.<Redemption>of(claim.batch()))
                        .filter(batch -> batch.noticeFrom() != null)
                        .map(batch -> notice(claim, batch, words));
    }

    private IssuedPapers.Draft notice(ClaimLine claim, Redemption batch, Words words) {
        String issuer = issuer(claim.issuer(), words);
        VoucherRule rule = rule(claim.rule()).orElse(null);
        ServiceClass service = service(claim);
        List<PdfPaper.Entry> lines = new ArrayList<>();
        lines.add(line("claim.order", Id.of(claim.orderId())));
        lines.add(line("voucher.firm", claim.firmName()));
        lines.add(line("order.provider", claim.providerName()));
        lines.add(line("order.service-class", service));
        lines.add(line("claim.base", claim.base()));
        lines.add(line("paper.share", service == null ? null : share(rule, service, words)));
        lines.add(line("paper.pays", claim.pays()));
        lines.add(line("claim.payee", organisations.name(claim.payee(), words.language())));
        lines.add(line("voucher.route", claim.route()));
        lines.add(line("claim.batch", batch.title()));
        lines.add(line("redemption.notice-from", batch.noticeFrom()));
        lines.add(line("redemption.notice-until", end(batch.noticeUntil())));
        lines.add(line("paper.rule", named(claim.rule(), words)));
        lines.add(line("paper.rule-source", source(claim.rule())));
        PdfPaper paper =
                PdfPaper.titled(words, "paper.notice.title")
                        .number(claim.id())
                        .issuedBy(issuer)
                        .paragraph(new Phrase("paper.notice.opening", Map.of()))
                        .entries(lines)
                        .heading("paper.notice.objection")
                        .paragraph(new Phrase("paper.notice.objection.text", Map.of()))
                        .seals("paper.seal.issuer");
        return new IssuedPapers.Draft(
                paper,
                "paper.notice.title",
                claim.id().number(),
                issuer,
                claim.firmName(),
                List.of(
                        Entry.of("claim.base", claim.base()),
                        Entry.of("paper.pays", claim.pays()),
                        Entry.of("claim.batch", batch.title()),
                        Entry.of("redemption.notice-from", batch.noticeFrom()),
                        Entry.of("redemption.notice-until", end(batch.noticeUntil()))),
                state(claims, claim.state()));
    }

    private @Nullable ServiceClass service(ClaimLine claim) {
        return records.find(Order.class, Id.<Order>of(claim.orderId()))
                .map(order -> order.wanted().serviceClass())
                .orElse(null);
    }

    static String issuer(DivisionCode issuer, Words words) {
        return words.say("paper.issuer", "division", issuer);
    }

    static PdfPaper.Entry line(String label, @Nullable Object value) {
        return new PdfPaper.Entry(label, value);
    }

    /// What ends at midnight ends with a day, at 24:00 of it.
    static @Nullable Object end(@Nullable Instant until) {
        if (until == null
                || !until.atZone(Statements.ZONE).toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return until;
        }
        LocalDate last = LocalDate.ofInstant(until.minusNanos(1), Statements.ZONE);
        return Phrase.of("paper.midnight", "day", last);
    }

    private @Nullable Phrase named(@Nullable RuleVersion rule, Words words) {
        return rule == null
                ? null
                : new Phrase(
                        "paper.rule.named",
                        Map.of("topic", titles.of(rule, words), "version", rule.version()));
    }

    private static @Nullable String source(@Nullable RuleVersion rule) {
        return rule == null ? null : rule.source();
    }

    /// The text that the decision used, whatever is in force today.
    Optional<VoucherRule> rule(@Nullable RuleVersion used) {
        return rule(records, used);
    }

    static Optional<VoucherRule> rule(Records records, @Nullable RuleVersion used) {
        return used == null
                ? Optional.empty()
                : text(records, used).map(text -> Json.read(text.value(), VoucherRule.class));
    }

    Optional<RuleText> text(RuleVersion used) {
        return text(records, used);
    }

    private static Optional<RuleText> text(Records records, RuleVersion used) {
        return records.find(Rule.class, Id.<Rule>of(used.topic() + "/" + used.division()))
                .filter(rule -> rule.versions().size() >= used.version())
                .map(rule -> rule.versions().get(used.version() - 1));
    }

    /// One share where all classes have the same, else each.
    static @Nullable String share(@Nullable VoucherRule rule, Words words) {
        if (rule == null) {
            return null;
        }
        if (rule.tiers().isEmpty() && rule.shares().values().stream().distinct().count() > 1) {
            return rule.shares().entrySet().stream()
                    .map(each -> words.show(each.getKey()) + " " + each.getValue())
                    .collect(Collectors.joining(words.say("web.comma")));
        }
        return share(rule, rule.shares().keySet().iterator().next(), words);
    }

    private static @Nullable String share(
            @Nullable VoucherRule rule, ServiceClass service, Words words) {
        if (rule == null) {
            return null;
        }
        Share plain = rule.share(service);
        return rule.tiers().isEmpty()
                ? plain.toString()
                : rule.tiers().stream()
                        .map(tier ->
                                words.say(
                                        "paper.share.tier",
                                        Map.of("from", tier.from(), "share", tier.share())))
                        .collect(Collectors.joining(words.say("web.comma")));
    }
}

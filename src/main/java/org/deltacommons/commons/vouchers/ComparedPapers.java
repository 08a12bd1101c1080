package org.deltacommons.commons.vouchers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Words;
import org.jspecify.annotations.Nullable;

/// Contract, invoice and bank payment of a claim as cells to lay beside each other. A cell is
/// marked where a check found fault with just that field, so that whoever examines it need not look
/// for it.
record ComparedPapers(ClaimLine claim) {

    Cell contractPrice() {
        return cell(claim.contractPrice(), Finding.Kind.CONTRACT_AMOUNT);
    }

    /// As it was checked; null in claims of before it was.
    Cell signedOn() {
        return cell(
                contract(found -> found.values().get("signed")).map(LocalDate::parse).orElse(null),
                Finding.Kind.CONTRACT_DATE);
    }

    Cell contractNumber() {
        return Cell.of(contract(Finding::source).orElse(null));
    }

    private Optional<String> contract(Function<Finding, @Nullable String> part) {
        return claim.finding(Finding.Kind.CONTRACT_DATE)
                .flatMap(found -> Optional.ofNullable(part.apply(found)));
    }

    Cell invoiceTotal() {
        return cell(claim.invoice().total(), Finding.Kind.INVOICE_AMOUNT);
    }

    Cell invoiceNumber() {
        return cell(
                claim.invoice().number(),
                Finding.Kind.INVOICE_NUMBER,
                Finding.Kind.INVOICE_ALLOCATION,
                Finding.Kind.TAX);
    }

    Cell paid() {
        return cell(claim.receipt().paid(), Finding.Kind.OWN_PART);
    }

    Cell payer() {
        return cell(claim.receipt().payer(), Finding.Kind.PAYER);
    }

    Cell provider() {
        return cell(claim.providerName(), Finding.Kind.RELATED, Finding.Kind.PROVIDER_STATE);
    }

    /// All checks in one cell: which found something, which nobody could verify, or that none did.
    Cell checks(Words words) {
        List<String> parts = new ArrayList<>();
        named(Finding.Answer.FOUND)
                .ifPresent(
                        which -> parts.add(words.say("redemption.checks.found", "which", which)));
        boolean found = !parts.isEmpty();
        named(Finding.Answer.NOT_VERIFIED)
                .ifPresent(which -> parts.add(words.say("redemption.checks.open", "which", which)));
        if (parts.isEmpty()) {
            return Cell.marked(
                    words.say("redemption.checks.fine", "count", claim.findings().size()),
                    Mark.MET);
        }
        return Cell.marked(
                String.join(words.say("redemption.checks.between"), parts),
                found ? Mark.NOT_MET : Mark.NOT_VERIFIED);
    }

    private Optional<List<Phrase>> named(Finding.Answer answer) {
        List<Phrase> kinds =
                claim.findings().stream()
                        .filter(one -> one.answer() == answer)
                        .map(one -> Phrase.of("finding." + one.kind()))
                        .toList();
        return Optional.of(kinds).filter(some -> !some.isEmpty());
    }

    private Cell cell(@Nullable Object value, Finding.Kind... kinds) {
        boolean faulty =
                Stream.of(kinds)
                        .flatMap(kind -> claim.finding(kind).stream())
                        .anyMatch(one -> one.answer() == Finding.Answer.FOUND);
        return faulty ? Cell.marked(value, Mark.NOT_MET) : Cell.of(value);
    }
}

package org.deltacommons.commons.vouchers;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.deltacommons.commons.vouchers.IssuedPaper.PaperKind;
import org.deltacommons.commons.vouchers.IssuedPaper.Wanted;
import org.deltacommons.foundation.federation.Platforms;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Refusals;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/// The papers of vouchers as PDF, for whoever may read what they are about; for all others they do
/// not exist. The same addresses under `/api/v1` for machines.
@Controller
class PaperPages {

    private final IssuedPapers papers;
    private final Platforms platforms;
    private final Procedures procedures;
    private final Procedure<Voucher> vouchers;
    private final Procedure<ClaimLine> claims;
    private final Records records;
    private final Ledger ledger;
    private final Refusals refusals;
    private final Clock clock;

    PaperPages(
            IssuedPapers papers,
            Platforms platforms,
            Procedures procedures,
            Procedure<Voucher> vouchers,
            Procedure<ClaimLine> claims,
            Records records,
            Ledger ledger,
            Refusals refusals,
            Clock clock) {
        this.papers = papers;
        this.platforms = platforms;
        this.procedures = procedures;
        this.vouchers = vouchers;
        this.claims = claims;
        this.records = records;
        this.ledger = ledger;
        this.refusals = refusals;
        this.clock = clock;
    }

    @ResponseBody
    @GetMapping(
            path = {"/vouchers/{id}/grant.pdf", "/api/v1/vouchers/{id}/grant.pdf"},
            produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> grant(@PathVariable String id, Actor actor) {
        Voucher voucher = readable(vouchers, id, actor);
        if (voucher.amount() == null) {
            throw new RefusedException(Refusal.of(WalletReason.NOT_ON_PAPER_YET));
        }
        return pdf(
                papers.print(Wanted.of(voucher.home(), PaperKind.GRANT, id), actor), "grant-" + id);
    }

    @ResponseBody
    @GetMapping(
            path = {"/claims/{id}/notice.pdf", "/api/v1/claims/{id}/notice.pdf"},
            produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> notice(@PathVariable String id, Actor actor) {
        ClaimLine claim = readable(claims, id, actor);
        if (!PaperDrafts.ON_PAPER.contains(claim.state())) {
            throw new RefusedException(Refusal.of(WalletReason.NOT_ON_PAPER_YET));
        }
        return pdf(
                papers.print(Wanted.of(claim.home(), PaperKind.CLAIM_NOTICE, id), actor),
                "notice-" + id);
    }

    /// @param from the first day, `2026-01-01`; the year's first if left out
    /// @param until the last day, itself included; today if left out
    @ResponseBody
    @GetMapping(
            path = {"/vouchers/{id}/statement.pdf", "/api/v1/vouchers/{id}/statement.pdf"},
            produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> statement(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            Actor actor) {
        Voucher voucher = readable(vouchers, id, actor);
        if (voucher.amount() == null) {
            throw new RefusedException(Refusal.of(WalletReason.NOT_ON_PAPER_YET));
        }
        return statement(voucher.home(), Chart.voucher(id), from, until, actor);
    }

    /// The programme's budget: what was appropriated, held, spent.
    @ResponseBody
    @GetMapping(
            path = {"/programmes/{id}/statement.pdf", "/api/v1/programmes/{id}/statement.pdf"},
            produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> budget(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            Actor actor) {
        Programme programme = programme(id, actor);
        if (!isOfficial(actor, programme.issuer())) {
            throw denied(actor, "programme.statement", id);
        }
        return statement(programme.home(), Chart.of(programme).budget(), from, until, actor);
    }

    /// What a programme owes to one payee and has paid.
    @ResponseBody
    @GetMapping(
            path = {
                "/programmes/{id}/payees/{payee}/statement.pdf",
                "/api/v1/programmes/{id}/payees/{payee}/statement.pdf"
            },
            produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> payable(
            @PathVariable String id,
            @PathVariable String payee,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            Actor actor) {
        Programme programme = programme(id, actor);
        String account = Chart.of(programme).payable(payee);
        boolean may = mayReadPayee(actor, programme.issuer(), payee);
        if (may && !platforms.isHere(programme.home())) {
            throw platforms.elsewhere(programme.home());
        }
        if (!may || ledger.balances(account).isEmpty()) {
            throw denied(actor, "payee.statement", id + "/" + payee);
        }
        return statement(programme.home(), account, from, until, actor);
    }

    private ResponseEntity<byte[]> statement(
            Province home,
            String account,
            @Nullable String from,
            @Nullable String until,
            Actor actor) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Statements.ZONE);
        LocalDate last = day("until", until).orElse(today);
        LocalDate first = day("from", from).orElse(last.withDayOfYear(1));
        if (first.isAfter(last) || last.isAfter(today)) {
            throw new RefusedException(Refusal.of(WalletReason.PERIOD_INVALID));
        }
        return pdf(
                papers.print(new Wanted(home, PaperKind.STATEMENT, account, first, last), actor),
                "statement-" + account.replace('/', '-'));
    }

    private static Optional<LocalDate> day(String name, @Nullable String text) {
        try {
            return text == null || text.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException _) {
            throw new RefusedException(Refusal.of(WebReason.PARAMETER_INVALID, "name", name));
        }
    }

    private <C extends Case> C readable(Procedure<C> procedure, String id, Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        return procedures
                .readable(procedure, id(id), actor)
                .map(Records.Versioned::row)
                .orElseThrow(() -> new RefusedException(Refusal.of(WalletReason.NOT_FOUND)));
    }

    private Programme programme(String id, Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        return records.find(Programme.class, PaperPages.<Programme>id(id))
                .orElseThrow(() -> denied(actor, "programme.statement", id));
    }

    private RefusedException denied(Actor actor, String operation, String what) {
        refusals.denied(actor, operation, what);
        return new RefusedException(Refusal.of(WalletReason.NOT_FOUND));
    }

    static boolean isOfficial(Actor actor, DivisionCode issuer) {
        return actor.may(Role.COUNTY_OFFICER, issuer.value())
                || actor.may(Role.PROVINCIAL_OFFICER, issuer.value())
                || actor.may(Role.TREASURY_OFFICER, issuer.value())
                || actor.may(Role.AUDITOR, issuer.value());
    }

    /// The officials of the issuer, and the payee.
    static boolean mayReadPayee(Actor actor, DivisionCode issuer, String payee) {
        return isOfficial(actor, issuer) || isOf(actor, payee);
    }

    /// Those who look after the money of the payee, or sign for it.
    private static boolean isOf(Actor actor, String payee) {
        return actor.may(Role.FIRM_FINANCE, payee)
                || actor.may(Role.SIGNATORY, payee)
                || actor.may(Role.PROVIDER_MANAGER, payee);
    }

    static <T> Id<T> id(String typed) {
        if (!typed.matches("[A-Za-z0-9][A-Za-z0-9._:-]{0,79}")) {
            throw new RefusedException(Refusal.of(WalletReason.NOT_FOUND));
        }
        return Id.of(typed);
    }

    static ResponseEntity<byte[]> pdf(byte[] bytes, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Content-Disposition", "inline; filename=\"" + name + ".pdf\"")
                .body(bytes);
    }
}

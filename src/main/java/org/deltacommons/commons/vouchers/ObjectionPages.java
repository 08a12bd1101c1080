package org.deltacommons.commons.vouchers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.rulebook.DoorLimits;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.Offered;
import org.deltacommons.foundation.web.Problems;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;

/// Anybody may object to a line in public notice, without signing in and without a name.
@Controller
class ObjectionPages {

    static final String PATH = "/notices/objection";
    static final String API = "/api/v1/objections";

    private final Records records;
    private final Procedures procedures;
    private final Procedure<ClaimLine> procedure;
    private final DoorLimits limits;
    private final Forms forms;
    private final Words words;

    ObjectionPages(
            Records records,
            Procedures procedures,
            Procedure<ClaimLine> claimProcedure,
            DoorLimits limits,
            Forms forms,
            Words words) {
        this.records = records;
        this.procedures = procedures;
        this.procedure = claimProcedure;
        this.limits = limits;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping(PATH)
    ModelAndView ask(@RequestParam(defaultValue = "") String claim) {
        return page(noticed(claim), forms.describe(VoucherForms.Objection.class), HttpStatus.OK);
    }

    /// What is public of the claim is what the notice shows, and only while it does.
    private ClaimLine noticed(String id) {
        if (!id.matches("clm-[A-Za-z0-9-]{1,60}")) {
            throw new RefusedException(Refusal.of(WalletReason.NOT_FOUND));
        }
        return records.find(ClaimLine.class, Id.<ClaimLine>of(id))
                .filter(claim -> claim.isIn(ClaimState.IN_NOTICE, ClaimState.OBJECTED))
                .orElseThrow(() -> new RefusedException(Refusal.of(WalletReason.NOT_FOUND)));
    }

    private ModelAndView page(ClaimLine claim, FormView form, HttpStatusCode status) {
        return new ModelAndView(
                "form",
                Map.of(
                        "title",
                        "objection.title",
                        "label",
                        "objection.send",
                        "intro",
                        words.say(
                                "objection.intro",
                                Map.of(
                                        "firm", claim.firmName(),
                                        "provider", claim.providerName(),
                                        "pays", claim.pays())),
                        "links",
                        List.of(
                                new LinkView(
                                        "redemption.back",
                                        "/cases/redemption/" + claim.batch(),
                                        null)),
                        "form",
                        form,
                        "url",
                        PATH + "?claim=" + claim.id()),
                status);
    }

    @PostMapping(PATH)
    ModelAndView object(
            @RequestParam(defaultValue = "") String claim,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes next) {
        ClaimLine line = noticed(claim);
        return switch (forms.read(VoucherForms.Objection.class, request)) {
            case Read.Wrong<VoucherForms.Objection> wrong ->
                    page(
                            line,
                            forms.describe(
                                    VoucherForms.Objection.class, Forms.typed(request), wrong),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<VoucherForms.Objection>(var form, String key, var _) ->
                    switch (objected(line, form, key, request.getRemoteAddr())) {
                        case Outcome.Done<Moved> _ -> {
                            next.addFlashAttribute(
                                    Flash.NAME, Flash.done(words.say("objection.sent")));
                            yield new ModelAndView("redirect:/cases/redemption/" + line.batch());
                        }
                        case Outcome.Refused<Moved>(Refusal why) -> {
                            Problems.retry(why, response);
                            yield page(
                                    line,
                                    forms.describe(
                                            VoucherForms.Objection.class,
                                            Forms.typed(request),
                                            why),
                                    Problems.status(why.code()));
                        }
                    };
        };
    }

    /// @param claim the number of a line in public notice
    @PostMapping(API)
    @ResponseBody
    ResponseEntity<Moved> object(
            @RequestParam(defaultValue = "") String claim,
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
            @RequestBody JsonNode body,
            HttpServletRequest request) {
        ClaimLine line = noticed(claim);
        return switch (forms.read(VoucherForms.Objection.class, body, Offered.NOTHING)) {
            case Read.Wrong<VoucherForms.Objection> wrong -> throw RefusedException.because(wrong);
            case Read.Ok<VoucherForms.Objection>(var form, _, _) ->
                    switch (objected(line, form, key, request.getRemoteAddr())) {
                        case Outcome.Done<Moved>(Moved moved) ->
                                ResponseEntity.status(HttpStatus.CREATED).body(moved);
                        case Outcome.Refused<Moved>(Refusal why) -> throw new RefusedException(why);
                    };
        };
    }

    /// Taken by the system for whoever objects: a visitor is no party to the case.
    private Outcome<Moved> objected(
            ClaimLine line, VoucherForms.Objection form, String key, String address) {
        Optional<Refusal> tooMany =
                limits.knock("objection", line.home(), address, VoucherReason.OBJECTIONS_TOO_MANY);
        if (tooMany.isPresent()) {
            return Outcome.refused(tooMany.get());
        }
        return procedures.act(
                procedure,
                line.id(),
                "object-publicly",
                form,
                Actor.system(line.home()),
                -1,
                key.matches("[A-Za-z0-9-]{8,80}") ? key : null);
    }
}

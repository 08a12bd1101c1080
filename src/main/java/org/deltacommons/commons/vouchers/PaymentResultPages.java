package org.deltacommons.commons.vouchers;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.papers.TableFile;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.Problems;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.Upload;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Takes the payment file back with the treasury's results. What it says goes the way of the case's
/// own action, whole or not at all.
@Controller
class PaymentResultPages {

    /// The payment file, filled in.
    record ResultFile(@Input(accept = ".xlsx,.csv", help = true) Upload file) {}

    static final String PATH = "/redemptions/{id}/results";

    private final BatchFiles batches;
    private final Procedures procedures;
    private final Procedure<Redemption> procedure;
    private final Forms forms;
    private final Words words;

    PaymentResultPages(
            BatchFiles batches,
            Procedures procedures,
            Procedure<Redemption> redemptionProcedure,
            Forms forms,
            Words words) {
        this.batches = batches;
        this.procedures = procedures;
        this.procedure = redemptionProcedure;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping(PATH)
    ModelAndView ask(@PathVariable String id, Actor actor) {
        return page(batch(id, actor), forms.describe(ResultFile.class), HttpStatus.OK);
    }

    private Redemption batch(String id, Actor actor) {
        return batches.of(id, actor, ClaimProcedure.TREASURY::includes, "redemption.results");
    }

    private ModelAndView page(Redemption batch, FormView form, HttpStatusCode status) {
        return new ModelAndView(
                "form",
                Map.of(
                        "title",
                        "redemption.results.title",
                        "label",
                        "redemption.results.send",
                        "intro",
                        words.say("redemption.results.intro", "batch", batch.id().number()),
                        "links",
                        List.of(
                                new LinkView(
                                        "redemption.back",
                                        "/cases/redemption/" + batch.id(),
                                        null)),
                        "form",
                        form,
                        "url",
                        PATH.replace("{id}", batch.id().value())),
                status);
    }

    @PostMapping(PATH)
    ModelAndView take(
            @PathVariable String id,
            Actor actor,
            HttpServletRequest request,
            RedirectAttributes next)
            throws IOException {
        Redemption batch = batch(id, actor);
        switch (forms.read(ResultFile.class, request)) {
            case Read.Wrong<ResultFile> wrong -> {
                return page(
                        batch,
                        forms.describe(ResultFile.class, Forms.typed(request), wrong),
                        HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case Read.Ok<ResultFile>(ResultFile form, String key, _) -> {
                return switch (taken(batch, form.file(), actor, key)) {
                    case Outcome.Done<Moved> _ -> {
                        next.addFlashAttribute(
                                Flash.NAME, Flash.done(words.say("redemption.results.taken")));
                        yield new ModelAndView("redirect:/cases/redemption/" + batch.id());
                    }
                    case Outcome.Refused<Moved>(Refusal why) ->
                            page(
                                    batch,
                                    forms.describe(ResultFile.class, Forms.typed(request), why),
                                    Problems.status(why.code()));
                };
            }
        }
    }

    private Outcome<Moved> taken(Redemption batch, Upload file, Actor actor, @Nullable String key)
            throws IOException {
        return new PaymentAnswers(words)
                .read(new TableFile(file.name(), file.bytes()))
                .then(lines ->
                        procedures.act(
                                procedure,
                                batch.id(),
                                "results",
                                new Redemptions.Results(lines),
                                actor,
                                -1,
                                key));
    }
}

package org.deltacommons.foundation.identity.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.web.ActionView;
import org.deltacommons.foundation.web.CaseView;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Offered;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;

/// Shows what can be done on a page and does it.
@Component
class Deeds {

    private static final int KEY_LENGTH_MAX = 120;

    private final Forms forms;
    private final Words words;
    private final Audit audit;

    Deeds(Forms forms, Words words, Audit audit) {
        this.forms = forms;
        this.words = words;
        this.audit = audit;
    }

    /// A form that was wrong, to be shown once more with what was typed.
    record Tried(String deed, FormView form) {}

    /// A page as it is after somebody tried something.
    interface Page {
        CaseView view(List<Section> told, @Nullable Tried tried);
    }

    /// What a machine may do, and the JSON Schema of what it has to say; null if nothing.
    record Possible(String name, String label, @Nullable Object form) {}

    /// What came of it.
    ///
    /// @param shown what is shown once and kept nowhere, such as a new secret
    record Done(String deed, Map<String, String> shown) {}

    List<Possible> possible(List<Deed<?>> deeds) {
        return deeds.stream()
                .map(deed ->
                        new Possible(
                                deed.name(),
                                words.say(deed.label()),
                                deed.asks() ? forms.schema(deed.form(), deed.offered()) : null))
                .toList();
    }

    /// Does for a machine what [#run] does for a page.
    ///
    /// @param key null for one of its own
    Done perform(
            Actor actor,
            List<Deed<?>> deeds,
            String name,
            String path,
            @Nullable String key,
            @Nullable JsonNode body) {
        Deed<?> deed =
                deeds.stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> forbidden(actor, path));
        return perform(deed, key, body);
    }

    private <F extends Record> Done perform(
            Deed<F> deed, @Nullable String key, @Nullable JsonNode body) {
        F form = form(deed.form(), deed.offered(), body);
        Deed.Told told = taken(deed.does().on(form, key(key)));
        return new Done(deed.name(), told.shown());
    }

    /// @throws RefusedException if something is wrong with it
    <F extends Record> F form(Class<F> type, Offered offered, @Nullable JsonNode body) {
        JsonNode said = body == null || body.isNull() ? Json.tree(Map.of()) : body;
        if (!said.isObject()) {
            throw new RefusedException(WebReason.BODY_INVALID);
        }
        return switch (forms.read(type, said, offered)) {
            case Read.Ok<F>(F form, _, _) -> form;
            case Read.Wrong<F> wrong -> throw RefusedException.because(wrong);
        };
    }

    static <T> T taken(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T done) -> done;
            case Outcome.Refused<T>(Refusal why) -> throw new RefusedException(why);
        };
    }

    /// A machine's key, or one of our own if it has none.
    String key(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return forms.newKey();
        }
        if (given.length() > KEY_LENGTH_MAX) {
            throw new RefusedException(ProcedureReason.KEY_INVALID);
        }
        return given;
    }

    ModelAndView show(Page page) {
        return new ModelAndView("case", "view", page.view(List.of(), null));
    }

    List<ActionView> views(List<Deed<?>> deeds, String url, @Nullable Tried tried) {
        return deeds.stream().map(deed -> view(deed, url, tried)).toList();
    }

    private ActionView view(Deed<?> deed, String url, @Nullable Tried tried) {
        FormView form = null;
        if (deed.asks()) {
            form =
                    tried != null && tried.deed().equals(deed.name())
                            ? tried.form()
                            : forms.describe(deed.form());
            for (Map.Entry<String, List<Option>> offer : deed.offers().entrySet()) {
                form = form.offering(offer.getKey(), offer.getValue());
            }
        }
        return new ActionView(
                deed.name(),
                deed.label(),
                deed.primary(),
                deed.dangerous(),
                form,
                url + "/" + deed.name(),
                null,
                forms.newKey(),
                0);
    }

    /// @param back where to go when it is done
    ModelAndView run(
            Actor actor,
            List<Deed<?>> deeds,
            String name,
            String back,
            HttpServletRequest request,
            RedirectAttributes next,
            Page page) {
        Deed<?> deed =
                deeds.stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> forbidden(actor, request.getRequestURI()));
        return run(deed, back, request, next, page);
    }

    RefusedException forbidden(Actor actor, String path) {
        Refusal no = Refusal.of(actor.isVisitor() ? WebReason.SIGN_IN : WebReason.FORBIDDEN);
        audit.record(AuditLine.refused(actor, path, no));
        return new RefusedException(no);
    }

    private <F extends Record> ModelAndView run(
            Deed<F> deed,
            String back,
            HttpServletRequest request,
            RedirectAttributes next,
            Page page) {
        return switch (forms.read(deed.form(), request, deed.offered())) {
            case Read.Wrong<F> wrong ->
                    again(page, deed, forms.describe(deed.form(), typed(request), wrong));
            case Read.Ok<F>(F form, String key, long _) ->
                    switch (deed.does().on(form, key)) {
                        case Outcome.Done<Deed.Told>(Deed.Told told) ->
                                done(deed, told, back, next, page);
                        case Outcome.Refused<Deed.Told>(Refusal why) ->
                                refused(deed, why, back, request, next, page);
                    };
        };
    }

    private ModelAndView done(
            Deed<?> deed, Deed.Told told, String back, RedirectAttributes next, Page page) {
        Section section = told.section();
        if (section != null) {
            // Shown once and kept nowhere, so there is nothing to redirect to.
            return new ModelAndView("case", "view", page.view(List.of(section), null));
        }
        next.addFlashAttribute(Flash.NAME, Flash.done(words.say(deed.label() + ".done")));
        return new ModelAndView("redirect:" + back);
    }

    private ModelAndView refused(
            Deed<?> deed,
            Refusal why,
            String back,
            HttpServletRequest request,
            RedirectAttributes next,
            Page page) {
        if (deed.asks()) {
            return again(page, deed, forms.describe(deed.form(), typed(request), why));
        }
        next.addFlashAttribute(Flash.NAME, Flash.refused(words.explain(why)));
        return new ModelAndView("redirect:" + back);
    }

    private static ModelAndView again(Page page, Deed<?> deed, FormView form) {
        ModelAndView shown =
                new ModelAndView(
                        "case", "view", page.view(List.of(), new Tried(deed.name(), form)));
        shown.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return shown;
    }

    /// What was typed, without what must not be shown again.
    private static Map<String, String[]> typed(HttpServletRequest request) {
        Map<String, String[]> typed = new java.util.HashMap<>(request.getParameterMap());
        typed.keySet()
                .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).contains("password"));
        return typed;
    }
}

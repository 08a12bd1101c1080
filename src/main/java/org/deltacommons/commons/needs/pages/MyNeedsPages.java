package org.deltacommons.commons.needs.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.needs.Need;
import org.deltacommons.commons.needs.NeedAnswer;
import org.deltacommons.commons.needs.NeedsReason;
import org.deltacommons.commons.needs.SavedNeeds.Saved;
import org.deltacommons.commons.needs.saved.Matches;
import org.deltacommons.commons.needs.saved.SavedDesk;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.finding.FindingViews;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.Problems;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/// One's own needs: what one's organisation has posted, what one's providers have answered, and
/// what one waits for.
@Controller
class MyNeedsPages {

    private static final int POSTED_MAX = 100;
    private static final int SIZE = 50;
    private static final int QUERY_MAX = 2_000;

    /// @param when it was posted or given
    record CaseLine(String href, String title, State state, String note, Object when) {}

    /// @param choices in words
    /// @param found how many documents have fitted
    record SavedLine(Saved saved, String choices, long found, String findHref) {}

    record MyNeeds(
            List<LinkView> links,
            boolean posts,
            boolean answers,
            List<CaseLine> posted,
            List<CaseLine> answered,
            List<SavedLine> saved,
            String key) {}

    /// @param query what was chosen besides, as the page of hits writes it
    public record SaveNeed(
            @Input(max = 200, help = true) String sentence,
            @Input(kind = Input.Kind.HIDDEN, max = QUERY_MAX) @Nullable String query) {}

    private final Records records;
    private final Procedure<Need> needs;
    private final Procedure<NeedAnswer> answers;
    private final SavedDesk desk;
    private final Matches matches;
    private final Finding finding;
    private final FindingViews views;
    private final Forms forms;
    private final Words words;

    MyNeedsPages(
            Records records,
            Procedure<Need> needs,
            Procedure<NeedAnswer> answers,
            SavedDesk desk,
            Matches matches,
            Finding finding,
            FindingViews views,
            Forms forms,
            Words words) {
        this.records = records;
        this.needs = needs;
        this.answers = answers;
        this.desk = desk;
        this.matches = matches;
        this.finding = finding;
        this.views = views;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping("/needs/mine")
    ModelAndView mine(Actor actor) {
        signedIn(actor);
        List<LinkView> links = new ArrayList<>();
        boolean posts = actor.has(Role.FIRM_ENGINEER);
        if (posts) {
            links.add(new LinkView("action.need.post", "/open/need/post", "message-plus"));
        }
        links.add(new LinkView("needs.list.title", "/needs", "help-hexagon"));
        MyNeeds page =
                new MyNeeds(
                        links,
                        posts,
                        actor.has(Role.PROVIDER_MANAGER) || actor.has(Role.OPERATOR),
                        posted(actor),
                        answered(actor),
                        desk.of(actor).reversed().stream().map(this::saved).toList(),
                        forms.newKey());
        return new ModelAndView("needs/mine", Map.of("page", page));
    }

    private static void signedIn(Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
    }

    private static List<String> places(Actor actor, Role... roles) {
        return actor.memberships().stream()
                .filter(one -> List.of(roles).contains(one.role()))
                .map(Membership::where)
                .distinct()
                .toList();
    }

    private List<CaseLine> posted(Actor actor) {
        List<String> firms = places(actor, Role.FIRM_ENGINEER, Role.FIRM_FINANCE, Role.SIGNATORY);
        return firms.isEmpty()
                ? List.of()
                : records
                        .list(
                                Need.class,
                                "t.firm IN (:firms)",
                                "t.posted_at DESC, t.id DESC",
                                Map.of("firms", firms),
                                POSTED_MAX)
                        .stream()
                        .map(need ->
                                new CaseLine(
                                        "/cases/need/" + need.id(),
                                        words.written(need.sentence()),
                                        new State(
                                                needs.state(need.state()).label(),
                                                needs.state(need.state()).tone()),
                                        words.say(
                                                "needs.answers.count",
                                                "count",
                                                need.answers().size()),
                                        need.postedAt()))
                        .toList();
    }

    private List<CaseLine> answered(Actor actor) {
        List<String> providers = places(actor, Role.PROVIDER_MANAGER, Role.OPERATOR);
        return providers.isEmpty()
                ? List.of()
                : records
                        .list(
                                NeedAnswer.class,
                                "t.provider IN (:providers)",
                                "t.given_at DESC, t.id DESC",
                                Map.of("providers", providers),
                                POSTED_MAX)
                        .stream()
                        .map(answer ->
                                new CaseLine(
                                        "/cases/need-answer/" + answer.id(),
                                        words.written(answer.sentence()),
                                        new State(
                                                answers.state(answer.state()).label(),
                                                answers.state(answer.state()).tone()),
                                        answer.providerName(),
                                        answer.givenAt()))
                        .toList();
    }

    private SavedLine saved(Saved item) {
        Address address = Questions.address("/finding", item.request());
        return new SavedLine(
                item,
                Questions.choices(item.request(), finding, views, words),
                matches.count(item.id()),
                address.toString());
    }

    // Saving

    /// What will be waited for, before it is saved; a slip that the page of hits has noticed is
    /// corrected, because nothing corrects it later.
    @GetMapping("/needs/saved/new")
    ModelAndView ask(Address address, Actor actor) {
        signedIn(actor);
        FindRequest request = views.request(address, Map.of(), 1);
        String sentence = request.text();
        if (!sentence.isBlank()) {
            for (var slip : finding.find(request, words.english()).instead()) {
                sentence = sentence.replace(slip.typed(), slip.meant());
            }
        }
        String query =
                Questions.query(Questions.address("/finding", request).without(Questions.TEXT));
        return page(
                forms.describe(
                        SaveNeed.class,
                        Map.of(
                                "sentence", new String[] {sentence},
                                "query", new String[] {query}),
                        Map.of()),
                request,
                HttpStatus.OK);
    }

    private ModelAndView page(FormView form, FindRequest request, HttpStatusCode status) {
        String choices = Questions.choices(request, finding, views, words);
        return new ModelAndView(
                "form",
                Map.of(
                        "title",
                        "needs.saved.new",
                        "label",
                        "needs.saved.save",
                        "intro",
                        choices.isEmpty()
                                ? words.say("needs.saved.intro")
                                : words.say("needs.saved.intro.chosen", "choices", choices),
                        "form",
                        form,
                        "url",
                        "/needs/saved"),
                status);
    }

    @PostMapping("/needs/saved")
    ModelAndView save(Actor actor, HttpServletRequest http, RedirectAttributes next) {
        signedIn(actor);
        return switch (forms.read(SaveNeed.class, http)) {
            case Read.Wrong<SaveNeed> wrong ->
                    page(
                            forms.describe(SaveNeed.class, Forms.typed(http), wrong),
                            request("", http.getParameter("query")),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<SaveNeed>(SaveNeed form, String key, _) -> {
                FindRequest request = request(form.sentence(), form.query());
                yield switch (desk.save(actor, request, key)) {
                    case Outcome.Done<SavedDesk.Done>(SavedDesk.Done done) -> {
                        next.addFlashAttribute(
                                Flash.NAME,
                                done.created()
                                        ? Flash.done(words.say("needs.saved.done"))
                                        : Flash.note(words.say("needs.saved.there")));
                        yield new ModelAndView("redirect:/needs/mine");
                    }
                    case Outcome.Refused<SavedDesk.Done>(Refusal why) ->
                            page(
                                    forms.describe(SaveNeed.class, Forms.typed(http), why),
                                    request,
                                    Problems.status(why.code()));
                };
            }
        };
    }

    private FindRequest request(String sentence, @Nullable String query) {
        Address address = Address.of("/finding");
        if (query != null && query.length() <= QUERY_MAX) {
            var parsed = UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
            for (var one : parsed.entrySet()) {
                address =
                        address.with(
                                Questions.decoded(one.getKey()),
                                one.getValue().stream()
                                        .map(Questions::decoded)
                                        .toArray(String[]::new));
            }
        }
        return views.request(address.with(Questions.TEXT, sentence), Map.of(), 1);
    }

    @PostMapping("/needs/saved/{id}/{verb:pause|resume|drop}")
    String change(
            @PathVariable String id,
            @PathVariable String verb,
            @RequestParam(defaultValue = "") String key,
            Actor actor,
            RedirectAttributes next) {
        signedIn(actor);
        // One form's key serves each of its buttons once.
        String own = key.isBlank() ? null : key + "-" + id + "-" + verb;
        Outcome<SavedDesk.Done> outcome =
                verb.equals("drop")
                        ? desk.drop(actor, id, own)
                        : desk.pause(actor, id, verb.equals("pause"), own);
        next.addFlashAttribute(
                Flash.NAME,
                switch (outcome) {
                    case Outcome.Done<SavedDesk.Done> _ ->
                            Flash.done(words.say("needs.saved.done." + verb));
                    case Outcome.Refused<SavedDesk.Done>(Refusal why) ->
                            Flash.refused(words.explain(why));
                });
        return "redirect:/needs/mine";
    }

    /// What fitted.
    @GetMapping("/needs/saved/{id}")
    ModelAndView found(@PathVariable String id, Address address, Actor actor) {
        signedIn(actor);
        Saved saved =
                desk.find(actor, id).orElseThrow(() -> new RefusedException(NeedsReason.NOT_FOUND));
        ListView list =
                ListView.at(address, "needs.saved.found")
                        .intro(words.say("needs.saved.found.intro", "sentence", saved.sentence()))
                        .columns(
                                ListColumn.of("needs.match.title"),
                                ListColumn.of("needs.home"),
                                ListColumn.of("needs.match.at"))
                        .page(page(matches, id, address, address.size(SIZE)).map(this::row))
                        .link(
                                "needs.saved.find",
                                Questions.address("/finding", saved.request()).toString(),
                                "search")
                        .link("menu.needs.mine", "/needs/mine", "bookmark")
                        .empty("needs.saved.found.empty")
                        .build();
        return new ModelAndView("list", Map.of("view", list));
    }

    static Paged<Matches.Match> page(Matches matches, String saved, Address address, int size) {
        long before =
                Cursor.decode(address.first(Address.AFTER).orElse(null))
                        .map(cursor -> Times.number(cursor.id()))
                        .orElse(Long.MAX_VALUE);
        return Paged.of(
                matches.of(saved, before, size + 1),
                size,
                matches.count(saved),
                one -> new Cursor("match", Long.toString(one.number())));
    }

    private RowView row(Matches.Match match) {
        return RowView.of(
                        Long.toString(match.number()),
                        match.url(),
                        match.title(words.english()),
                        Cell.of(match.home()),
                        Cell.of(match.at()))
                .fixed();
    }
}

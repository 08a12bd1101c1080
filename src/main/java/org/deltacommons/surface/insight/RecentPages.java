package org.deltacommons.surface.insight;

import java.util.List;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/// A person's own latest sentences: seen, cleared and switched off by them alone.
@Controller
class RecentPages {

    private static final String PAGE = "/finding/recent";
    private static final String API = "/api/v1/finding/recent";

    /// @param kept whether new ones are kept
    record RecentPage(String intro, Section sentences, boolean kept, boolean empty) {}

    record RecentAnswer(boolean kept, List<RecentSearches.Recent> items) {}

    private final RecentSearches recent;
    private final SearchRules rules;
    private final Words words;

    RecentPages(RecentSearches recent, SearchRules rules, Words words) {
        this.recent = recent;
        this.rules = rules;
        this.words = words;
    }

    private void permitted(Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        if (!recent.keeps(actor)) {
            throw new RefusedException(WebReason.NOT_FOUND);
        }
    }

    @GetMapping(PAGE)
    String page(Actor actor, Model model) {
        permitted(actor);
        List<RecentSearches.Recent> own = recent.recent(actor);
        long days = rules.recentDays(actor.home()).map(SearchRules.Limit::value).orElse(0L);
        List<List<Cell>> rows =
                own.stream()
                        .map(one ->
                                List.of(
                                        Cell.link(one.sentence(), href(one.sentence())),
                                        Cell.of(one.at())))
                        .toList();
        model.addAttribute(
                "page",
                new RecentPage(
                        words.say("insight.recent.intro", "days", days),
                        Section.of(
                                "insight.recent",
                                new Table(
                                        List.of(
                                                Column.of("insight.sentence"),
                                                Column.of("insight.at")),
                                        rows,
                                        "insight.recent.empty")),
                        recent.isOn(actor),
                        own.isEmpty()));
        return "insight/recent";
    }

    private static String href(String sentence) {
        return UriComponentsBuilder.fromPath("/finding")
                .queryParam("q", "{q}")
                .encode()
                .buildAndExpand(sentence)
                .toUriString();
    }

    @PostMapping(PAGE + "/clear")
    String clear(Actor actor, RedirectAttributes next) {
        permitted(actor);
        recent.clear(actor);
        next.addFlashAttribute(Flash.NAME, Flash.done(words.say("insight.recent.cleared")));
        return "redirect:" + PAGE;
    }

    @PostMapping(PAGE + "/keep")
    String keep(@RequestParam("on") boolean on, Actor actor, RedirectAttributes next) {
        permitted(actor);
        recent.turn(actor, on);
        next.addFlashAttribute(
                Flash.NAME, Flash.done(words.say(on ? "insight.recent.on" : "insight.recent.off")));
        return "redirect:" + PAGE;
    }

    @GetMapping(API)
    @ResponseBody
    RecentAnswer items(Actor actor) {
        permitted(actor);
        return new RecentAnswer(recent.isOn(actor), recent.recent(actor));
    }

    @DeleteMapping(API)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ResponseBody
    void delete(Actor actor) {
        permitted(actor);
        recent.clear(actor);
    }

    @PutMapping(API + "/kept")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ResponseBody
    void put(@RequestParam("on") boolean on, Actor actor) {
        permitted(actor);
        recent.turn(actor, on);
    }
}

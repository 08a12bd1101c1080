package org.deltacommons.commons.needs.pages;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.needs.NeedAnswer;
import org.deltacommons.commons.needs.Posting;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.SectionsPage;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/// What providers are asked for: the list of open needs, and each.
@Controller
class NeedPages {

    private static final int SIZE = 50;

    private final Board board;
    private final Records records;
    private final Words words;
    private final Clock clock;

    NeedPages(Board board, Records records, Words words, Clock clock) {
        this.board = board;
        this.records = records;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/needs")
    ModelAndView list(Address address, Actor actor) {
        ListView.Builder list =
                ListView.at(address, "needs.list.title")
                        .intro(
                                words.say(
                                        Posting.isForProviders(actor)
                                                ? "needs.list.intro.provider"
                                                : "needs.list.intro"))
                        .filters(Filter.select(Board.PROVINCE, "needs.home", provinces()))
                        .columns(
                                ListColumn.of("needs.sentence"),
                                ListColumn.of("needs.home"),
                                ListColumn.of("needs.firm"),
                                ListColumn.of("needs.city"),
                                ListColumn.amount("needs.budget"),
                                ListColumn.of("needs.wanted-by"),
                                ListColumn.of("needs.answers-until"))
                        .page(board.open(address, actor, address.size(SIZE)).map(this::row))
                        .empty("needs.list.empty");
        if (!actor.isVisitor()) {
            list.link("menu.needs.mine", "/needs/mine", "bookmark");
        }
        return new ModelAndView("list", Map.of("view", list.build()));
    }

    private List<Option> provinces() {
        return Arrays.stream(Province.values())
                .map(home -> new Option(home.code(), words.show(home)))
                .toList();
    }

    private RowView row(Posting need) {
        return RowView.of(
                        need.id().value(),
                        "/needs/" + need.id(),
                        words.written(need.sentence()),
                        Cell.of(need.home()),
                        firm(need),
                        Cell.of(need.city()),
                        Cell.of(need.budget()),
                        Cell.of(need.wantedBy()),
                        until(need))
                .fixed();
    }

    /// The last day, as people count it.
    private Cell until(Posting need) {
        Instant until = need.answersUntil();
        return until == null ? Cell.of(null) : Cell.of(words.deadline(null, until)).filedAs(until);
    }

    private String firm(Posting need) {
        return need.firmName() == null ? words.say("needs.firm.unnamed") : need.firmName();
    }

    @GetMapping("/needs/{id}")
    ModelAndView one(@PathVariable String id, Actor actor) {
        Posting need = board.posting(id, actor);
        boolean over = need.isOverAt(clock.instant());
        List<LinkView> links = new ArrayList<>();
        if (board.isOwn(need, actor)) {
            links.add(new LinkView("needs.case", "/cases/need/" + need.id(), "folder"));
        }
        if (!over && actor.has(Role.PROVIDER_MANAGER)) {
            links.add(
                    new LinkView(
                            "action.need-answer.give",
                            Address.of("/open/need-answer/give").with("need", id).toString(),
                            "message-reply"));
        }
        SectionsPage page =
                new SectionsPage(
                        words.written(need.sentence()),
                        words.say(over ? "needs.posting.over" : "needs.posting.open"),
                        links,
                        sections(need, actor));
        return new ModelAndView("sections", Map.of("page", page));
    }

    private List<Section> sections(Posting need, Actor actor) {
        List<Section> sections = new ArrayList<>();
        sections.add(
                Section.of(
                        "needs.section.need",
                        Entry.of("needs.detail", need.detail().isBlank() ? null : need.detail()),
                        Entry.of("needs.home", need.home()),
                        Entry.of("needs.firm", firm(need)),
                        Entry.of("needs.budget", need.budget()),
                        Entry.of("needs.wanted-by", need.wantedBy()),
                        Entry.of("needs.city", need.city()),
                        Entry.of("needs.answers-until", until(need).value())));
        List<Entry> answers =
                answers(need, actor).stream()
                        .map(one ->
                                Entry.link(
                                        "needs.answer.own",
                                        words.show(one.state()),
                                        "/cases/need-answer/" + one.id()))
                        .toList();
        if (!answers.isEmpty()) {
            sections.add(Section.of("needs.section.own", answers));
        }
        return sections;
    }

    /// What the reader's own providers answered.
    private List<NeedAnswer> answers(Posting need, Actor actor) {
        List<String> providers =
                actor.memberships().stream()
                        .filter(one ->
                                one.role() == Role.PROVIDER_MANAGER || one.role() == Role.OPERATOR)
                        .map(Membership::where)
                        .distinct()
                        .toList();
        return providers.isEmpty()
                ? List.of()
                : records.list(
                        NeedAnswer.class,
                        "t.need = :need AND t.provider IN (:providers)",
                        "t.given_at DESC, t.id DESC",
                        Map.of("need", need.id().value(), "providers", providers),
                        SIZE);
    }
}

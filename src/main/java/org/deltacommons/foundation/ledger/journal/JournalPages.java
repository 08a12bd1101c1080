package org.deltacommons.foundation.ledger.journal;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Offered;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Problems;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/// A treasury's own accounts for its officers and its auditors: the accounts with their balances,
/// each one's entries, and for the officers the forms that open and post.
@Controller
class JournalPages {

    static final String PATH = "/ledger/own";
    private static final int PAGE_SIZE = 50;
    private static final int CHOICES_MAX = 500;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /// One line; what has more of them comes from a machine.
    record EntryForm(
            String debit,
            String credit,
            @Input(kind = Input.Kind.MONEY) Money amount,
            String summary) {

        Posting posting() {
            return new Posting(summary, List.of(new Posting.Line(debit, credit, amount)));
        }
    }

    private final Journal journal;
    private final OwnBooks books;
    private final Forms forms;
    private final Words words;

    JournalPages(Journal journal, OwnBooks books, Forms forms, Words words) {
        this.journal = journal;
        this.books = books;
        this.forms = forms;
        this.words = words;
    }

    @Bean
    static MenuEntry ownAccountsMenu() {
        return new MenuEntry("menu.own-accounts", PATH, "notebook", 47, Treasuries::seesAny)
                .in("menu.books");
    }

    /// A balance as bookkeepers say it: its side and its amount.
    static Phrase balance(Money posted) {
        if (posted.isZero()) {
            return Phrase.of("ledger.own.even");
        }
        return posted.isNegative()
                ? Phrase.of("ledger.own.debit", "amount", posted.negated())
                : Phrase.of("ledger.own.credit", "amount", posted);
    }

    @GetMapping(PATH)
    ModelAndView accounts(Actor actor, Address address) {
        List<DivisionCode> seen = books.treasuries(actor);
        List<DivisionCode> wanted =
                seen.stream()
                        .filter(one ->
                                address.first("treasury").stream().allMatch(one.value()::equals))
                        .toList();
        ListView.Builder list =
                ListView.at(address, "ledger.own.title")
                        .intro(words.say("ledger.own.intro"))
                        .filters(Filter.select("treasury", "ledger.own.treasury", options(seen)))
                        .columns(
                                ListColumn.of("ledger.own.account"),
                                ListColumn.of("ledger.own.name"),
                                ListColumn.of("ledger.own.treasury"),
                                ListColumn.of("ledger.own.limited"),
                                ListColumn.amount("ledger.own.debits"),
                                ListColumn.amount("ledger.own.credits"),
                                ListColumn.amount("ledger.own.balance"))
                        .page(
                                books.accounts(
                                                actor,
                                                wanted,
                                                address.first(Address.AFTER).orElse(""),
                                                address.size(PAGE_SIZE))
                                        .map(JournalPages::row))
                        .empty("ledger.own.none");
        if (!Treasuries.kept(actor).isEmpty()) {
            list.link("ledger.own.post", PATH + "/post", "pencil-plus")
                    .link("ledger.own.open", PATH + "/new", "plus");
        }
        return new ModelAndView("list", "view", list.build());
    }

    private List<Option> options(List<DivisionCode> treasuries) {
        return treasuries.stream().map(each -> new Option(each.value(), words.show(each))).toList();
    }

    private static RowView row(OwnBooks.Standing standing) {
        OwnAccount account = standing.account();
        Balances sums = standing.sums();
        return RowView.of(
                        account.id().value(),
                        PATH + "/" + account.id(),
                        account.id().value(),
                        account.name(),
                        account.treasury(),
                        account.limited(),
                        sums.debitsPosted(),
                        sums.creditsPosted(),
                        balance(sums.posted()))
                .fixed();
    }

    @GetMapping(PATH + "/{treasury}/{code}")
    ModelAndView account(
            @PathVariable String treasury,
            @PathVariable String code,
            Actor actor,
            Address address) {
        OwnBooks.Standing standing = books.account(actor, treasury, code);
        OwnAccount account = standing.account();
        ListView view =
                ListView.at(address, "ledger.own.entries")
                        .intro(intro(standing, address.first("day")))
                        .filters(Filter.date("day", "ledger.own.day"))
                        .columns(
                                ListColumn.of("ledger.own.at"),
                                ListColumn.of("ledger.own.summary"),
                                ListColumn.of("ledger.own.counter"),
                                ListColumn.amount("ledger.own.debit-amount"),
                                ListColumn.amount("ledger.own.credit-amount"),
                                ListColumn.amount("ledger.own.balance"),
                                ListColumn.of("ledger.own.entry"))
                        .page(
                                books.lines(
                                                standing,
                                                address.first(Address.AFTER).orElse(""),
                                                false,
                                                address.size(PAGE_SIZE))
                                        .map(line -> row(account, line)))
                        .link("ledger.own.title", PATH, "arrow-left")
                        .empty("ledger.own.no-entries")
                        .build();
        return new ModelAndView("list", "view", view);
    }

    private String intro(OwnBooks.Standing standing, Optional<String> day) {
        OwnAccount account = standing.account();
        Map<String, Object> values = new HashMap<>();
        values.put("account", account.id().value());
        values.put("name", account.name());
        values.put("limited", account.limited());
        values.put("balance", balance(standing.sums().posted()));
        if (day.isEmpty()) {
            return words.say("ledger.own.now", values);
        }
        LocalDate asked = day(day.get());
        Instant end = asked.plusDays(1).atStartOfDay(SHANGHAI).toInstant();
        values.put("day", asked);
        values.put("then", balance(books.balance(account, end)));
        return words.say("ledger.own.then", values);
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeParseException _) {
            throw new RefusedException(Refusal.of(WebReason.PARAMETER_INVALID, "name", "day"));
        }
    }

    private static RowView row(OwnAccount account, OwnBooks.Line one) {
        Ledger.Entry line = one.line();
        return RowView.of(
                        account.id() + "/" + line.sequence(),
                        null,
                        line.at(),
                        one.entry().summary(),
                        OwnBooks.id(line.counter()),
                        line.debit() ? line.amount() : null,
                        line.debit() ? null : line.amount(),
                        balance(line.postedAfter()),
                        one.entry().id().value())
                .fixed();
    }

    private static List<DivisionCode> kept(Actor actor) {
        List<DivisionCode> mine = Treasuries.kept(actor);
        if (mine.isEmpty()) {
            throw new RefusedException(JournalReason.JOURNAL_FORBIDDEN);
        }
        return mine;
    }

    private Offered treasuries(Actor actor) {
        return new Offered(Map.of("treasury", options(kept(actor))), List.of());
    }

    private Offered accounts(Actor actor) {
        List<Option> all = new ArrayList<>();
        for (OwnBooks.Standing each : books.accounts(actor, kept(actor), "", CHOICES_MAX).items()) {
            OwnAccount account = each.account();
            all.add(new Option(account.id().value(), account.id() + " " + account.name()));
        }
        return new Offered(Map.of("debit", all, "credit", all), List.of());
    }

    private static ModelAndView form(
            String title, String label, String url, FormView form, HttpStatus status) {
        return new ModelAndView(
                "form",
                Map.of("title", title, "label", label, "intro", "", "url", url, "form", form),
                status);
    }

    private ModelAndView openForm(FormView form, HttpStatus status) {
        return form("ledger.own.open", "ledger.own.open", PATH + "/new", form, status);
    }

    private ModelAndView postForm(FormView form, HttpStatus status) {
        return form("ledger.own.post", "ledger.own.post.do", PATH + "/post", form, status);
    }

    private FormView typed(
            Class<? extends Record> type,
            HttpServletRequest request,
            Map<String, String> errors,
            Offered offered) {
        return forms.describe(type, request.getParameterMap(), errors, offered);
    }

    @GetMapping(PATH + "/new")
    ModelAndView fresh(Actor actor) {
        return openForm(
                forms.describe(OpenAccountForm.class, Map.of(), Map.of(), treasuries(actor)),
                HttpStatus.OK);
    }

    @PostMapping(PATH + "/new")
    ModelAndView open(Actor actor, HttpServletRequest request) {
        Offered offered = treasuries(actor);
        return switch (forms.read(OpenAccountForm.class, request, offered)) {
            case Read.Wrong<OpenAccountForm> wrong ->
                    openForm(
                            typed(OpenAccountForm.class, request, forms.sentences(wrong), offered),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<OpenAccountForm>(OpenAccountForm form, String key, long _) ->
                    switch (journal.open(actor, form.opening(), known(key))) {
                        case Outcome.Done<Journal.Opened>(Journal.Opened opened) ->
                                new ModelAndView("redirect:" + PATH + "/" + opened.account());
                        case Outcome.Refused<Journal.Opened>(Refusal why) ->
                                openForm(
                                        typed(OpenAccountForm.class, request, above(why), offered),
                                        Problems.status(why.code()));
                    };
        };
    }

    private static @Nullable String known(String key) {
        return key.isEmpty() ? null : key;
    }

    private Map<String, String> above(Refusal why) {
        return Map.of("", words.explain(why).line());
    }

    @GetMapping(PATH + "/post")
    ModelAndView entry(Actor actor) {
        return postForm(
                forms.describe(EntryForm.class, Map.of(), Map.of(), accounts(actor)),
                HttpStatus.OK);
    }

    @PostMapping(PATH + "/post")
    ModelAndView post(Actor actor, HttpServletRequest request) {
        Offered offered = accounts(actor);
        return switch (forms.read(EntryForm.class, request, offered)) {
            case Read.Wrong<EntryForm> wrong ->
                    postForm(
                            typed(EntryForm.class, request, forms.sentences(wrong), offered),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<EntryForm>(EntryForm form, String key, long _) ->
                    posted(actor, form, key, request, offered);
        };
    }

    private ModelAndView posted(
            Actor actor, EntryForm form, String key, HttpServletRequest request, Offered offered) {
        Outcome<Journal.Posted> outcome =
                form.amount().isPositive()
                        ? journal.post(actor, form.posting(), key.isEmpty() ? forms.newKey() : key)
                                .outcome()
                        : Outcome.refused(JournalReason.AMOUNT_INVALID);
        return switch (outcome) {
            case Outcome.Done<Journal.Posted> _ ->
                    new ModelAndView("redirect:" + PATH + "/" + form.debit());
            case Outcome.Refused<Journal.Posted>(Refusal why) ->
                    postForm(
                            typed(EntryForm.class, request, above(why), offered),
                            Problems.status(why.code()));
        };
    }
}

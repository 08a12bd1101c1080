package org.deltacommons.surface.notices;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.BulkAction;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The reader's inbox, and what of it comes by mail.
@Controller
class InboxPages {

    private static final int PAGE = 30;
    private static final int IDS_MAX = 200;

    private final Inbox inbox;
    private final Preferences preferences;
    private final Forms forms;
    private final Words words;

    InboxPages(Inbox inbox, Preferences preferences, Forms forms, Words words) {
        this.inbox = inbox;
        this.preferences = preferences;
        this.forms = forms;
        this.words = words;
    }

    /// What comes by mail and through gateways.
    record NoticePreferences(
            @Input(kind = Input.Kind.CHECKBOXES, help = true) @Nullable Set<NoticeKind> sent) {}

    /// An entry for machines.
    record InboxItem(
            long id,
            NoticeKind kind,
            String text,
            String href,
            @Nullable Instant due,
            Instant at,
            @Nullable Instant readAt) {}

    @GetMapping("/inbox")
    ModelAndView list(Address address, Actor actor) {
        signedIn(actor);
        Paged<RowView> page = page(address, actor).map(this::row);
        ListView view =
                ListView.at(address, "inbox.title")
                        .filters(
                                Filter.toggle("unread", "inbox.unread.only"),
                                Filter.select("kind", "inbox.kind", kinds()))
                        .columns(
                                ListColumn.of("inbox.notice"),
                                ListColumn.of("inbox.state"),
                                ListColumn.of("inbox.kind"),
                                ListColumn.of("inbox.due"),
                                ListColumn.of("inbox.at"))
                        .page(page)
                        .bulk(
                                forms.newKey(),
                                List.of(
                                        new BulkAction(
                                                "read", "inbox.read", "/inbox/read", true, false)))
                        .link("inbox.preferences", "/inbox/preferences", "mail-cog")
                        .empty("inbox.empty")
                        .build();
        return new ModelAndView("list", "view", view);
    }

    @GetMapping("/api/v1/inbox")
    @ResponseBody
    Paged<InboxItem> items(Address address, Actor actor) {
        signedIn(actor);
        return page(address, actor)
                .map(entry ->
                        new InboxItem(
                                entry.id(),
                                entry.kind(),
                                entry.say(words),
                                entry.href(),
                                entry.due(),
                                entry.at(),
                                entry.readAt()));
    }

    private Paged<Inbox.Entry> page(Address address, Actor actor) {
        boolean unread = address.has("unread");
        NoticeKind kind = address.first("kind").flatMap(InboxPages::kind).orElse(null);
        long before =
                Cursor.decode(address.first(Address.AFTER).orElse(null))
                        .map(cursor -> number(cursor.id()))
                        .orElse(Long.MAX_VALUE);
        return Paged.of(
                inbox.list(actor.id(), unread, kind, before, address.size(PAGE) + 1),
                address.size(PAGE),
                inbox.count(actor.id(), unread, kind),
                entry -> new Cursor("", Long.toString(entry.id())));
    }

    private static Optional<NoticeKind> kind(String name) {
        return Stream.of(NoticeKind.values()).filter(kind -> kind.name().equals(name)).findFirst();
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new RefusedException(WebReason.CURSOR_INVALID);
        }
        return Long.parseLong(text);
    }

    private List<Option> kinds() {
        return Stream.of(NoticeKind.values())
                .map(kind -> new Option(kind.name(), words.show(kind)))
                .toList();
    }

    private RowView row(Inbox.Entry entry) {
        State state =
                entry.isUnread()
                        ? new State("inbox.unread", StateTone.ACTIVE)
                        : new State("inbox.seen", StateTone.OVER);
        RowView row =
                RowView.of(
                        Long.toString(entry.id()),
                        "/inbox/" + entry.id(),
                        entry.say(words),
                        state,
                        entry.kind(),
                        Cell.of(entry.due()),
                        entry.at());
        return entry.isUnread() ? row : row.fixed();
    }

    /// Goes to what the entry is about; whoever goes there has read it.
    @GetMapping("/inbox/{id:\\d{1,18}}")
    String open(@PathVariable long id, Actor actor) {
        signedIn(actor);
        Inbox.Entry entry = own(id, actor);
        inbox.read(actor.id(), List.of(id));
        return "redirect:" + entry.href();
    }

    @PostMapping("/inbox/read")
    String read(
            @RequestParam(name = "id", defaultValue = "") List<Long> ids,
            Actor actor,
            RedirectAttributes next) {
        signedIn(actor);
        if (ids.size() > IDS_MAX) {
            throw new RefusedException(WebReason.BODY_INVALID);
        }
        int count = inbox.read(actor.id(), ids);
        next.addFlashAttribute(
                Flash.NAME, Flash.done(words.say("inbox.read.done", "count", count)));
        return "redirect:/inbox";
    }

    @PostMapping("/api/v1/inbox/{id:\\d{1,18}}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable long id, Actor actor) {
        signedIn(actor);
        own(id, actor);
        inbox.read(actor.id(), List.of(id));
    }

    @GetMapping("/inbox/preferences")
    ModelAndView preferences(Actor actor) {
        signedIn(actor);
        Set<NoticeKind> wanted = EnumSet.allOf(NoticeKind.class);
        wanted.removeAll(preferences.muted(actor.id()));
        return form(forms.describe(new NoticePreferences(wanted)), HttpStatus.OK);
    }

    @PostMapping("/inbox/preferences")
    ModelAndView prefer(HttpServletRequest request, Actor actor, RedirectAttributes next) {
        signedIn(actor);
        return switch (forms.read(NoticePreferences.class, request)) {
            case Read.Wrong<NoticePreferences> wrong ->
                    form(
                            forms.describe(NoticePreferences.class, Forms.typed(request), wrong),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<NoticePreferences>(NoticePreferences chosen, _, _) -> {
                Set<NoticeKind> sent = chosen.sent();
                preferences.wants(actor.id(), sent == null ? Set.of() : sent);
                next.addFlashAttribute(Flash.NAME, Flash.done(words.say("inbox.preferences.done")));
                yield new ModelAndView("redirect:/inbox");
            }
        };
    }

    private ModelAndView form(Object form, HttpStatus status) {
        return new ModelAndView(
                "form",
                Map.of(
                        "title", "inbox.preferences",
                        "label", "inbox.preferences.save",
                        "intro", words.say("inbox.preferences.intro"),
                        "form", form,
                        "url", "/inbox/preferences"),
                status);
    }

    private Inbox.Entry own(long id, Actor actor) {
        return inbox.find(id)
                .filter(entry -> entry.recipient().equals(actor.id()))
                .orElseThrow(() -> new RefusedException(NoticeReason.NOTICE_NOT_FOUND));
    }

    private static void signedIn(Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
    }
}

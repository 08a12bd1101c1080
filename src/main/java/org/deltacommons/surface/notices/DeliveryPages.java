package org.deltacommons.surface.notices;

import java.util.List;
import java.util.stream.Stream;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.BulkAction;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The log of what went out, for those who keep the system running: who is told what is not in it,
/// only how it fared.
@Controller
class DeliveryPages {

    private static final int PAGE = 50;

    private final Outbox outbox;
    private final Audit audit;
    private final Forms forms;
    private final Words words;

    DeliveryPages(Outbox outbox, Audit audit, Forms forms, Words words) {
        this.outbox = outbox;
        this.audit = audit;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping("/notices/deliveries")
    ModelAndView list(Address address, Actor actor) {
        permitted(actor);
        Outbox.State state =
                Stream.of(Outbox.State.values())
                        .filter(one -> address.first("state").stream().anyMatch(one.name()::equals))
                        .findFirst()
                        .orElse(null);
        Paged<RowView> page = page(address, state).map(DeliveryPages::row);
        ListView view =
                ListView.at(address, "deliveries.title")
                        .intro(words.say("deliveries.intro"))
                        .filters(Filter.select("state", "deliveries.state", states()))
                        .columns(
                                ListColumn.of("deliveries.number"),
                                ListColumn.of("deliveries.channel"),
                                ListColumn.of("deliveries.state"),
                                ListColumn.amount("deliveries.tries"),
                                ListColumn.of("deliveries.next"),
                                ListColumn.of("deliveries.last"))
                        .page(page)
                        .bulk(
                                forms.newKey(),
                                List.of(
                                        new BulkAction(
                                                "replay",
                                                "deliveries.replay",
                                                "/notices/deliveries/replay",
                                                true,
                                                false)))
                        .empty("deliveries.empty")
                        .build();
        return new ModelAndView("list", "view", view);
    }

    private Paged<Outbox.Delivery> page(Address address, Outbox.@Nullable State state) {
        long before =
                Cursor.decode(address.first(Address.AFTER).orElse(null))
                        .map(Cursor::id)
                        .filter(id -> id.matches("\\d{1,18}"))
                        .map(Long::parseLong)
                        .orElse(Long.MAX_VALUE);
        return Paged.of(
                outbox.list(state, before, address.size(PAGE) + 1),
                address.size(PAGE),
                outbox.count(state),
                one -> new Cursor("", Long.toString(one.id())));
    }

    private List<Option> states() {
        return Stream.of(Outbox.State.values())
                .map(state -> new Option(state.name(), words.say(label(state))))
                .toList();
    }

    private static String label(Outbox.State state) {
        return "deliveries.state." + state.name();
    }

    private static RowView row(Outbox.Delivery one) {
        StateTone tone =
                switch (one.state()) {
                    case WAITING -> one.tries() > 1 ? StateTone.WARN : StateTone.WAITING;
                    case SENT -> StateTone.GOOD;
                    case GIVEN_UP -> StateTone.BAD;
                    case SKIPPED -> StateTone.OVER;
                };
        boolean waiting = one.state() == Outbox.State.WAITING;
        RowView row =
                RowView.of(
                        Long.toString(one.id()),
                        null,
                        one.id(),
                        one.channel(),
                        new State(label(one.state()), tone),
                        one.tries(),
                        Cell.of(waiting ? one.nextAt() : null),
                        Cell.of(one.lastDetail()));
        return waiting ? row.fixed() : row;
    }

    @PostMapping("/notices/deliveries/replay")
    String replay(@RequestParam("id") List<Long> ids, Actor actor, RedirectAttributes next) {
        permitted(actor);
        long replayed =
                ids.stream().limit(PAGE).filter(id -> outbox.replay(id, actor.id())).count();
        if (replayed == 0) {
            throw new RefusedException(NoticeReason.DELIVERY_NOT_FOUND);
        }
        audit.record(
                AuditLine.of(AuditKind.ADMINISTRATION, actor, "notices.replay")
                        .with("count", Long.toString(replayed)));
        next.addFlashAttribute(
                Flash.NAME, Flash.done(words.say("deliveries.replayed", "count", replayed)));
        return "redirect:/notices/deliveries";
    }

    private static void permitted(Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        if (!actor.has(Role.SYSTEM_ADMIN)) {
            throw new RefusedException(WebReason.FORBIDDEN);
        }
    }
}

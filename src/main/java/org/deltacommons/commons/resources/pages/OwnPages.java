package org.deltacommons.commons.resources.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.resources.Price;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourceState;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.BulkAction;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// A provider's own resources, in every state.
@Controller
class OwnPages {

    private static final int SIZE = 50;

    /// Rows of an import that is not yet in force are invisible.
    private static final String VISIBLE =
            " AND NOT EXISTS (SELECT FROM resources.import i WHERE i.id = t.batch"
                    + " AND i.state IN ('CHECKED', 'APPLYING'))";

    private final Records records;
    private final Words words;
    private final Forms forms;
    private final Clock clock;

    OwnPages(Records records, Words words, Forms forms, Clock clock) {
        this.records = records;
        this.words = words;
        this.forms = forms;
        this.clock = clock;
    }

    static List<String> managed(Actor actor) {
        List<String> places =
                actor.memberships().stream()
                        .filter(membership -> membership.role() == Role.PROVIDER_MANAGER)
                        .map(Membership::where)
                        .distinct()
                        .toList();
        if (places.isEmpty()) {
            throw new RefusedException(actor.isVisitor() ? WebReason.SIGN_IN : WebReason.FORBIDDEN);
        }
        return places;
    }

    @GetMapping("/resources/own")
    ModelAndView own(Address address, Actor actor) {
        Map<String, Object> values = new HashMap<>();
        values.put("providers", managed(actor));
        String condition = condition(address, values);
        long total = records.count(Resource.class, condition, values);
        String page = condition;
        Cursor after = Cursor.decode(address.first(Address.AFTER).orElse(null)).orElse(null);
        if (after != null) {
            page += " AND (t.inner_id, t.id) > (:afterKey, :afterId)";
            values.put("afterKey", after.key());
            values.put("afterId", after.id());
        }
        int size = address.size(SIZE);
        List<Resource> found =
                records.list(Resource.class, page, "t.inner_id, t.id", values, size + 1);
        Paged<Resource> rows =
                Paged.of(found, size, total, one -> new Cursor(one.innerId(), one.id().value()));
        return new ModelAndView("list", Map.of("view", view(address, rows)));
    }

    private static String condition(Address address, Map<String, Object> values) {
        StringBuilder condition = new StringBuilder("t.provider IN (:providers)").append(VISIBLE);
        address.first("state")
                .filter(text ->
                        Arrays.stream(ResourceState.values()).anyMatch(s -> s.name().equals(text)))
                .ifPresent(state -> {
                    condition.append(" AND t.state = :state");
                    values.put("state", state);
                });
        address.first("q")
                .ifPresent(text -> {
                    condition.append(
                            " AND (strpos(lower(t.details ->> 'nameZh'), lower(:text)) > 0"
                                    + " OR strpos(lower(t.inner_id), lower(:text)) > 0 OR"
                                    + " strpos(lower(t.details #>> '{equipment,model}'),"
                                    + " lower(:text)) > 0)");
                    values.put("text", text.replace("\0", ""));
                });
        return condition.toString();
    }

    private ListView view(Address address, Paged<Resource> page) {
        LocalDate today = clock.instant().atZone(WorkingDays.ZONE).toLocalDate();
        List<Option> states =
                Arrays.stream(ResourceState.values())
                        .map(state -> new Option(state.name(), words.show(state)))
                        .toList();
        return ListView.at(address, "resources.own.title")
                .intro(words.say("resources.own.intro"))
                .filters(
                        Filter.text("q", "resources.own.q"),
                        Filter.select("state", "resources.state", states))
                .columns(
                        ListColumn.of("resources.name"),
                        ListColumn.of("resources.column.inner_id"),
                        ListColumn.of("resources.model"),
                        ListColumn.of("resources.column.kind"),
                        ListColumn.of("resources.state"),
                        ListColumn.amount("resources.shownPrice"))
                .page(page.map(one -> row(one, today)))
                .bulk(
                        forms.newKey(),
                        List.of(
                                new BulkAction(
                                        "submit",
                                        "action.resource.submit",
                                        "/worklist/resource/submit",
                                        true,
                                        false)))
                .link("resources.own.import", "/resources/import", "upload")
                .link("resources.own.register", "/open/resource/register", "plus")
                .empty("resources.own.empty")
                .build();
    }

    private static RowView row(Resource one, LocalDate today) {
        RowView row =
                RowView.of(
                        one.id().value(),
                        "/cases/resource/" + one.id(),
                        one.details().nameZh(),
                        one.innerId(),
                        one.details().equipment().model(),
                        one.details().kind(),
                        ResourcePages.state(one.state()),
                        one.shownPrice(today).map(Price::amount));
        return one.state() == ResourceState.REGISTERED ? row : row.fixed();
    }
}

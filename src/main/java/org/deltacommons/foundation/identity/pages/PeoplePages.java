package org.deltacommons.foundation.identity.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.foundation.identity.accounts.Accounts;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/// The people of a province, for those who keep accounts or watch over roles.
@Controller
class PeoplePages {

    private final Records records;
    private final Accounts accounts;
    private final Deeds deeds;
    private final Forms forms;
    private final Words words;

    PeoplePages(Records records, Accounts accounts, Deeds deeds, Forms forms, Words words) {
        this.records = records;
        this.accounts = accounts;
        this.deeds = deeds;
        this.forms = forms;
        this.words = words;
    }

    record NewPersonForm(
            Province home,
            @Input(max = 60, help = true, autocomplete = "off") String username,
            @Input(max = 60) String name,
            @Nullable @Input(kind = Input.Kind.PHONE, max = 30) String phone,
            @Nullable @Input(kind = Input.Kind.EMAIL, max = 120) String email) {}

    @GetMapping("/admin/people")
    ModelAndView people(Actor actor, Address address) {
        Set<Province> homes = seen(actor, address);
        ListView.Builder list =
                ListView.at(address, "identity.people")
                        .filters(
                                Filter.text("q", "identity.name-or-username"),
                                Filter.select(
                                        "role", "identity.role", Lists.options(Role.class, words)),
                                Filter.toggle("closed", "identity.closed-too"))
                        .columns(
                                ListColumn.of("identity.name"),
                                ListColumn.of("identity.username"),
                                ListColumn.of("identity.home"),
                                ListColumn.of("identity.roles"),
                                ListColumn.of("identity.state"))
                        .page(find(homes, address, address.size(Lists.PAGE_SIZE)).map(this::row))
                        .empty("identity.people.none");
        if (!Lists.provinces(actor, Role.SYSTEM_ADMIN).isEmpty()) {
            list.link("identity.person.new", "/admin/people/new", "plus");
        }
        return new ModelAndView("list", "view", list.build());
    }

    /// @throws RefusedException if the actor keeps no accounts and watches over none
    Set<Province> seen(Actor actor, Address address) {
        Set<Province> homes = Lists.provinces(actor, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN);
        if (homes.isEmpty()) {
            throw deeds.forbidden(actor, address.path());
        }
        return homes;
    }

    Paged<Person> find(Set<Province> homes, Address address, int size) {
        StringBuilder where = new StringBuilder("t.home = ANY(:homes)");
        Map<String, Object> values = new HashMap<>();
        values.put("homes", Lists.codes(homes));
        address.first("q")
                .ifPresent(q -> {
                    where.append(" AND (lower(t.name) LIKE :q OR t.username LIKE :q)");
                    values.put("q", Lists.anywhere(q));
                });
        address.first("role")
                .ifPresent(role -> {
                    where.append(" AND t.memberships @> :role::jsonb");
                    values.put("role", "[{\"role\":\"" + role.replaceAll("[^A-Z_]", "") + "\"}]");
                });
        if (!address.has("closed")) {
            where.append(" AND t.active");
        }
        long total = records.count(Person.class, where.toString(), values);
        Cursor.decode(address.first(Address.AFTER).orElse(null))
                .ifPresent(cursor -> {
                    where.append(" AND (t.username, t.id) > (:key, :id)");
                    values.put("key", cursor.key());
                    values.put("id", cursor.id());
                });
        List<Person> found =
                records.list(Person.class, where.toString(), "t.username, t.id", values, size + 1);
        return Paged.of(
                found, size, total, person -> new Cursor(person.username(), person.id().value()));
    }

    private RowView row(Person person) {
        return RowView.of(
                        person.id().value(),
                        "/admin/people/" + person.id(),
                        person.name(),
                        person.username(),
                        person.home(),
                        new ArrayList<>(
                                person.memberships().stream()
                                        .filter(held -> held.until() == null)
                                        .map(held -> words.show(held.role()))
                                        .distinct()
                                        .toList()),
                        Parts.active(person.active()))
                .fixed();
    }

    @GetMapping("/admin/people/new")
    ModelAndView fresh(Actor actor, HttpServletRequest request) {
        keeper(actor, request);
        return form(forms.describe(NewPersonForm.class), HttpStatus.OK);
    }

    void keeper(Actor actor, HttpServletRequest request) {
        if (Lists.provinces(actor, Role.SYSTEM_ADMIN).isEmpty()) {
            throw deeds.forbidden(actor, request.getRequestURI());
        }
    }

    private ModelAndView form(FormView form, HttpStatus status) {
        return new ModelAndView(
                "form",
                Map.of(
                        "title", "identity.person.new",
                        "label", "identity.person.register",
                        "intro", words.say("identity.person.intro"),
                        "url", "/admin/people/new",
                        "form", form),
                status);
    }

    @PostMapping("/admin/people/new")
    ModelAndView register(Actor actor, HttpServletRequest request) {
        keeper(actor, request);
        return switch (forms.read(NewPersonForm.class, request)) {
            case Read.Wrong<NewPersonForm> wrong ->
                    form(
                            forms.describe(NewPersonForm.class, request.getParameterMap(), wrong),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<NewPersonForm>(NewPersonForm form, String key, long _) ->
                    switch (accounts.register(actor, wish(form), key)) {
                        case Outcome.Done<Accounts.Changed>(Accounts.Changed done) ->
                                new ModelAndView("redirect:/admin/people/" + done.person());
                        case Outcome.Refused<Accounts.Changed>(var why) ->
                                form(
                                        forms.describe(
                                                NewPersonForm.class,
                                                request.getParameterMap(),
                                                why),
                                        HttpStatus.CONFLICT);
                    };
        };
    }

    static Accounts.NewPerson wish(NewPersonForm form) {
        return new Accounts.NewPerson(
                form.home(), form.username(), form.name(), form.phone(), form.email());
    }
}

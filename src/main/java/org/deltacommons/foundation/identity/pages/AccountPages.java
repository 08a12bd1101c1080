package org.deltacommons.foundation.identity.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.federation.Platforms;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.identity.accounts.Accounts;
import org.deltacommons.foundation.identity.accounts.Memberships;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.identity.accounts.PostgresPeople;
import org.deltacommons.foundation.identity.signin.Sessions;
import org.deltacommons.foundation.web.CaseView;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// My account: who I am here, what I hold, where I am signed in, who has looked at my data.
@Controller
class AccountPages {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int LOOKS_SHOWN = 20;
    private static final String SELF = "/account";

    private final PostgresPeople rows;
    private final Platforms platforms;
    private final People people;
    private final Accounts accounts;
    private final Memberships memberships;
    private final Sessions sessions;
    private final Audit audit;
    private final Deeds deeds;
    private final Parts parts;
    private final Histories histories;
    private final Forms forms;
    private final Words words;
    private final Clock clock;

    AccountPages(
            PostgresPeople rows,
            Platforms platforms,
            People people,
            Accounts accounts,
            Memberships memberships,
            Sessions sessions,
            Audit audit,
            Deeds deeds,
            Parts parts,
            Histories histories,
            Forms forms,
            Words words,
            Clock clock) {
        this.rows = rows;
        this.platforms = platforms;
        this.people = people;
        this.accounts = accounts;
        this.memberships = memberships;
        this.sessions = sessions;
        this.audit = audit;
        this.deeds = deeds;
        this.parts = parts;
        this.histories = histories;
        this.forms = forms;
        this.words = words;
        this.clock = clock;
    }

    record PasswordForm(
            @Input(kind = Input.Kind.PASSWORD, autocomplete = "current-password")
                    String currentPassword,
            @Input(kind = Input.Kind.PASSWORD, autocomplete = "new-password", help = true)
                    String newPassword,
            @Input(kind = Input.Kind.PASSWORD, autocomplete = "new-password")
                    String newPasswordAgain) {
        PasswordForm {
            if (!newPassword.equals(newPasswordAgain)) {
                throw new FieldError("newPasswordAgain", "identity.password.differs");
            }
        }
    }

    record ContactForm(
            @Input(max = 60) String name,
            @Nullable @Input(kind = Input.Kind.PHONE, max = 30, autocomplete = "tel") String phone,
            @Nullable @Input(kind = Input.Kind.EMAIL, max = 120, autocomplete = "email")
                    String email) {}

    /// @param membership `ROLE@place`
    record LoanForm(
            String membership, @Input(max = 60, help = true) String username, LocalDate until) {}

    record SessionForm(String session) {}

    Person self(Actor actor) {
        return rows.person(actor.id())
                .orElseThrow(() ->
                        actor.isVisitor() || platforms.isHere(actor.home())
                                ? deeds.forbidden(actor, SELF)
                                : platforms.elsewhere(actor.home()));
    }

    @GetMapping("/account")
    ModelAndView account(Actor actor) {
        Person person = self(actor);
        return deeds.show((told, tried) -> view(person, actor, told, tried));
    }

    @PostMapping("/account/{deed}")
    ModelAndView act(
            Actor actor,
            @PathVariable String deed,
            HttpServletRequest request,
            RedirectAttributes next) {
        Person person = self(actor);
        return deeds.run(
                actor,
                possible(person, actor),
                deed,
                SELF,
                request,
                next,
                (told, tried) -> view(person, actor, told, tried));
    }

    private CaseView view(
            Person person, Actor actor, List<Section> told, Deeds.@Nullable Tried tried) {
        List<Section> sections = new ArrayList<>(told);
        sections.add(
                Section.of(
                        "identity.contact",
                        Entry.of("identity.username", person.username()),
                        Entry.of("identity.phone", accounts.phone(person)),
                        Entry.of("identity.email", accounts.email(person))));
        sections.add(parts.memberships(person));
        sections.add(parts.sessions(sessions.of(actor.id(), clock.instant())));
        sections.add(looks(actor));
        return CaseView.of(
                        "account",
                        person.id().value(),
                        person.name(),
                        Parts.active(person.active()),
                        person.home(),
                        person.username())
                .withSections(sections)
                .withActions(deeds.views(possible(person, actor), SELF, tried))
                .withHistory(histories.of(actor.id()));
    }

    /// Who has read my data, and what for.
    private Section looks(Actor actor) {
        List<List<Cell>> lines =
                audit
                        .find(
                                AuditQuery.of(Set.of(Province.values()))
                                        .kind(AuditKind.PERSONAL_DATA_READ)
                                        .about(actor.id()),
                                Long.MAX_VALUE,
                                LOOKS_SHOWN)
                        .stream()
                        .filter(look -> look.line().subject().equals(actor.id()))
                        .map(look ->
                                List.of(
                                        Cell.of(look.at()),
                                        Cell.of(people.name(look.line().person())),
                                        Cell.of(look.line().purpose())))
                        .toList();
        return Section.of(
                "identity.looks",
                new Table(
                        List.of(
                                Column.of("identity.at"),
                                Column.of("identity.who"),
                                Column.of("identity.purpose")),
                        lines,
                        "identity.looks.none"));
    }

    List<Deed<?>> possible(Person person, Actor actor) {
        List<Deed<?>> all = new ArrayList<>();
        all.add(
                Deed.of(
                        "contact",
                        ContactForm.class,
                        (form, key) ->
                                Deed.Told.of(
                                        accounts.describe(
                                                actor,
                                                person.id(),
                                                form.name(),
                                                form.phone(),
                                                form.email(),
                                                key))));
        List<Option> own = parts.held(person, true);
        if (!own.isEmpty()) {
            all.add(
                    Deed.of(
                                    "lend",
                                    LoanForm.class,
                                    (form, key) -> Deed.Told.of(lend(actor, form, key)))
                            .offering("membership", own));
        }
        List<Option> open =
                sessions.of(actor.id(), clock.instant()).stream()
                        .map(session ->
                                new Option(
                                        session.number(),
                                        words.show(session.begun()) + " · " + session.address()))
                        .toList();
        if (!open.isEmpty()) {
            all.add(
                    Deed.of(
                                    "end-session",
                                    SessionForm.class,
                                    (form, _) ->
                                            Deed.Told.of(sessions.endOwn(actor, form.session())))
                            .offering("session", open));
        }
        return all;
    }

    private Outcome<Memberships.Granted> lend(Actor actor, LoanForm form, String key) {
        String[] membership = form.membership().split("@", 2);
        Id<Person> to =
                rows.byUsername(Accounts.username(form.username()))
                        .map(Person::id)
                        .orElse(Id.of("person-unknown"));
        Instant until = form.until().plusDays(1).atStartOfDay(ZONE).toInstant();
        return memberships.delegate(
                actor,
                to,
                new Memberships.Wish(Role.valueOf(membership[0]), membership[1], null, until),
                key);
    }

    @GetMapping("/account/password")
    ModelAndView password(Actor actor) {
        self(actor);
        return password(forms.describe(PasswordForm.class), HttpStatus.OK);
    }

    private ModelAndView password(FormView form, HttpStatus status) {
        return new ModelAndView(
                "form",
                Map.of(
                        "title", "identity.password",
                        "label", "identity.password.change",
                        "intro", words.say("identity.password.intro"),
                        "url", "/account/password",
                        "form", form),
                status);
    }

    @PostMapping("/account/password")
    ModelAndView change(Actor actor, HttpServletRequest request, RedirectAttributes next) {
        self(actor);
        return switch (forms.read(PasswordForm.class, request)) {
            case Read.Wrong<PasswordForm> wrong ->
                    password(
                            forms.describe(PasswordForm.class, Map.of(), wrong),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<PasswordForm>(PasswordForm form, String _, long _) ->
                    switch (accounts.changePassword(
                            actor, form.currentPassword(), form.newPassword())) {
                        case Outcome.Refused<Accounts.Changed>(var why) ->
                                password(
                                        forms.describe(PasswordForm.class, Map.of(), why),
                                        HttpStatus.UNPROCESSABLE_CONTENT);
                        case Outcome.Done<Accounts.Changed> _ -> {
                            // Whoever knew the old password is out; this session stays.
                            sessions.endOthers(actor.id(), request.getSession().getId());
                            next.addFlashAttribute(
                                    Flash.NAME, Flash.done(words.say("identity.password.done")));
                            yield new ModelAndView("redirect:" + SELF);
                        }
                    };
        };
    }
}

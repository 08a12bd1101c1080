package org.deltacommons.foundation.identity.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.identity.accounts.Accounts;
import org.deltacommons.foundation.identity.accounts.Authority;
import org.deltacommons.foundation.identity.accounts.Link;
import org.deltacommons.foundation.identity.accounts.Memberships;
import org.deltacommons.foundation.identity.accounts.Passwords;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.identity.accounts.PostgresPeople;
import org.deltacommons.foundation.identity.signin.BackOff;
import org.deltacommons.foundation.identity.signin.Sessions;
import org.deltacommons.foundation.web.CaseView;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One person, as system and security administration of their home see them. Contact stays masked
/// until somebody says what for.
@Controller
class PersonPage {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final PostgresPeople people;
    private final Accounts accounts;
    private final Memberships memberships;
    private final Sessions sessions;
    private final BackOff backOff;
    private final Passwords passwords;
    private final Audit audit;
    private final Deeds deeds;
    private final Parts parts;
    private final Histories histories;
    private final Words words;
    private final Clock clock;

    PersonPage(
            PostgresPeople people,
            Accounts accounts,
            Memberships memberships,
            Sessions sessions,
            BackOff backOff,
            Passwords passwords,
            Audit audit,
            Deeds deeds,
            Parts parts,
            Histories histories,
            Words words,
            Clock clock) {
        this.people = people;
        this.accounts = accounts;
        this.memberships = memberships;
        this.sessions = sessions;
        this.backOff = backOff;
        this.passwords = passwords;
        this.audit = audit;
        this.deeds = deeds;
        this.parts = parts;
        this.histories = histories;
        this.words = words;
        this.clock = clock;
    }

    /// @param place an organisation's id or a division's code
    record GrantForm(
            Role role,
            @Input(max = 80, help = true) String place,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    record RevokeForm(String membership) {}

    record ReasonForm(@Input(max = 200) String reason) {}

    record PurposeForm(@Input(max = 200, help = true) String purpose) {}

    record LinkForm(
            @Input(max = 300, help = true) String issuer, @Input(max = 200) String subject) {}

    @GetMapping("/admin/people/{id}")
    ModelAndView person(Actor actor, @PathVariable String id) {
        Person person = visible(actor, id);
        return deeds.show((told, tried) -> view(person, actor, told, tried));
    }

    @PostMapping("/admin/people/{id}/{deed}")
    ModelAndView act(
            Actor actor,
            @PathVariable String id,
            @PathVariable String deed,
            HttpServletRequest request,
            RedirectAttributes next) {
        Person person = visible(actor, id);
        return deeds.run(
                actor,
                possible(person, actor),
                deed,
                "/admin/people/" + id,
                request,
                next,
                (told, tried) -> view(person, actor, told, tried));
    }

    /// Somebody of another province is not there, and the attempt is written down.
    Person visible(Actor actor, String id) {
        return people.person(id)
                .filter(person ->
                        Authority.keeps(actor, person.home())
                                || Authority.guards(actor, person.home()))
                .orElseThrow(() -> {
                    deeds.forbidden(actor, "/admin/people/" + id);
                    return new RefusedException(
                            actor.isVisitor() ? WebReason.SIGN_IN : WebReason.NOT_FOUND);
                });
    }

    private CaseView view(
            Person person, Actor actor, List<Section> told, Deeds.@Nullable Tried tried) {
        List<Section> sections = new ArrayList<>(told);
        sections.add(
                Section.of(
                        "identity.account",
                        Entry.of("identity.username", person.username()),
                        Entry.of("identity.phone", hidden(person.phoneSealed())),
                        Entry.of("identity.email", hidden(person.emailSealed())),
                        Entry.of("identity.since", person.since()),
                        Entry.of(
                                "identity.links",
                                person.links().stream().map(Link::issuer).toList())));
        sections.add(parts.memberships(person));
        if (Authority.guards(actor, person.home())) {
            sections.add(parts.sessions(sessions.of(person.id().value(), clock.instant())));
        }
        return CaseView.of(
                        "person",
                        person.id().value(),
                        person.name(),
                        Parts.active(person.active()),
                        person.home(),
                        person.username())
                .withSections(sections)
                .withActions(
                        deeds.views(possible(person, actor), "/admin/people/" + person.id(), tried))
                .withHistory(histories.of(person.id().value()));
    }

    private @Nullable String hidden(@Nullable String sealed) {
        return sealed == null ? null : words.say("identity.hidden");
    }

    List<Deed<?>> possible(Person person, Actor actor) {
        List<Deed<?>> all = new ArrayList<>();
        boolean self = actor.id().equals(person.id().value());
        if (Authority.guards(actor, person.home()) && !self) {
            all.addAll(guarding(person, actor));
        }
        if (Authority.keeps(actor, person.home())) {
            if (!self) {
                all.addAll(keeping(person, actor));
            }
            all.add(reveal(person, actor));
        }
        return all;
    }

    private List<Deed<?>> guarding(Person person, Actor actor) {
        List<Deed<?>> all = new ArrayList<>();
        List<Role> grantable = Arrays.stream(Role.values()).filter(Role::isOfPersons).toList();
        all.add(
                Deed.of(
                                "grant",
                                GrantForm.class,
                                (form, key) ->
                                        Deed.Told.of(
                                                memberships.grant(
                                                        actor, person.id(), wish(form), key)))
                        .offering("role", Lists.options(grantable, words)));
        List<Option> held = parts.held(person, false);
        if (!held.isEmpty()) {
            all.add(
                    Deed.of(
                                    "revoke",
                                    RevokeForm.class,
                                    (form, key) -> {
                                        String[] one = form.membership().split("@", 2);
                                        return Deed.Told.of(
                                                memberships.revoke(
                                                        actor,
                                                        person.id(),
                                                        Role.valueOf(one[0]),
                                                        one[1],
                                                        key));
                                    })
                            .grave()
                            .offering("membership", held));
        }
        all.add(
                Deed.of(
                                "end-sessions",
                                ReasonForm.class,
                                (form, _) ->
                                        Deed.Told.of(
                                                sessions.end(
                                                        actor, person.id().value(), form.reason())))
                        .grave());
        return all;
    }

    private static Memberships.Wish wish(GrantForm form) {
        LocalDate from = form.from();
        LocalDate until = form.until();
        return new Memberships.Wish(
                form.role(),
                form.place().strip(),
                from == null ? null : from.atStartOfDay(ZONE).toInstant(),
                until == null ? null : until.plusDays(1).atStartOfDay(ZONE).toInstant());
    }

    private List<Deed<?>> keeping(Person person, Actor actor) {
        List<Deed<?>> all = new ArrayList<>();
        if (!person.active()) {
            all.add(
                    Deed.plain(
                            "reactivate",
                            (_, key) ->
                                    Deed.Told.of(accounts.reactivate(actor, person.id(), key))));
            return all;
        }
        all.add(Deed.plain("issue-password", (_, _) -> issue(person, actor)).grave());
        all.add(
                Deed.of(
                        "link",
                        LinkForm.class,
                        (form, key) ->
                                Deed.Told.of(
                                        accounts.link(
                                                actor,
                                                person.id(),
                                                new Link(form.issuer(), form.subject()),
                                                key))));
        all.add(
                Deed.of(
                                "deactivate",
                                ReasonForm.class,
                                (form, key) ->
                                        Deed.Told.of(
                                                accounts.deactivate(
                                                                actor,
                                                                person.id(),
                                                                form.reason(),
                                                                key)
                                                        .map(done -> {
                                                            sessions.endAll(done.person());
                                                            return done;
                                                        })))
                        .grave());
        return all;
    }

    private Outcome<Deed.Told> issue(Person person, Actor actor) {
        String password = passwords.generate();
        return accounts.issuePassword(actor, person.id(), password)
                .map(_ -> {
                    sessions.endAll(person.id().value());
                    backOff.forget(person.username());
                    return new Deed.Told(
                            Section.of(
                                            "identity.issued",
                                            Entry.of("identity.username", person.username()),
                                            Entry.of("identity.password", password))
                                    .introduced(words.say("identity.issued.intro")),
                            Map.of("username", person.username(), "password", password));
                });
    }

    private Deed<PurposeForm> reveal(Person person, Actor actor) {
        return Deed.of(
                "reveal",
                PurposeForm.class,
                (form, _) -> {
                    // Written down before anything is shown.
                    audit.record(AuditLine.read(actor, person.id().value(), form.purpose()));
                    return Outcome.done(
                            new Deed.Told(
                                    Section.of(
                                            "identity.contact",
                                            Entry.of("identity.phone", accounts.phone(person)),
                                            Entry.of("identity.email", accounts.email(person))),
                                    reached(person)));
                });
    }

    private Map<String, String> reached(Person person) {
        Map<String, String> contact = new java.util.TreeMap<>();
        String phone = accounts.phone(person);
        String email = accounts.email(person);
        if (phone != null) {
            contact.put("phone", phone);
        }
        if (email != null) {
            contact.put("email", email);
        }
        return contact;
    }
}

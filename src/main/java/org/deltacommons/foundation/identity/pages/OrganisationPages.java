package org.deltacommons.foundation.identity.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationKind;
import org.deltacommons.foundation.identity.OrganisationState;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.identity.accounts.Accounts;
import org.deltacommons.foundation.identity.accounts.Authority;
import org.deltacommons.foundation.identity.accounts.Memberships;
import org.deltacommons.foundation.identity.accounts.OrganisationRegister;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.identity.accounts.PostgresPeople;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.CaseView;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
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

/// Organisations for everybody to see; officers register them, their signatories name who acts for
/// them.
@Controller
class OrganisationPages {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Organisations organisations;
    private final OrganisationList list;
    private final OrganisationRegister register;
    private final Procedure<Organisation> procedure;
    private final Memberships memberships;
    private final PostgresPeople people;
    private final OrganisationParts parts;
    private final Deeds deeds;
    private final Histories histories;
    private final Forms forms;
    private final Words words;

    OrganisationPages(
            Organisations organisations,
            OrganisationList list,
            OrganisationRegister register,
            Procedure<Organisation> procedure,
            Memberships memberships,
            PostgresPeople people,
            OrganisationParts parts,
            Deeds deeds,
            Histories histories,
            Forms forms,
            Words words) {
        this.organisations = organisations;
        this.list = list;
        this.register = register;
        this.procedure = procedure;
        this.memberships = memberships;
        this.people = people;
        this.parts = parts;
        this.deeds = deeds;
        this.histories = histories;
        this.forms = forms;
        this.words = words;
    }

    record NewOrganisationForm(
            @Input(max = 100) String nameZh,
            @Input(max = 150) String nameEn,
            OrganisationKind kind,
            @Nullable @Input(max = 40, help = true, source = "GB 32100—2015") String creditCode,
            @Input(help = true) DivisionCode division,
            @Nullable @Input(max = 80, help = true) String parent) {}

    record MemberForm(
            @Input(max = 60, help = true) String username, Role role, @Nullable LocalDate until) {}

    @GetMapping("/organisations")
    ModelAndView organisations(Actor actor, Address address) {
        ListView.Builder view =
                ListView.at(address, "identity.organisations")
                        .filters(
                                Filter.text("q", "identity.name-or-code"),
                                Filter.select(
                                        "kind",
                                        "identity.kind",
                                        Lists.options(OrganisationKind.class, words)),
                                Filter.select(
                                        "province",
                                        "identity.home",
                                        Lists.options(Province.class, words)),
                                Filter.select(
                                        "state",
                                        "identity.state",
                                        Lists.options(OrganisationState.class, words)))
                        .columns(
                                ListColumn.of("identity.name"),
                                ListColumn.of("identity.kind"),
                                ListColumn.of("identity.code"),
                                ListColumn.of("identity.division"),
                                ListColumn.of("identity.home"),
                                ListColumn.of("identity.state"))
                        .page(list.find(address, address.size(Lists.PAGE_SIZE)).map(this::row))
                        .empty("identity.organisations.none");
        if (mayRegister(actor)) {
            view.link("identity.organisation.new", "/organisations/new", "plus");
        }
        return new ModelAndView("list", "view", view.build());
    }

    private static boolean mayRegister(Actor actor) {
        return actor.has(Role.SYSTEM_ADMIN)
                || actor.has(Role.COUNTY_OFFICER)
                || actor.has(Role.PROVINCIAL_OFFICER)
                || actor.has(Role.SIGNATORY);
    }

    private RowView row(Organisation organisation) {
        return RowView.of(
                        organisation.id().value(),
                        "/organisations/" + organisation.id(),
                        organisation.name(words.language()),
                        organisation.kind(),
                        Cell.of(organisation.creditCode()),
                        organisation.division(),
                        organisation.home(),
                        state(organisation))
                .fixed();
    }

    private static State state(Organisation organisation) {
        String label = "enum.OrganisationState." + organisation.state();
        return switch (organisation.state()) {
            case PENDING_REVIEW -> new State(label, StateTone.WAITING);
            case CONFIRMED -> new State(label, StateTone.GOOD);
            case REFUSED -> new State(label, StateTone.BAD);
        };
    }

    @GetMapping("/organisations/new")
    ModelAndView fresh(Actor actor) {
        if (!mayRegister(actor)) {
            throw deeds.forbidden(actor, "/organisations/new");
        }
        return form(forms.describe(NewOrganisationForm.class), HttpStatus.OK);
    }

    private ModelAndView form(FormView form, HttpStatus status) {
        return new ModelAndView(
                "form",
                Map.of(
                        "title", "identity.organisation.new",
                        "label", "identity.organisation.register",
                        "intro", words.say("identity.organisation.intro"),
                        "url", "/organisations/new",
                        "form", form),
                status);
    }

    @PostMapping("/organisations/new")
    ModelAndView register(Actor actor, HttpServletRequest request) {
        return switch (forms.read(NewOrganisationForm.class, request)) {
            case Read.Wrong<NewOrganisationForm> wrong ->
                    form(
                            forms.describe(
                                    NewOrganisationForm.class, request.getParameterMap(), wrong),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<NewOrganisationForm>(NewOrganisationForm form, String key, long _) ->
                    switch (register.register(actor, application(form), key)) {
                        case Outcome.Done<OrganisationRegister.Registered>(var done) ->
                                new ModelAndView("redirect:/organisations/" + done.organisation());
                        case Outcome.Refused<OrganisationRegister.Registered>(var why) ->
                                form(
                                        forms.describe(
                                                NewOrganisationForm.class,
                                                request.getParameterMap(),
                                                why),
                                        HttpStatus.CONFLICT);
                    };
        };
    }

    static OrganisationRegister.Application application(NewOrganisationForm form) {
        String code = form.creditCode();
        String parent = form.parent();
        return new OrganisationRegister.Application(
                null,
                form.nameZh(),
                form.nameEn(),
                form.kind(),
                code == null ? "" : code,
                form.division(),
                parent == null || parent.isBlank() ? null : parent.strip(),
                form.nameZh().startsWith("示例"),
                "登记",
                null);
    }

    @GetMapping("/organisations/{id}")
    ModelAndView organisation(Actor actor, @PathVariable String id) {
        Organisation organisation = there(id);
        return deeds.show((told, tried) -> view(organisation, actor, told, tried));
    }

    @PostMapping("/organisations/{id}/{deed}")
    ModelAndView act(
            Actor actor,
            @PathVariable String id,
            @PathVariable String deed,
            HttpServletRequest request,
            RedirectAttributes next) {
        Organisation organisation = there(id);
        return deeds.run(
                actor,
                possible(organisation, actor),
                deed,
                "/organisations/" + id,
                request,
                next,
                (told, tried) -> view(organisation, actor, told, tried));
    }

    Organisation there(String id) {
        return organisations.find(id).orElseThrow(() -> new RefusedException(WebReason.NOT_FOUND));
    }

    private CaseView view(
            Organisation organisation,
            Actor actor,
            List<Section> told,
            Deeds.@Nullable Tried tried) {
        List<Section> sections = new ArrayList<>(told);
        sections.add(parts.facts(organisation));
        if (!organisation.isConfirmed() && procedure.mayRead(actor, organisation)) {
            sections.add(OrganisationParts.review(organisation));
        }
        sections.addAll(parts.units(organisation));
        if (mayNameMembers(organisation, actor)) {
            sections.add(parts.members(organisation));
        }
        return CaseView.of(
                        "organisation",
                        organisation.id().value(),
                        organisation.name(words.language()),
                        state(organisation),
                        organisation.home(),
                        words.show(organisation.kind()))
                .withSections(sections)
                .withActions(
                        deeds.views(
                                possible(organisation, actor),
                                "/organisations/" + organisation.id(),
                                tried))
                .withHistory(histories.of(organisation.id().value()));
    }

    private boolean mayNameMembers(Organisation organisation, Actor actor) {
        return signsAt(organisation, actor) || Authority.guards(actor, organisation.home());
    }

    private boolean signsAt(Organisation organisation, Actor actor) {
        return actor.may(Role.SIGNATORY, organisation.id().value())
                || organisations
                        .legalPerson(organisation.id().value())
                        .filter(above -> actor.may(Role.SIGNATORY, above.id().value()))
                        .isPresent();
    }

    List<Deed<?>> possible(Organisation organisation, Actor actor) {
        List<Deed<?>> all = new ArrayList<>();
        if (organisation.isConfirmed() && signsAt(organisation, actor)) {
            List<Role> roles =
                    Arrays.stream(Role.values())
                            .filter(role -> role.scope() == Role.Scope.ORGANISATION)
                            .filter(role -> role != Role.SIGNATORY)
                            .toList();
            all.add(
                    Deed.of(
                                    "name-member",
                                    MemberForm.class,
                                    (form, key) ->
                                            Deed.Told.of(name(organisation, actor, form, key)))
                            .offering("role", Lists.options(roles, words)));
        }
        return all;
    }

    private Outcome<Memberships.Granted> name(
            Organisation organisation, Actor actor, MemberForm form, String key) {
        Id<Person> to =
                people.byUsername(Accounts.username(form.username()))
                        .map(Person::id)
                        .orElse(Id.of("person-unknown"));
        LocalDate until = form.until();
        return memberships.grant(
                actor,
                to,
                new Memberships.Wish(
                        form.role(),
                        organisation.id().value(),
                        null,
                        until == null ? null : until.plusDays(1).atStartOfDay(ZONE).toInstant()),
                key);
    }
}

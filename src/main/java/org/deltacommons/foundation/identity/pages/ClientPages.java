package org.deltacommons.foundation.identity.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.identity.accounts.ApiClient;
import org.deltacommons.foundation.identity.accounts.Authority;
import org.deltacommons.foundation.identity.accounts.ClientRegister;
import org.deltacommons.foundation.identity.accounts.Passwords;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.CaseView;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.WebReason;
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

/// The machines that use the API, for system administrators. A secret is shown once.
@Controller
class ClientPages {

    static final int SHOWN_MAX = 500;

    private final Records records;
    private final ClientRegister register;
    private final Passwords passwords;
    private final Organisations organisations;
    private final People people;
    private final Deeds deeds;
    private final Histories histories;
    private final Forms forms;
    private final Words words;

    ClientPages(
            Records records,
            ClientRegister register,
            Passwords passwords,
            Organisations organisations,
            People people,
            Deeds deeds,
            Histories histories,
            Forms forms,
            Words words) {
        this.records = records;
        this.register = register;
        this.passwords = passwords;
        this.organisations = organisations;
        this.people = people;
        this.deeds = deeds;
        this.histories = histories;
        this.forms = forms;
        this.words = words;
    }

    record NewClientForm(
            @Input(max = 80, help = true) String name,
            @Input(max = 80, help = true) String organisation,
            Set<Role> roles) {}

    @GetMapping("/admin/clients")
    ModelAndView clients(Actor actor, Address address) {
        Set<Province> homes = keeper(actor, address.path());
        List<RowView> rows = find(homes, address.size(SHOWN_MAX)).stream().map(this::row).toList();
        ListView view =
                ListView.at(address, "identity.clients")
                        .intro(words.say("identity.clients.intro"))
                        .columns(
                                ListColumn.of("identity.name"),
                                ListColumn.of("identity.organisation"),
                                ListColumn.of("identity.roles"),
                                ListColumn.of("identity.state"))
                        .page(new Paged<>(rows, null, rows.size()))
                        .link("identity.client.new", "/admin/clients/new", "plus")
                        .empty("identity.clients.none")
                        .build();
        return new ModelAndView("list", "view", view);
    }

    List<ApiClient> find(Set<Province> homes, int size) {
        return records.list(
                ApiClient.class,
                "t.home = ANY(:homes)",
                "t.registered_at DESC, t.id",
                Map.of("homes", Lists.codes(homes)),
                size);
    }

    Set<Province> keeper(Actor actor, String path) {
        Set<Province> homes = Lists.provinces(actor, Role.SYSTEM_ADMIN);
        if (homes.isEmpty()) {
            throw deeds.forbidden(actor, path);
        }
        return homes;
    }

    private RowView row(ApiClient client) {
        return RowView.of(
                        client.id().value(),
                        "/admin/clients/" + client.id(),
                        client.name(),
                        organisations.name(client.organisation().value(), words.language()),
                        client.roles(),
                        Parts.active(client.active()))
                .fixed();
    }

    @GetMapping("/admin/clients/new")
    ModelAndView fresh(Actor actor) {
        keeper(actor, "/admin/clients/new");
        return form(forms.describe(NewClientForm.class), HttpStatus.OK);
    }

    private ModelAndView form(FormView form, HttpStatus status) {
        FormView narrowed =
                form.offering("roles", Lists.options(List.copyOf(Authority.OF_CLIENTS), words));
        return new ModelAndView(
                "form",
                Map.of(
                        "title", "identity.client.new",
                        "label", "identity.client.register",
                        "intro", words.say("identity.clients.intro"),
                        "url", "/admin/clients/new",
                        "form", narrowed),
                status);
    }

    @PostMapping("/admin/clients/new")
    ModelAndView register(Actor actor, HttpServletRequest request) {
        keeper(actor, "/admin/clients/new");
        return switch (forms.read(NewClientForm.class, request)) {
            case Read.Wrong<NewClientForm> wrong ->
                    form(
                            forms.describe(NewClientForm.class, request.getParameterMap(), wrong),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<NewClientForm>(NewClientForm form, String key, long _) ->
                    switch (register.register(actor, application(form), key)) {
                        case Outcome.Done<ClientRegister.Known>(var done) ->
                                new ModelAndView("redirect:/admin/clients/" + done.client());
                        case Outcome.Refused<ClientRegister.Known>(var why) ->
                                form(
                                        forms.describe(
                                                NewClientForm.class,
                                                request.getParameterMap(),
                                                why),
                                        HttpStatus.CONFLICT);
                    };
        };
    }

    static ClientRegister.Application application(NewClientForm form) {
        return new ClientRegister.Application(form.name(), form.organisation(), form.roles());
    }

    @GetMapping("/admin/clients/{id}")
    ModelAndView client(Actor actor, @PathVariable String id) {
        ApiClient client = visible(actor, id);
        return deeds.show((told, tried) -> view(client, actor, told, tried));
    }

    @PostMapping("/admin/clients/{id}/{deed}")
    ModelAndView act(
            Actor actor,
            @PathVariable String id,
            @PathVariable String deed,
            HttpServletRequest request,
            RedirectAttributes next) {
        ApiClient client = visible(actor, id);
        return deeds.run(
                actor,
                possible(client, actor),
                deed,
                "/admin/clients/" + id,
                request,
                next,
                (told, tried) -> view(client, actor, told, tried));
    }

    ApiClient visible(Actor actor, String id) {
        return records.find(ApiClient.class, Id.of(id))
                .filter(client -> Authority.keeps(actor, client.home()))
                .orElseThrow(() -> {
                    deeds.forbidden(actor, "/admin/clients/" + id);
                    return new RefusedException(WebReason.NOT_FOUND);
                });
    }

    private CaseView view(
            ApiClient client, Actor actor, List<Section> told, Deeds.@Nullable Tried tried) {
        return CaseView.of(
                        "client",
                        client.id().value(),
                        client.name(),
                        Parts.active(client.active()),
                        client.home(),
                        organisations.name(client.organisation().value(), words.language()))
                .withSections(told)
                .withSections(
                        List.of(
                                Section.of(
                                        "identity.client",
                                        Entry.of("identity.client-id", client.id().value()),
                                        Entry.link(
                                                "identity.organisation",
                                                organisations.name(
                                                        client.organisation().value(),
                                                        words.language()),
                                                "/organisations/" + client.organisation()),
                                        Entry.of("identity.roles", client.roles()),
                                        Entry.of(
                                                "identity.registered-by",
                                                people.name(client.registeredBy())),
                                        Entry.of("identity.at", client.registeredAt()),
                                        Entry.of("identity.token-address", "/oauth2/token"))))
                .withActions(
                        deeds.views(
                                possible(client, actor), "/admin/clients/" + client.id(), tried))
                .withHistory(histories.of(client.id().value()));
    }

    List<Deed<?>> possible(ApiClient client, Actor actor) {
        if (!client.active()) {
            return List.of();
        }
        List<Deed<?>> all = new ArrayList<>();
        all.add(Deed.plain("renew-secret", (_, _) -> renew(client, actor)).grave());
        all.add(
                Deed.plain(
                                "revoke-client",
                                (_, key) -> Deed.Told.of(register.revoke(actor, client.id(), key)))
                        .grave());
        return all;
    }

    private Outcome<Deed.Told> renew(ApiClient client, Actor actor) {
        String secret = passwords.generate();
        return register.renewSecret(actor, client.id(), secret)
                .map(_ ->
                        new Deed.Told(
                                Section.of(
                                                "identity.secret",
                                                Entry.of("identity.client-id", client.id().value()),
                                                Entry.of("identity.client-secret", secret))
                                        .introduced(words.say("identity.secret.intro")),
                                Map.of("client_id", client.id().value(), "client_secret", secret)));
    }
}

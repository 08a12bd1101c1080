package org.deltacommons.foundation.identity.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.foundation.audit.ChainCheck;
import org.deltacommons.foundation.audit.RecordedLine;
import org.deltacommons.foundation.identity.accounts.Accounts;
import org.deltacommons.foundation.identity.accounts.ApiClient;
import org.deltacommons.foundation.identity.accounts.Authority;
import org.deltacommons.foundation.identity.accounts.ClientRegister;
import org.deltacommons.foundation.identity.accounts.Held;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.identity.accounts.Proposal;
import org.deltacommons.foundation.identity.signin.Sessions;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Offered;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// What the pages of the three administrations do, for programs: the same deeds, offered and
/// refused by the same lists. No machine client can be an administrator, so a program acts here in
/// the session of the person who administers.
@RestController
class AdministrationApi {

    private static final String KEY = "Idempotency-Key";

    /// Somebody's account; how to reach them is a deed, `reveal`, that is written down.
    ///
    /// @param memberships those over included
    /// @param sessions for security administrators; null for others and in lists
    /// @param actions what the caller may do; empty in lists
    record PersonAnswer(
            String id,
            String username,
            String name,
            Province home,
            boolean active,
            List<Held> memberships,
            @Nullable List<SessionAnswer> sessions,
            List<Deeds.Possible> actions) {}

    /// @param number stands for the session; its id is known to nobody but its cookie
    record SessionAnswer(
            String number,
            String person,
            Instant begun,
            Instant lastUsed,
            String address,
            String machine) {}

    record ProposalAnswer(
            String id,
            Province home,
            String person,
            Role role,
            String place,
            Instant from,
            @Nullable Instant until,
            @Nullable String lender,
            Proposal.State state,
            String proposedBy,
            @Nullable String decidedBy,
            List<Deeds.Possible> actions) {}

    record ClientAnswer(
            String id,
            Province home,
            String name,
            String organisation,
            List<Role> roles,
            boolean active,
            List<Deeds.Possible> actions) {}

    /// @param whole whether no line was changed or lost
    /// @param head the hash of the last line; null if the chain is broken
    /// @param broken the first line that does not fit; null if all do
    record ChainAnswer(boolean whole, @Nullable String head, @Nullable Long broken) {}

    private final PeoplePages people;
    private final PersonPage person;
    private final ProposalPages proposals;
    private final SessionPages sessions;
    private final ClientPages clients;
    private final AuditPages audit;
    private final Accounts accounts;
    private final ClientRegister register;
    private final Sessions open;
    private final Deeds deeds;
    private final Words words;
    private final Clock clock;

    AdministrationApi(
            PeoplePages people,
            PersonPage person,
            ProposalPages proposals,
            SessionPages sessions,
            ClientPages clients,
            AuditPages audit,
            Accounts accounts,
            ClientRegister register,
            Sessions open,
            Deeds deeds,
            Words words,
            Clock clock) {
        this.people = people;
        this.person = person;
        this.proposals = proposals;
        this.sessions = sessions;
        this.clients = clients;
        this.audit = audit;
        this.accounts = accounts;
        this.register = register;
        this.open = open;
        this.deeds = deeds;
        this.words = words;
        this.clock = clock;
    }

    private static ResponseEntity<Map<String, String>> created(String path, String id) {
        return ResponseEntity.created(URI.create(path + "/" + id)).body(Map.of("id", id));
    }

    /// @param address `q`, `role` and `closed` narrow it
    @GetMapping("/api/v1/people")
    Paged<PersonAnswer> people(Actor actor, Address address) {
        return people.find(people.seen(actor, address), address, Lists.PAGE_SIZE)
                .map(each -> answer(each, null, List.of()));
    }

    private static PersonAnswer answer(
            Person each, @Nullable List<SessionAnswer> used, List<Deeds.Possible> actions) {
        return new PersonAnswer(
                each.id().value(),
                each.username(),
                each.name(),
                each.home(),
                each.active(),
                each.memberships(),
                used,
                actions);
    }

    private static SessionAnswer answer(Sessions.Open session) {
        return new SessionAnswer(
                session.number(),
                session.person(),
                session.begun(),
                session.lastUsed(),
                session.address(),
                session.machine());
    }

    @PostMapping("/api/v1/people")
    ResponseEntity<Map<String, String>> register(
            Actor actor,
            HttpServletRequest request,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable JsonNode body) {
        people.keeper(actor, request);
        var form = deeds.form(PeoplePages.NewPersonForm.class, Offered.NOTHING, body);
        Accounts.Changed done =
                Deeds.taken(accounts.register(actor, PeoplePages.wish(form), deeds.key(key)));
        return created("/api/v1/people", done.person());
    }

    @GetMapping("/api/v1/people/{id}")
    PersonAnswer person(Actor actor, @PathVariable String id) {
        Person each = person.visible(actor, id);
        List<SessionAnswer> used =
                Authority.guards(actor, each.home())
                        ? open.of(id, clock.instant()).stream()
                                .map(AdministrationApi::answer)
                                .toList()
                        : null;
        return answer(each, used, deeds.possible(person.possible(each, actor)));
    }

    @PostMapping("/api/v1/people/{id}/{deed}")
    Deeds.Done person(
            Actor actor,
            @PathVariable String id,
            @PathVariable String deed,
            HttpServletRequest request,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable JsonNode body) {
        Person each = person.visible(actor, id);
        return deeds.perform(
                actor, person.possible(each, actor), deed, request.getRequestURI(), key, body);
    }

    @GetMapping("/api/v1/sessions")
    Paged<SessionAnswer> sessions(Actor actor, Address address) {
        List<SessionAnswer> all = sessions.open(actor, address, (session, _) -> answer(session));
        return new Paged<>(all, null, all.size());
    }

    @GetMapping("/api/v1/proposals")
    Paged<ProposalAnswer> proposals(Actor actor, Address address) {
        List<ProposalAnswer> all =
                proposals.open(actor, address, ProposalPages.SHOWN_MAX).stream()
                        .map(each -> answer(each, List.of()))
                        .toList();
        return new Paged<>(all, null, all.size());
    }

    private static ProposalAnswer answer(Proposal each, List<Deeds.Possible> actions) {
        return new ProposalAnswer(
                each.id().value(),
                each.home(),
                each.person().value(),
                each.role(),
                each.place(),
                each.validFrom(),
                each.validUntil(),
                each.delegatedBy(),
                each.state(),
                each.proposedBy(),
                each.decidedBy(),
                actions);
    }

    @GetMapping("/api/v1/proposals/{id}")
    ProposalAnswer proposal(Actor actor, @PathVariable String id) {
        Proposal each = proposals.visible(actor, id);
        return answer(each, deeds.possible(proposals.possible(each, actor)));
    }

    @PostMapping("/api/v1/proposals/{id}/{deed}")
    Deeds.Done proposal(
            Actor actor,
            @PathVariable String id,
            @PathVariable String deed,
            HttpServletRequest request,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable JsonNode body) {
        Proposal each = proposals.visible(actor, id);
        return deeds.perform(
                actor, proposals.possible(each, actor), deed, request.getRequestURI(), key, body);
    }

    @GetMapping("/api/v1/clients")
    Paged<ClientAnswer> clients(Actor actor, Address address) {
        Set<Province> homes = clients.keeper(actor, address.path());
        List<ClientAnswer> all =
                clients.find(homes, ClientPages.SHOWN_MAX).stream()
                        .map(each -> answer(each, List.of()))
                        .toList();
        return new Paged<>(all, null, all.size());
    }

    private static ClientAnswer answer(ApiClient each, List<Deeds.Possible> actions) {
        return new ClientAnswer(
                each.id().value(),
                each.home(),
                each.name(),
                each.organisation().value(),
                each.roles(),
                each.active(),
                actions);
    }

    @PostMapping("/api/v1/clients")
    ResponseEntity<Map<String, String>> client(
            Actor actor,
            Address address,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable JsonNode body) {
        clients.keeper(actor, address.path());
        Offered roles =
                new Offered(
                        Map.of("roles", Lists.options(List.copyOf(Authority.OF_CLIENTS), words)),
                        List.of());
        var form = deeds.form(ClientPages.NewClientForm.class, roles, body);
        ClientRegister.Known done =
                Deeds.taken(
                        register.register(actor, ClientPages.application(form), deeds.key(key)));
        return created("/api/v1/clients", done.client());
    }

    @GetMapping("/api/v1/clients/{id}")
    ClientAnswer client(Actor actor, @PathVariable String id) {
        ApiClient each = clients.visible(actor, id);
        return answer(each, deeds.possible(clients.possible(each, actor)));
    }

    @PostMapping("/api/v1/clients/{id}/{deed}")
    Deeds.Done client(
            Actor actor,
            @PathVariable String id,
            @PathVariable String deed,
            HttpServletRequest request,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable JsonNode body) {
        ApiClient each = clients.visible(actor, id);
        return deeds.perform(
                actor, clients.possible(each, actor), deed, request.getRequestURI(), key, body);
    }

    /// @param address `person`, `kind`, `subject`, `from` and `until` narrow it
    @GetMapping("/api/v1/audit-lines")
    Paged<RecordedLine> lines(Actor actor, Address address) {
        return audit.find(actor, address, Lists.PAGE_SIZE);
    }

    @GetMapping("/api/v1/audit-lines/chain")
    ChainAnswer chain(Actor actor, Address address) {
        return switch (audit.walked(actor, address)) {
            case ChainCheck.Whole(long _, String head) -> new ChainAnswer(true, head, null);
            case ChainCheck.Broken(long index, ChainCheck.Break _) ->
                    new ChainAnswer(false, null, index);
        };
    }
}

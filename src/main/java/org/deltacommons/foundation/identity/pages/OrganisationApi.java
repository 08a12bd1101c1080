package org.deltacommons.foundation.identity.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationRecorded;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.identity.accounts.OrganisationRegister;
import org.deltacommons.foundation.identity.accounts.OrganisationRegister.Registered;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Offered;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Organisations for machines: all that is known of them is public, and what the page does.
@RestController
class OrganisationApi {

    private final Organisations organisations;
    private final OrganisationList list;
    private final OrganisationRegister register;
    private final OrganisationPages pages;
    private final Deeds deeds;

    OrganisationApi(
            Organisations organisations,
            OrganisationList list,
            OrganisationRegister register,
            OrganisationPages pages,
            Deeds deeds) {
        this.organisations = organisations;
        this.list = list;
        this.register = register;
        this.pages = pages;
        this.deeds = deeds;
    }

    @GetMapping("/api/v1/organisations")
    Paged<OrganisationRecorded> organisations(Address address) {
        return list.find(address, Lists.PAGE_SIZE).map(OrganisationApi::shown);
    }

    @GetMapping("/api/v1/organisations/{id}")
    OrganisationRecorded organisation(@PathVariable String id) {
        return organisations
                .find(id)
                .map(OrganisationApi::shown)
                .orElseThrow(() -> new RefusedException(WebReason.NOT_FOUND));
    }

    /// Registers one; in doubt it waits for a review, `/api/v1/cases/registration/{id}`.
    @PostMapping("/api/v1/organisations")
    ResponseEntity<Registered> register(
            Actor actor,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable JsonNode body) {
        var form = deeds.form(OrganisationPages.NewOrganisationForm.class, Offered.NOTHING, body);
        Registered done =
                Deeds.taken(
                        register.register(
                                actor, OrganisationPages.application(form), deeds.key(key)));
        return ResponseEntity.created(URI.create("/api/v1/organisations/" + done.organisation()))
                .body(done);
    }

    /// What the caller may do to it, such as naming a member.
    @GetMapping("/api/v1/organisations/{id}/actions")
    List<Deeds.Possible> actions(Actor actor, @PathVariable String id) {
        return deeds.possible(pages.possible(pages.there(id), actor));
    }

    @PostMapping("/api/v1/organisations/{id}/{deed}")
    Deeds.Done act(
            Actor actor,
            @PathVariable String id,
            @PathVariable String deed,
            HttpServletRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable JsonNode body) {
        Organisation organisation = pages.there(id);
        return deeds.perform(
                actor,
                pages.possible(organisation, actor),
                deed,
                request.getRequestURI(),
                key,
                body);
    }

    private static OrganisationRecorded shown(Organisation organisation) {
        return OrganisationRecorded.of(organisation);
    }
}

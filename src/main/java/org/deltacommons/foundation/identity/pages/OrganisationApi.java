package org.deltacommons.foundation.identity.pages;

import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationRecorded;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Organisations for machines; all of it is public.
@RestController
class OrganisationApi {

    private final Organisations organisations;
    private final OrganisationList list;

    OrganisationApi(Organisations organisations, OrganisationList list) {
        this.organisations = organisations;
        this.list = list;
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

    private static OrganisationRecorded shown(Organisation organisation) {
        return OrganisationRecorded.of(organisation);
    }
}

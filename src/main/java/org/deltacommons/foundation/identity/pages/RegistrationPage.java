package org.deltacommons.foundation.identity.pages;

import java.util.List;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.kernel.Actor;
import org.springframework.stereotype.Component;

/// What an officer sees who reviews a registration.
@Component
final class RegistrationPage implements CasePage<Organisation> {

    private final OrganisationParts parts;

    RegistrationPage(OrganisationParts parts) {
        this.parts = parts;
    }

    @Override
    public Class<Organisation> type() {
        return Organisation.class;
    }

    @Override
    public List<Section> sections(Organisation subject, Actor actor) {
        return subject.doubts().isEmpty()
                ? List.of(parts.facts(subject))
                : List.of(parts.doubts(subject), parts.facts(subject));
    }
}

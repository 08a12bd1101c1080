package org.deltacommons.foundation.identity.accounts;

import java.util.List;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Assignees;
import org.deltacommons.foundation.procedures.NamedThings;
import org.deltacommons.foundation.procedures.PersonNames;
import org.deltacommons.foundation.procedures.PlaceNames;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What procedures want to know of people and places.
@Configuration
class WhoIsWho {

    /// People and clients; the two that are nobody have words of their own.
    @Bean
    PersonNames personNames(People people, Words words) {
        return id ->
                id.equals("system") || id.equals("visitor")
                        ? words.say("identity.name." + id)
                        : people.name(id);
    }

    @Bean
    NamedThings namedOrganisations(Records records, Words words) {
        return NamedThings.rows(records, Organisation.class, one -> one.name(words.language()));
    }

    @Bean
    PlaceNames placeNames(Organisations organisations, Words words) {
        return place ->
                place.matches("3[1-4]\\d{4}")
                        ? words.show(new DivisionCode(place))
                        : organisations.name(place, words.language());
    }

    @Bean
    Assignees assignees(People people) {
        return new Assignees() {
            @Override
            public List<Assignee> holders(Role role, String place) {
                return people.whoMay(role, place).stream()
                        .map(someone -> new Assignee(someone.id(), someone.name()))
                        .toList();
            }

            @Override
            public boolean holds(String person, Role role, String place) {
                return people.actor(person).filter(actor -> actor.may(role, place)).isPresent();
            }
        };
    }
}

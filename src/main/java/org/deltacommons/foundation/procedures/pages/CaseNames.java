package org.deltacommons.foundation.procedures.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.PersonNames;
import org.deltacommons.foundation.procedures.PlaceNames;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.Contributed;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What people and places are called on the pages of cases.
@Component
class CaseNames {

    private final Words words;
    private final Contributed<PlaceNames> places;
    private final Contributed<PersonNames> people;

    CaseNames(Words words, ObjectProvider<PlaceNames> places, ObjectProvider<PersonNames> people) {
        this.words = words;
        this.places = new Contributed<>(places);
        this.people = new Contributed<>(people);
    }

    String place(String place) {
        PlaceNames known = places.first().orElse(null);
        if (known != null) {
            return known.name(place);
        }
        return place.matches("3[1-4]\\d{4}") ? words.show(new DivisionCode(place)) : place;
    }

    String person(String id) {
        if (id.equals("system")) {
            return words.say("case.system");
        }
        PersonNames known = people.first().orElse(null);
        return known == null ? id : known.name(id);
    }

    /// Whose case it is.
    String owner(Case subject) {
        return Stream.of(Side.OWNER, Side.FIRM, Side.ISSUER, Side.PROVIDER)
                .map(subject::place)
                .flatMap(Optional::stream)
                .findFirst()
                .map(this::place)
                .orElseGet(() -> words.show(subject.home()));
    }

    /// @param named as `ROLE@place`
    String who(List<String> named) {
        return named.stream().map(this::who).collect(Collectors.joining(words.say("case.and")));
    }

    private String who(String named) {
        int at = named.indexOf('@');
        Role role = Role.valueOf(named.substring(0, at));
        return words.say("case.who", Map.of("role", role, "place", place(named.substring(at + 1))));
    }

    /// Somebody by what they are to any case.
    String who(Who who) {
        return who.equals(Who.SYSTEM)
                ? words.say("case.system")
                : words.say("case.who.side", Map.of("role", who.role(), "side", who.side()));
    }
}

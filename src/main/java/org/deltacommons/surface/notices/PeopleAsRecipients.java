package org.deltacommons.surface.notices;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.identity.Someone;
import org.deltacommons.kernel.Role;

/// The people of this node, without addresses.
record PeopleAsRecipients(People people) implements Recipients {

    /// Those of the place itself; where it has nobody, those above who may act there.
    @Override
    public List<Recipient> holders(String roleAtPlace) {
        int at = roleAtPlace.indexOf('@');
        Role role = Role.valueOf(roleAtPlace.substring(0, at));
        String place = roleAtPlace.substring(at + 1);
        List<Someone> exactly = people.members(place, role);
        return (exactly.isEmpty() ? people.whoMay(role, place) : exactly)
                .stream().filter(Someone::active).map(PeopleAsRecipients::recipient).toList();
    }

    @Override
    public Optional<Recipient> person(String id) {
        return people.find(id).filter(Someone::active).map(PeopleAsRecipients::recipient);
    }

    private static Recipient recipient(Someone someone) {
        return new Recipient(someone.id(), someone.name(), Locale.SIMPLIFIED_CHINESE, null, null);
    }
}

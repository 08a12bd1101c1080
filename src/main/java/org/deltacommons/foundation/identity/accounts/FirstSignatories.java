package org.deltacommons.foundation.identity.accounts;

import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.foundation.identity.Signatories;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.springframework.stereotype.Component;

/// Looks for the account by its name; what is decided rests on the person's own row.
@Component
class FirstSignatories implements Signatories {

    private final PostgresPeople people;

    FirstSignatories(PostgresPeople people) {
        this.people = people;
    }

    @Override
    public Outcome<List<Part>> first(String username, String organisation, String by, Rows rows) {
        Optional<Person> known =
                people.byUsername(Accounts.username(username))
                        .flatMap(found -> rows.find(Person.class, found.id()))
                        .filter(found -> found.home() == rows.home());
        if (known.isEmpty()) {
            return Outcome.refused(Refusal.of(IdentityReason.NOBODY, "name", username));
        }
        Memberships.Wish wish = new Memberships.Wish(Role.SIGNATORY, organisation, null, null);
        return Giving.judge(known.get(), wish, rows)
                .<Outcome<List<Part>>>map(Outcome::refused)
                .orElseGet(() ->
                        Outcome.done(
                                Giving.given(
                                        known.get(),
                                        new Held(
                                                Role.SIGNATORY,
                                                organisation,
                                                rows.now(),
                                                null,
                                                by,
                                                null,
                                                null))));
    }
}

package org.deltacommons.foundation.identity.accounts;

import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.erasing.Erasable;
import org.deltacommons.foundation.erasing.ErasingReason;
import org.deltacommons.foundation.erasing.ErasureScope;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whose account was given back is known by the id alone after that: what they did stays theirs in
/// the record, and nothing says any more who that was.
@Component
class ErasableAccounts implements Erasable {

    @Override
    public ErasureScope scope() {
        return ErasureScope.ACCOUNT;
    }

    @Override
    public @Nullable Refusal obstacle(String what, Rows rows) {
        Person person = find(what, rows).orElse(null);
        if (person == null || person.isErased()) {
            return Refusal.of(ErasingReason.NOTHING_FOUND);
        }
        return person.active()
                ? Refusal.of(ErasingReason.ACCOUNT_IN_USE, "person", person.id().value())
                : null;
    }

    @Override
    public List<Part> erase(String what, Rows rows) {
        return find(what, rows)
                .<List<Part>>map(person ->
                        List.of(
                                new Put(person.erased()),
                                new Release("identity.username", person.username(), Period.ALWAYS)))
                .orElseGet(List::of);
    }

    private static Optional<Person> find(String what, Rows rows) {
        return rows.find(Person.class, Id.<Person>of(what))
                .filter(person -> person.home() == rows.home());
    }
}

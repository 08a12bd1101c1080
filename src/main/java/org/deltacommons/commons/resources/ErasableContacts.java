package org.deltacommons.commons.resources;

import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.erasing.Erasable;
import org.deltacommons.foundation.erasing.ErasingReason;
import org.deltacommons.foundation.erasing.ErasureScope;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whom to ask about a resource. It was told to nobody, see [Resource#published], so it is gone
/// once it is gone here; the provider enters somebody else.
@Component
class ErasableContacts implements Erasable {

    @Override
    public ErasureScope scope() {
        return ErasureScope.CONTACT;
    }

    @Override
    public @Nullable Refusal obstacle(String what, Rows rows) {
        return find(what, rows).filter(one -> !one.equals(one.withoutContact())).isPresent()
                ? null
                : Refusal.of(ErasingReason.NOTHING_FOUND);
    }

    @Override
    public List<Part> erase(String what, Rows rows) {
        return find(what, rows)
                .<List<Part>>map(one -> List.of(new Put(one.withoutContact())))
                .orElseGet(List::of);
    }

    private static Optional<Resource> find(String what, Rows rows) {
        return rows.find(Resource.class, Id.<Resource>of(what))
                .filter(one -> one.home() == rows.home());
    }
}

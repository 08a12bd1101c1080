package org.deltacommons.foundation.web;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// What other modules contribute as beans of a type: looked up when first asked for, when all of
/// them are there, and kept. Spring looks and sorts anew each time, which for the menu, for the
/// parts of a case's page and for every name of a division cost a page more than their work.
///
/// @param <T> the type of the beans
public final class Contributed<T> {

    private final ObjectProvider<T> beans;
    private volatile @Nullable List<T> known;

    public Contributed(ObjectProvider<T> beans) {
        this.beans = beans;
    }

    /// All, in their order.
    public List<T> all() {
        List<T> all = known;
        if (all == null) {
            // Two who come first at once find the same.
            all = beans.orderedStream().toList();
            known = all;
        }
        return all;
    }

    /// The one, where a module contributes it.
    public Optional<T> first() {
        List<T> all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }
}

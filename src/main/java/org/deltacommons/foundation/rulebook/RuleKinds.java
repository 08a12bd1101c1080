package org.deltacommons.foundation.rulebook;

import java.util.List;
import java.util.Optional;

/// Every kind of rule there is.
public final class RuleKinds {

    private final List<RuleKind<?, ?>> all;

    public RuleKinds(List<RuleKind<?, ?>> all) {
        this.all = List.copyOf(all);
    }

    public List<RuleKind<?, ?>> all() {
        return all;
    }

    public Optional<RuleKind<?, ?>> of(String topic) {
        return all.stream().filter(kind -> kind.covers(topic)).findFirst();
    }
}

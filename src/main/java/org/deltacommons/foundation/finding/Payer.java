package org.deltacommons.foundation.finding;

import java.util.List;
import java.util.Optional;
import org.deltacommons.kernel.Money;

/// Whoever would pay, as things stand when the question is asked.
public interface Payer {

    /// Names whose money it is, for people: a firm.
    String name(boolean english);

    /// What else pays a part, for people: vouchers; empty if nothing does.
    List<String> helped();

    /// Changes whenever any answer of [#own] might.
    String version();

    /// What they would pay themselves for one unit.
    ///
    /// @return empty if they cannot have it at any price that is known
    Optional<Money> own(Tariff tariff);
}

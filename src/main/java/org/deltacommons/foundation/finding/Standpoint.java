package org.deltacommons.foundation.finding;

import java.util.Optional;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;

/// From where somebody looks: what the order of hits depends on and only a higher module knows.
/// Without a bean of it everybody looks like a visitor.
public interface Standpoint {

    /// Where their firm or organisation has its seat.
    Optional<DivisionCode> seat(Actor actor);

    /// Who would pay for what they order; empty for those who act for no firm of this node.
    Optional<Payer> payer(Actor actor);
}

package org.deltacommons.commons.resources;

import java.time.LocalDate;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.Money;

/// A new price. Begins today or later, so that nothing quoted changes.
public record PriceForm(
        UserClass userClass, PriceUnit unit, Money amount, @Input(help = true) LocalDate from) {}

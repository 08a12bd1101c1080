package org.deltacommons.commons.enterprises;

import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.Money;

/// What a firm declares about its size.
public record FiguresForm(
        @Input(from = 2000, until = 2200, help = true) int year,
        @Input(from = 0, until = 1_000_000, unit = "form.unit.people", help = true) int staff,
        Money revenue,
        Money assets) {}

package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import org.deltacommons.foundation.web.Input;

/// What the register of serious dishonesty said, as an officer saw it.
public record HonestyForm(
        @Input(kind = Input.Kind.RADIO) Boolean serious,
        LocalDate asOf,
        @Input(max = 200) String source) {}

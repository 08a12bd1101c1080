package org.deltacommons.foundation.web;

import java.util.Locale;
import java.util.Optional;
import org.deltacommons.kernel.DivisionCode;

/// What divisions are called. Implemented by the module that keeps the list; without it, a division
/// is shown as its code.
public interface DivisionNames {

    /// @param language Chinese or English
    Optional<String> name(DivisionCode division, Locale language);
}

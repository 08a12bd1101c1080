package org.deltacommons.commons.resources;

import org.deltacommons.foundation.web.Input;

/// Why; kept in the history.
///
/// @param why 1 to 500 characters
public record WhyForm(@Input(kind = Input.Kind.TEXTAREA, max = 500) String why) {}

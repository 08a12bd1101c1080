package org.deltacommons.foundation.web;

import org.jspecify.annotations.Nullable;

/// @param label a message key
/// @param icon a Tabler icon's name without `ti-`
public record LinkView(String label, String href, @Nullable String icon) {}

package org.deltacommons.surface.notices;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Somebody who can be told something.
///
/// @param id the person's
/// @param language Chinese or English
/// @param mail their address, if they gave one
/// @param phone for gateways, if they gave one
public record Recipient(
        String id, String name, Locale language, @Nullable String mail, @Nullable String phone) {}

package org.deltacommons.foundation.procedures;

/// The case of another home about the same matter: to the enterprise's order the provider's
/// booking. Each side has its own at its own home, so what one side writes is told about both.
///
/// @param procedure its name
/// @param id of the case
public record Counterpart(String procedure, String id) {}

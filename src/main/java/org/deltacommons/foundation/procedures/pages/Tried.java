package org.deltacommons.foundation.procedures.pages;

import java.util.Map;

/// What somebody tried and was refused, so that the page shows it once more.
///
/// @param action its name
/// @param typed what was typed, by field
/// @param errors sentences by field; under the empty name what concerns the whole
record Tried(String action, Map<String, String[]> typed, Map<String, String> errors) {}

package org.deltacommons.foundation.rulebook;

import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// The words that go with approving or withdrawing.
public record RuleNote(@Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500) String note) {}

package org.deltacommons.foundation.rulebook;

import org.deltacommons.foundation.web.Input;

/// Why a proposal is refused; the proposer must know.
public record RuleRejection(@Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

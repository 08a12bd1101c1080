package org.deltacommons.foundation.rulebook;

import org.deltacommons.foundation.lane.FactKind;

/// A rule has a new version. Public, and the whole row, because others keep it as a replica.
///
/// @param version the number of the new one
/// @param proposal the case it was decided in; empty for what was loaded
@FactKind(value = "rulebook.RuleApproved", reach = FactKind.Reach.PUBLIC)
public record RuleApproved(Rule rule, int version, String proposal) {}

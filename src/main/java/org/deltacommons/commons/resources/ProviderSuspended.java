package org.deltacommons.commons.resources;

import org.deltacommons.foundation.lane.FactKind;

/// A provider takes no new orders until further notice.
@FactKind(value = "resources.ProviderSuspended", schema = 2, reach = FactKind.Reach.PUBLIC)
public record ProviderSuspended(Provider provider) {}

package org.deltacommons.commons.resources;

import org.deltacommons.foundation.lane.FactKind;

/// A provider takes no new orders until further notice.
@FactKind("resources.ProviderSuspended")
public record ProviderSuspended(Provider provider) {}

package org.deltacommons.commons.resources;

import org.deltacommons.foundation.lane.FactKind;

/// A provider is verified, and so valid in all four; or what is public of it has changed.
@FactKind(value = "resources.ProviderListed", schema = 2, reach = FactKind.Reach.PUBLIC)
public record ProviderListed(Provider provider) {}

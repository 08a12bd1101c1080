package org.deltacommons.commons.resources;

import org.deltacommons.foundation.lane.FactKind;

/// A provider is no longer one.
@FactKind(value = "resources.ProviderDelisted", schema = 2, reach = FactKind.Reach.PUBLIC)
public record ProviderDelisted(Provider provider) {}

package org.deltacommons.commons.resources;

import org.deltacommons.foundation.lane.FactKind;

/// A provider is no longer one.
@FactKind("resources.ProviderDelisted")
public record ProviderDelisted(Provider provider) {}

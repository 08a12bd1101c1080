package org.deltacommons.commons.resources;

import org.deltacommons.foundation.lane.FactKind;

/// A resource is no longer offered; its page stays.
@FactKind(value = "resources.ResourceUnlisted", reach = FactKind.Reach.PUBLIC)
public record ResourceUnlisted(Resource resource) {

    static ResourceUnlisted of(Resource resource) {
        return new ResourceUnlisted(resource.published());
    }
}

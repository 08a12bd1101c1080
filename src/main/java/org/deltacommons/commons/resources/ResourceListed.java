package org.deltacommons.commons.resources;

import org.deltacommons.foundation.lane.FactKind;

/// A resource is offered, or what is public of it has changed. Carries all that the others keep.
@FactKind(value = "resources.ResourceListed", reach = FactKind.Reach.PUBLIC)
public record ResourceListed(Resource resource) {

    public static ResourceListed of(Resource resource) {
        return new ResourceListed(resource.published());
    }
}

package org.deltacommons.commons.resources;

import java.util.List;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.PanelView;
import org.deltacommons.kernel.Actor;

/// What another module shows on a resource's page: free times, what a voucher pays, the order
/// button. The inverse port of bookings and vouchers; a bean.
public interface ResourcePanel {

    /// This panel for one showing of a resource: what it needs to know is asked with other
    /// questions.
    default ResourcePanel asking(Together together, Resource resource, Actor actor) {
        return this;
    }

    default List<PanelView> panels(Resource resource, Actor actor) {
        return List.of();
    }

    /// What a visitor or user can do with it, most important first.
    default List<LinkView> links(Resource resource, Actor actor) {
        return List.of();
    }
}

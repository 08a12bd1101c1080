package org.deltacommons.commons.vouchers;

import java.util.List;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourcePanel;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.kernel.Actor;
import org.springframework.stereotype.Component;

/// The way from a resource's page to an order, with the voucher's part shown first.
@Component
class OrderLink implements ResourcePanel {

    @Override
    public List<LinkView> links(Resource resource, Actor actor) {
        return resource.state().isListed() && !resource.terms().modes().isEmpty()
                ? List.of(
                        new LinkView(
                                "order.new",
                                "/orders/new?resource=" + resource.id(),
                                "calendar-plus"))
                : List.of();
    }
}

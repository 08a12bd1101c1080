package org.deltacommons.commons.bookings.pages;

import java.util.List;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Role;

/// Where somebody works, and what stands there.
final class Staff {

    private static final int RESOURCES_MAX = 500;

    private Staff() {}

    /// The providers where somebody holds one of the roles.
    ///
    /// @throws RefusedException if there is none
    static List<String> places(Actor actor, Role... roles) {
        List<String> places =
                actor.memberships().stream()
                        .filter(membership -> List.of(roles).contains(membership.role()))
                        .map(Membership::where)
                        .distinct()
                        .toList();
        if (places.isEmpty()) {
            throw new RefusedException(actor.isVisitor() ? WebReason.SIGN_IN : WebReason.FORBIDDEN);
        }
        return places;
    }

    static boolean isAny(Actor actor, Role... roles) {
        return List.of(roles).stream().anyMatch(actor::has);
    }

    static List<Resource> resources(Records records, List<String> places) {
        return records.list(
                Resource.class,
                "t.provider IN (:places) AND t.state IN ('PUBLISHED', 'UNDER_REPAIR',"
                        + " 'CUSTOMS_LOCK')",
                "t.inner_id, t.id",
                java.util.Map.of("places", places),
                RESOURCES_MAX);
    }

    /// A listed resource; what is not there and what is no id are answered alike.
    static Resource listed(Records records, String id) {
        if (!id.matches("[A-Za-z0-9-]{1,60}")) {
            throw new RefusedException(BookingsReason.RESOURCE_NOT_FOUND);
        }
        return records.find(Resource.class, Id.<Resource>of(id))
                .filter(resource -> resource.state().wasListed())
                .orElseThrow(() -> new RefusedException(BookingsReason.RESOURCE_NOT_FOUND));
    }
}

package org.deltacommons.foundation.identity;

import java.util.List;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Province;

/// A person as other modules may know one: no telephone number, no address.
///
/// @param active whether they may sign in
/// @param memberships in force when asked
public record Someone(
        String id, String name, Province home, boolean active, List<Membership> memberships) {

    public Someone {
        memberships = List.copyOf(memberships);
    }
}

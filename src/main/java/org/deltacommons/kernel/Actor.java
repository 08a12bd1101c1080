package org.deltacommons.kernel;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who acts: a signed-in person, a machine client, or the system itself.
///
/// @param id the person's id, `client:…` for a machine, `system` for followers and jobs
/// @param name as shown in histories
/// @param home where the person signs in
/// @param memberships what they may be, and where
/// @param client the machine client through which they act, if any
public record Actor(
        String id,
        String name,
        Province home,
        List<Membership> memberships,
        @Nullable String client) {

    public Actor {
        memberships = List.copyOf(memberships);
    }

    /// The system acting for one home, in every division of it.
    public static Actor system(Province home) {
        return new Actor(
                "system", "system", home, List.of(new Membership(Role.SYSTEM, home.code())), null);
    }

    /// Somebody who has not signed in.
    public static Actor visitor(Province home) {
        return new Actor("visitor", "visitor", home, List.of(), null);
    }

    public boolean isVisitor() {
        return id.equals("visitor");
    }

    public boolean isSystem() {
        return id.equals("system");
    }

    public boolean may(Role role, String place) {
        return memberships.stream().anyMatch(membership -> membership.reaches(role, place));
    }

    public boolean has(Role role) {
        return memberships.stream().anyMatch(membership -> membership.role() == role);
    }

    /// The first place where they hold the role, in the order of their memberships.
    public Optional<String> where(Role role) {
        return memberships.stream()
                .filter(membership -> membership.role() == role)
                .map(Membership::where)
                .findFirst();
    }
}

package org.deltacommons.kernel;

/// One role of one person somewhere.
///
/// @param role what
/// @param where an organisation's id or a division's code, as the role's scope asks
public record Membership(Role role, String where) {

    /// Whether this membership lets somebody act in the given role at the given place.
    ///
    /// @param place an organisation's id or a division's code; of most roles a division also counts
    ///   for those inside
    public boolean reaches(Role asked, String place) {
        if (role != asked) {
            return false;
        }
        if (where.equals(place)) {
            return true;
        }
        return role.reachesInside()
                && DivisionCode.isCode(place)
                && new DivisionCode(where).covers(new DivisionCode(place));
    }
}

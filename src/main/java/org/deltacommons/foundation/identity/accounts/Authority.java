package org.deltacommons.foundation.identity.accounts;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;

/// Who may do what to whom in this module. The three administrations (三员) are apart: system
/// administrators keep accounts, organisations and clients; security administrators give roles and
/// end sessions; audit administrators read the log. (GB/T 22239-2019, third level.)
public final class Authority {

    /// Of which one person holds one at most.
    public static final Set<Role> ADMINISTRATIONS =
            EnumSet.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN);

    /// Given by two persons, because they move money.
    public static final Set<Role> OF_TWO = EnumSet.of(Role.TREASURY_OFFICER, Role.CLEARING_OFFICER);

    /// What a machine may be.
    public static final Set<Role> OF_CLIENTS =
            EnumSet.of(
                    Role.FIRM_ENGINEER,
                    Role.FIRM_FINANCE,
                    Role.PROVIDER_MANAGER,
                    Role.OPERATOR,
                    Role.TREASURY_SYSTEM);

    private static final int LEVELS_MAX = 6;

    private Authority() {}

    /// Whether the actor keeps accounts and organisations there.
    public static boolean keeps(Actor actor, DivisionCode place) {
        return actor.isSystem() || actor.may(Role.SYSTEM_ADMIN, place.value());
    }

    public static boolean keeps(Actor actor, Province home) {
        return keeps(actor, home.division());
    }

    /// Whether the actor watches over roles and sessions there.
    public static boolean guards(Actor actor, Province home) {
        return actor.isSystem() || actor.may(Role.SECURITY_ADMIN, home.code());
    }

    /// Officers and system administrators register whom they are responsible for.
    public static boolean registers(Actor actor, DivisionCode place) {
        return keeps(actor, place) || reviews(actor, place);
    }

    /// Officers look at what the check digits doubt.
    public static boolean reviews(Actor actor, DivisionCode place) {
        return actor.may(Role.COUNTY_OFFICER, place.value())
                || actor.may(Role.PROVINCIAL_OFFICER, place.value());
    }

    /// Whether the actor may give and take the role there: a security administrator of the place,
    /// or the signatory of the organisation or of its legal person for everything but a signature.
    static boolean grants(Actor actor, Role role, String where, Rows rows) {
        if (actor.isSystem()) {
            return true;
        }
        if (role.scope() == Role.Scope.DIVISION) {
            return actor.may(Role.SECURITY_ADMIN, where);
        }
        Optional<Organisation> place = rows.find(Organisation.class, Id.of(where));
        boolean guards =
                place.isPresent() && actor.may(Role.SECURITY_ADMIN, place.get().division().value());
        return guards || (role != Role.SIGNATORY && signsFor(actor, place, rows));
    }

    /// Whether the actor signs for the organisation or one above it.
    static boolean signsFor(Actor actor, Optional<Organisation> place, Rows rows) {
        Optional<Organisation> at = place;
        for (int level = 0; level < LEVELS_MAX && at.isPresent(); level++) {
            if (actor.may(Role.SIGNATORY, at.get().id().value())) {
                return true;
            }
            Id<Organisation> parent = at.get().parent();
            at = parent == null ? Optional.empty() : rows.find(Organisation.class, parent);
        }
        return false;
    }
}

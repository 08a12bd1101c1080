package org.deltacommons.commons.clearing;

import java.util.List;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;

/// Who acts and reads between provinces: always officials of the home itself.
final class Officials {

    static final Who CLEARING = Who.of(Role.CLEARING_OFFICER, Side.HOME);
    static final Who PROVINCIAL = Who.of(Role.PROVINCIAL_OFFICER, Side.HOME);
    static final Who TREASURY = Who.of(Role.TREASURY_OFFICER, Side.HOME);
    static final Who AUDITOR = Who.of(Role.AUDITOR, Side.HOME);
    static final Who PROVIDER = Who.of(Role.PROVIDER_MANAGER, Side.PROVIDER);

    private static final List<Role> READING =
            List.of(
                    Role.CLEARING_OFFICER,
                    Role.PROVINCIAL_OFFICER,
                    Role.TREASURY_OFFICER,
                    Role.AUDITOR);

    private Officials() {}

    /// The provinces for which somebody may see what lies between them and others.
    static List<Province> provinces(Actor actor) {
        return List.of(Province.values()).stream()
                .filter(province ->
                        READING.stream().anyMatch(role -> actor.may(role, province.code())))
                .toList();
    }

    static boolean isOne(Actor actor) {
        return !provinces(actor).isEmpty();
    }
}

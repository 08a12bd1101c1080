package org.deltacommons.surface.notices;

import java.util.List;
import java.util.Optional;

/// Who is told: the inverse port of whoever knows people and their addresses. Without such a bean,
/// people are those of the module identity, and nobody has an address.
public interface Recipients {

    /// Those who hold a role at a place today, and are at home at this node.
    ///
    /// @param roleAtPlace as facts name them: `COUNTY_OFFICER@340500`, `FIRM_FINANCE@org-…`
    List<Recipient> holders(String roleAtPlace);

    /// @return empty for machines, for the system, and for people of other nodes
    Optional<Recipient> person(String id);
}

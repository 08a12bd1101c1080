package org.deltacommons.foundation.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The organisations of the four provinces, for pages. A decision reads [Organisation] by id.
public interface Organisations {

    Optional<Organisation> find(String id);

    /// @param code in any case and width, with spaces or hyphens
    Optional<Organisation> byCode(String code);

    /// What to show for an id, at most a minute old; the id itself where it is unknown.
    String name(String id, Locale language);

    /// The nearest legal person at or above: who signs for a platform or a faculty.
    Optional<Organisation> legalPerson(String id);

    /// Those directly below.
    List<Organisation> units(String id);

    /// Other legal persons of its code or its name, those turned away left out.
    List<Organisation> alike(Organisation organisation);
}

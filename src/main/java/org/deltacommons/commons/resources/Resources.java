package org.deltacommons.commons.resources;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What others ask about resources. With [Rows] it is for decisions: pure, read by id, guarded at
/// home; without, for pages.
public interface Resources {

    /// A resource with who offers it.
    ///
    /// @param provider empty where it was never verified
    record Offered(Resource resource, Optional<Provider> provider) {}

    /// Anything that is or was listed.
    Optional<Resource> find(Id<Resource> id);

    /// The same with its provider, for pages.
    Optional<Offered> offered(Id<Resource> id);

    Optional<Provider> provider(String organisation);

    /// Which class an organisation's people are at a resource: of the same legal person, academic,
    /// or a firm. Another faculty of the same university is internal, its daughter company is not.
    UserClass userClass(Resource resource, String organisation, Rows rows);

    /// The same for a page.
    UserClass userClass(Resource resource, String organisation);

    /// Which class an organisation's people are at resources of others.
    UserClass userClassElsewhere(String organisation);

    /// The organisations at whose resources its people are of the same legal person, itself among
    /// them; for a page.
    Set<String> ofSameLegalPerson(String organisation);

    /// The price of a class at an instant; old quotes ask with the instant they were made at.
    Optional<Price> price(Resource resource, UserClass userClass, Instant at);

    /// Why it cannot be used in this mode now, or null: not listed, under repair, locked by
    /// customs, provider not valid, mode not offered.
    @Nullable Refusal obstacle(Resource resource, BookingMode mode, Rows rows);
}

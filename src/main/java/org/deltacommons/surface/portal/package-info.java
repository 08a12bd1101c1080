/// The front page: one sentence to find with, the map, what is open, what is in public notice.
/// Everything here is public and seen without signing in.
@ApplicationModule(
        id = "portal",
        allowedDependencies = {"lane", "procedures", "web", "rulebook", "resources", "vouchers"})
@NullMarked
package org.deltacommons.surface.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// The first start: loads the facts of four provinces and the demonstration cast, once, with a line
/// of progress for each step. Loading again changes nothing.
@ApplicationModule(
        id = "seeding",
        allowedDependencies = {
            "lane",
            "federation",
            "procedures",
            "identity",
            "rulebook",
            "enterprises",
            "resources",
            "bookings",
            "vouchers",
            "clearing"
        })
@NullMarked
package org.deltacommons.surface.seeding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

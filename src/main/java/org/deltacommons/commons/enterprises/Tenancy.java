package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import org.deltacommons.kernel.DivisionCode;
import org.jspecify.annotations.Nullable;

/// A place in a recognised incubator, 众创空间 or university science park.
///
/// @param organisation the incubator's id
/// @param name what it is called
/// @param division where it lies; a team counts as registered there
/// @param until the first day after, if it has ended or will
/// @param verified whether the incubator or an officer has confirmed it
public record Tenancy(
        String organisation,
        String name,
        DivisionCode division,
        LocalDate from,
        @Nullable LocalDate until,
        boolean verified,
        String source,
        LocalDate asOf) {

    public Tenancy {
        if (until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("a tenancy ends after it begins: " + name);
        }
    }

    public boolean isRunning(LocalDate on) {
        return !on.isBefore(from) && (until == null || on.isBefore(until));
    }
}

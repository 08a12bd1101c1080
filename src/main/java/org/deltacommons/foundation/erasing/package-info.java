/// The erasing of persons' texts (个人信息保护法 Art. 47): one person of the security administration asks,
/// with the ground in law and the person's request, another agrees; the home erases, and every node
/// that was told follows and says so.
///
/// Words: a *text* is what somebody wrote in a field that is marked
/// [org.deltacommons.foundation.lane.Personal]; its *twins* are the same words told in the same
/// Unit, such as a message told about both sides' cases; a *period of retention* is how long the
/// law has texts of a procedure kept.
///
/// Invariants: nobody erases alone; only texts of the home's own feed are erased, the others follow
/// their home's word; nothing is erased of a case that goes on, nor before its period of retention
/// is over; a text and its twins are erased together or not at all; what was signed, proven and
/// handed out stays as it is.
@ApplicationModule(
        id = "erasing",
        allowedDependencies = {"lane", "procedures", "federation", "rulebook", "web"})
@NullMarked
package org.deltacommons.foundation.erasing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// The look and the words of the whole product: layout, components, forms from records, problems,
/// cursors, headers. It knows no business.
///
/// Words: a *case* is one record on its page; an *action* is what somebody can do to it; a
/// *refusal* is told in three sentences (what, why, what to do); a *mark* says whether a condition
/// is met, not met or not verified.
///
/// Invariants: whatever a person reads comes from `messages/*.properties`, Chinese and English; no
/// page carries inline script or style; every form works without JavaScript and carries the key
/// that makes submitting it twice harmless; nobody ever sees a stack trace.
@ApplicationModule(
        id = "web",
        allowedDependencies = {})
@NullMarked
package org.deltacommons.foundation.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

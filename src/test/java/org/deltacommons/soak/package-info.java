/// Soaks: the real server under load while it is being killed.
///
/// Start reading at [org.deltacommons.soak.CrashSoak].
@NullMarked
package org.deltacommons.soak;

import org.jspecify.annotations.NullMarked;

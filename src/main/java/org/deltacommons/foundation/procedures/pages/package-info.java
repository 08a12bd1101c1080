/// The pages and the API of procedures: the case, the worklist, the published declarations, the
/// calendar. Internal.
@NullMarked
package org.deltacommons.foundation.procedures.pages;

import org.jspecify.annotations.NullMarked;

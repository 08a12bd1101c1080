/// Rows and decisions. Everything here is pure or a thin call of the lane.
@NullMarked
package org.deltacommons.foundation.identity.accounts;

import org.jspecify.annotations.NullMarked;

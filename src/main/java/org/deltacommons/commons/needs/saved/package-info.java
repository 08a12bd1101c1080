/// Saved needs: what waits for new documents, what fitted, and who is told.
@NullMarked
package org.deltacommons.commons.needs.saved;

import org.jspecify.annotations.NullMarked;

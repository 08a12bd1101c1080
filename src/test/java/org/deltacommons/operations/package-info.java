/// A node as it is operated: several instances, a PostgreSQL of its own, and what `docs/operating`
/// tells its keepers to do.
@NullMarked
package org.deltacommons.operations;

import org.jspecify.annotations.NullMarked;

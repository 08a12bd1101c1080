/// What a feed proves, in plain Java: the Merkle tree of RFC 6962 and RFC 9162 over the facts,
/// signed notes, checkpoints, receipts. It knows no Spring, no database and no network, so that the
/// same code serves the feeds, the page `/verify` and `bin/verify` on a machine without any of
/// them.
@NullMarked
package org.deltacommons.foundation.federation.proof;

import org.jspecify.annotations.NullMarked;

/// A treasury's own accounts and what it posts among them. They live in the same books as the
/// accounts that procedures move and never meet them: a name that a caller gives is always read as
/// that of an own account, the ledger's judge refuses a transfer between the two kinds, and the
/// audit of chains would find one.
@NullMarked
package org.deltacommons.foundation.ledger.journal;

import org.jspecify.annotations.NullMarked;

/// The ledger beside its peers: pgbench's TPC-B, and one transaction a transfer.
@NullMarked
package org.deltacommons.bench.ledger;

import org.jspecify.annotations.NullMarked;

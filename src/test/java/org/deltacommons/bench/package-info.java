/// Benchmarks: each measures the product beside a peer in one run, rounds interleaved.
@NullMarked
package org.deltacommons.bench;

import org.jspecify.annotations.NullMarked;

/// The feeds between two processes of the product, beside a plain table that is polled.
@NullMarked
package org.deltacommons.bench.federation;

import org.jspecify.annotations.NullMarked;

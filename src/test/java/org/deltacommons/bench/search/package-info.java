/// How fast a million documents are searched: ours beside PostgreSQL's full text and trigrams.
@NullMarked
package org.deltacommons.bench.search;

import org.jspecify.annotations.NullMarked;

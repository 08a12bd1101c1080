/// How well needs are answered: a judged set, and what each way of finding makes of it.
@NullMarked
package org.deltacommons.bench.finding;

import org.jspecify.annotations.NullMarked;

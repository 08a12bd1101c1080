/// How resources come in as tables: template, dictionary, row-by-row check, application in
/// resumable Units; and the seed, which takes the same way.
@NullMarked
package org.deltacommons.commons.resources.intake;

import org.jspecify.annotations.NullMarked;

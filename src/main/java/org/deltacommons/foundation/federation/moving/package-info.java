/// A home moves to another node: what belongs to it, the package in which it goes, who agrees, and
/// how it is taken in.
@NullMarked
package org.deltacommons.foundation.federation.moving;

import org.jspecify.annotations.NullMarked;

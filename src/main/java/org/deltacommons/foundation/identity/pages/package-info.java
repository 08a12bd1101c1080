/// The pages of accounts, administration and audit.
@NullMarked
package org.deltacommons.foundation.identity.pages;

import org.jspecify.annotations.NullMarked;

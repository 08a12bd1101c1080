/// What people and machines see of needs: the list for providers, a posting, one's own needs.
@NullMarked
package org.deltacommons.commons.needs.pages;

import org.jspecify.annotations.NullMarked;

/// Pages of resources and providers: public ones, a provider's own, the import; and what they show
/// on the page of a case.
@NullMarked
package org.deltacommons.commons.resources.pages;

import org.jspecify.annotations.NullMarked;

/// The ways in: password, an authority's own identity service, machine clients; and the way out.
@NullMarked
package org.deltacommons.foundation.identity.signin;

import org.jspecify.annotations.NullMarked;

/// What passes between this node and those of the other provinces, over HTTP: requests that the
/// asking node signs, answers that the asked node signs. `docs/protocol/requests.md` fixes it.
@NullMarked
package org.deltacommons.foundation.federation.nodes;

import org.jspecify.annotations.NullMarked;

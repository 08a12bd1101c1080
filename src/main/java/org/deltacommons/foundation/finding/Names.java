package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.List;

/// Looks documents up by how they are called.
interface Names {

    /// Documents whose name or designation begins so, the shortest first, then those whose name has
    /// it somewhere.
    List<FindDocument> named(String text, int most) throws IOException;
}

package org.deltacommons.foundation.identity;

import java.io.IOException;
import java.nio.file.Path;

/// The demonstration cast: the organisations of `seed/organisations.csv` and the people of
/// `seed/people.csv`, all invented people marked 示例.
public interface Cast {

    /// Loads whoever is not there yet; loading twice changes nothing. Passwords are made up, kept
    /// as hashes, and written once into a file that only its owner may read.
    ///
    /// @param signIns where the sign-ins are written, such as `data/sign-ins.txt`
    void load(Path signIns) throws IOException;
}

package org.deltacommons.foundation.federation;

import java.util.Optional;
import org.deltacommons.kernel.Province;

/// What of foreign feeds may be believed, as a node's witness found it.
interface Believed {

    /// What the facts of a feed are held against; empty where nothing may be believed.
    Optional<Leaves> leaves(PeerFeed peer, Province origin);

    /// Tiles that did not lead where they should are fetched anew.
    void doubt(Province origin);

    static Believed by(Witness witness) {
        return new Believed() {
            @Override
            public Optional<Leaves> leaves(PeerFeed peer, Province origin) {
                return witness.leaves(peer, origin);
            }

            @Override
            public void doubt(Province origin) {
                witness.doubt(origin);
            }
        };
    }
}

package org.deltacommons.foundation.federation.proof;

import java.util.List;

/// The definitions of the RFC, for the tests of the module around this package.
public final class Naive {

    private Naive() {}

    /// The root over what entries come to.
    public static byte[] root(List<byte[]> entries) {
        return NaiveTree.root(entries.stream().map(Merkle::sha256).toList());
    }
}

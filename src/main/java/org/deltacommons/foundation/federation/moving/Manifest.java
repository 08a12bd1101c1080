package org.deltacommons.foundation.federation.moving;

import java.util.Map;
import org.deltacommons.kernel.Province;

/// What stands before the rows in a package.
///
/// @param form of the package, 1
/// @param size of the feed; its last fact is the handover
/// @param note the head of just that size as the home signed it, with cosignatures
/// @param tables a digest of the giving node's tables
/// @param heard by home how far the giving node had heard the others
/// @param projections by name and home how far what is derived had come
/// @param figures what must come out the same
record Manifest(
        int form,
        Province home,
        long size,
        String note,
        String tables,
        Map<String, Long> heard,
        Map<String, Long> projections,
        Map<String, String> figures) {

    static final int FORM = 1;
}

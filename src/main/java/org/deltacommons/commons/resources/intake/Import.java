package org.deltacommons.commons.resources.intake;

import java.time.Instant;
import java.util.List;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// One uploaded table of a provider's resources.
///
/// @param digest SHA-256 of the file
/// @param total rows with data; wrong, new, changed and same ones add up to it
/// @param ignored headers that are no column of ours
@Stored("resources.import")
public record Import(
        Id<Import> id,
        Province home,
        String provider,
        ImportState state,
        @Personal String fileName,
        String digest,
        String byId,
        Instant at,
        int total,
        int wrong,
        int fresh,
        int changed,
        int same,
        List<String> ignored)
        implements Row {

    public Import {
        ignored = List.copyOf(ignored);
    }

    Import in(ImportState next) {
        return new Import(
                id, home, provider, next, fileName, digest, byId, at, total, wrong, fresh, changed,
                same, ignored);
    }

    public boolean bringsNothing() {
        return fresh == 0 && changed == 0;
    }
}

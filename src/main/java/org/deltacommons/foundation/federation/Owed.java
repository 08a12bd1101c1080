package org.deltacommons.foundation.federation;

import java.time.Instant;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// That a home owes a reader facts of one subject: the first was of a kind that the reader does not
/// know, and all later ones of the subject wait behind it. Which they are stands in their audience.
///
/// @param since when the first was told to the others
/// @param told the index of the last that was told again
/// @param open whether one waits
@Stored("federation.owed")
record Owed(
        Id<Owed> id,
        Province home,
        Province reader,
        String subject,
        Instant since,
        long told,
        boolean open)
        implements Row {

    static Id<Owed> idOf(Province home, Province reader, String subject) {
        return Id.of(home.code() + "/" + reader.code() + "/" + subject);
    }

    static Owed first(Province home, Province reader, String subject, Instant now) {
        return new Owed(idOf(home, reader, subject), home, reader, subject, now, 0, true);
    }

    Owed again(Instant now) {
        return open ? this : new Owed(id, home, reader, subject, now, told, true);
    }

    Owed told(long index, boolean more) {
        return new Owed(id, home, reader, subject, since, index, more);
    }
}

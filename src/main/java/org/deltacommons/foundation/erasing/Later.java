package org.deltacommons.foundation.erasing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.federation.TextsErased;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// What a home must still keep of texts that were erased, or are to be: it goes by itself when that
/// is over.
///
/// @param erasure the case at the home that erased
/// @param origin that home; this one itself for what it has to keep of its own
/// @param told the index of the fact that says so in that home's feed; 0 for this home's own
/// @param ground as in [TextsErased]
/// @param law as in [TextsErased]
/// @param texts in the origin's feed
/// @param kept how many of this home's own are kept
/// @param due the first day on which one of them need not be kept any more; null while a case goes
///   on
/// @param done when the last of them went
@Stored("erasing.later")
record Later(
        Id<Later> id,
        Province home,
        String erasure,
        Province origin,
        long told,
        String ground,
        String law,
        List<TextsErased.Text> texts,
        int kept,
        @Nullable LocalDate due,
        Instant since,
        @Nullable Instant done)
        implements Row {

    Later {
        texts = List.copyOf(texts);
    }

    /// @param left how many are kept still
    Later looked(int left, @Nullable LocalDate next, Instant now) {
        return new Later(
                id,
                home,
                erasure,
                origin,
                told,
                ground,
                law,
                texts,
                left,
                next,
                since,
                left == 0 ? now : null);
    }
}

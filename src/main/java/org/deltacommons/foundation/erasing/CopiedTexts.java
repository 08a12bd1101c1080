package org.deltacommons.foundation.erasing;

import java.util.List;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.kernel.Province;

/// Words of a fact in rows of a home that no reaction put there, such as what an answer has of the
/// need that it is given to: the inverse port of those who keep such rows.
public interface CopiedTexts {

    /// @param row whose words they are, in components marked
    ///   [org.deltacommons.foundation.lane.Personal]
    record Copy(Class<? extends Row> type, String row, String words) {}

    /// @param fact whose texts are erased, or will be in the same Unit
    /// @param path of one of them
    /// @param home whose rows are asked for
    List<Copy> of(RecordedFact fact, String path, Province home);
}

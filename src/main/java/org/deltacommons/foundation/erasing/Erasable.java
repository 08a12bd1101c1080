package org.deltacommons.foundation.erasing;

import java.util.List;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What a home keeps of persons besides what they wrote, such as their account: the inverse port of
/// those who keep it. It is erased by the same two persons.
public interface Erasable {

    ErasureScope scope();

    /// @param what as [ErasureForms.RequestErasure]
    /// @return why it is not erased; null if it may be
    @Nullable Refusal obstacle(String what, Rows rows);

    /// @return what takes it away, once there is no obstacle
    List<Part> erase(String what, Rows rows);
}

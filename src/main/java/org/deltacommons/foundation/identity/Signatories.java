package org.deltacommons.foundation.identity;

import java.util.List;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Outcome;

/// Who signs first for an organisation at a home that did not know it before. Accounts never leave
/// their home, so its people have new ones there; the first signatory gives the others their roles.
public interface Signatories {

    /// Gives somebody of the home a signature.
    ///
    /// @param username their account at this home, in any case
    /// @param organisation its id
    /// @param by who has seen that they may sign
    /// @return refused with `NOBODY` if the home has no such account, or as any membership is
    Outcome<List<Part>> first(String username, String organisation, String by, Rows rows);
}

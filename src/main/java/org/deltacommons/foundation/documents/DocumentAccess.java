package org.deltacommons.foundation.documents;

import org.deltacommons.kernel.Actor;

/// Who may open which document: the inverse port of those who keep cases. Without one, nobody but
/// whoever uploaded it within the last day.
public interface DocumentAccess {

    /// Whether the actor may read a case that really holds this document. To be answered from the
    /// case's present row: a hash in an address proves nothing.
    ///
    /// @param context what the address names, `procedure/id`; typed by anybody
    boolean mayRead(Actor actor, String hash, String context);
}

package org.deltacommons.foundation.web;

import org.deltacommons.kernel.Actor;

/// The count beside an entry of the menu, such as what waits for me. Asked once a page, so it must
/// be quick.
public interface Badge {

    /// The [MenuEntry#key] it stands beside.
    String menuKey();

    /// Zero shows nothing.
    int count(Actor actor);
}

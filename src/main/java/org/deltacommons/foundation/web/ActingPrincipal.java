package org.deltacommons.foundation.web;

import org.deltacommons.kernel.Actor;

/// A principal of Spring Security that knows which actor it stands for.
public interface ActingPrincipal {

    Actor actor();
}

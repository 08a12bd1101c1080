package org.deltacommons.foundation.procedures;

import java.util.Map;
import java.util.Set;

/// What the things that titles name are called. The inverse port of each module that keeps some;
/// what nobody knows keeps the name that the case has.
public interface NamedThings {

    /// @param ids of things of any module, never empty
    /// @return the names of those it knows, in the reader's language
    Map<String, String> names(Set<String> ids);
}

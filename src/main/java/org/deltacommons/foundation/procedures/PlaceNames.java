package org.deltacommons.foundation.procedures;

/// What places are called. The inverse port of the module that keeps organisations; without it a
/// division is named and an organisation is shown by its id.
public interface PlaceNames {

    /// @param place an organisation's id or a division's code
    /// @return in the reader's language
    String name(String place);
}

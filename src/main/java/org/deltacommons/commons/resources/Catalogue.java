package org.deltacommons.commons.resources;

/// The resources that the product comes with.
public interface Catalogue {

    /// Loads `seed/resources.csv` into the homes hosted here, published at once. What is there
    /// already is left alone; loading twice changes nothing.
    ///
    /// @return how many resources were new
    /// @throws IllegalStateException if a row of the seed is wrong, with the first one
    int load();
}

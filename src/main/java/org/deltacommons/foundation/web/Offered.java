package org.deltacommons.foundation.web;

import java.util.List;
import java.util.Map;

/// What a form offers here besides what its record says: choices that depend on the case, and files
/// that belong to the case already.
///
/// @param options by field; what is not among them is refused
/// @param files that may be named by their hash, whoever brought them in
public record Offered(Map<String, List<Option>> options, List<FileSink.Kept> files) {

    public static final Offered NOTHING = new Offered(Map.of(), List.of());

    public Offered {
        options = Map.copyOf(options);
        files = List.copyOf(files);
    }
}

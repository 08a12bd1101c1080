package org.deltacommons.commons.resources.pages;

import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.Upload;

/// A table to be checked.
///
/// @param provider whose resources it holds
public record ImportForm(
        @Input(options = "ownProviders") String provider,
        @Input(kind = Input.Kind.FILE, accept = ".xlsx,.csv", help = true) Upload file) {}

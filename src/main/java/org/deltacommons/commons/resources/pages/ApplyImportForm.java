package org.deltacommons.commons.resources.pages;

/// Whether the right rows are imported although others are wrong.
public record ApplyImportForm(boolean validOnly) {}

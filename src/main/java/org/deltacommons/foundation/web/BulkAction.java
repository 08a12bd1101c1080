package org.deltacommons.foundation.web;

/// What can be done to all selected rows; posts their ids as `id`, with `key`.
///
/// @param label a message key; a verb of the trade
/// @param url where the selection is posted
public record BulkAction(
        String name, String label, String url, boolean primary, boolean dangerous) {}

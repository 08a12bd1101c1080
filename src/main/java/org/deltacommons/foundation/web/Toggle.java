package org.deltacommons.foundation.web;

/// One value that can be chosen or left, with how many there are of it: a link with a box.
///
/// @param id of the link, so that the focus stays on it when the page around it is renewed
/// @param label in words
/// @param href the same page with it chosen, or no longer chosen
public record Toggle(String id, String label, long count, boolean chosen, String href) {}

package org.deltacommons.foundation.web;

import java.util.List;

/// A page of sections below each other, rendered by `sections.html` as its `page`.
///
/// @param title in the reader's language
/// @param intro a sentence in the reader's language
public record SectionsPage(
        String title, String intro, List<LinkView> links, List<Section> sections) {

    public SectionsPage {
        links = List.copyOf(links);
        sections = List.copyOf(sections);
    }
}

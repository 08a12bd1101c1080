package org.deltacommons.foundation.web;

import java.util.List;

/// A page of sections below each other, rendered by `sections.html` as its `page`.
///
/// @param title in the reader's language
/// @param intro a sentence in the reader's language
/// @param folded those that stand below, each behind its title and the number of its lines, the
///   first unfolded: for pages that would be very long; on paper all are open
public record SectionsPage(
        String title,
        String intro,
        List<LinkView> links,
        List<Section> sections,
        List<Section> folded) {

    public SectionsPage {
        links = List.copyOf(links);
        sections = List.copyOf(sections);
        folded = List.copyOf(folded);
    }

    public SectionsPage(String title, String intro, List<LinkView> links, List<Section> sections) {
        this(title, intro, links, sections, List.of());
    }
}

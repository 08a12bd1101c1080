package org.deltacommons.commons.vouchers.trail;

import java.util.List;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.Section;

/// One page of an auditor, rendered by `vouchers/audit.html`.
///
/// @param title in the reader's language
/// @param intro a sentence in the reader's language
record AuditPage(String title, String intro, List<LinkView> links, List<Section> sections) {

    AuditPage {
        links = List.copyOf(links);
        sections = List.copyOf(sections);
    }
}

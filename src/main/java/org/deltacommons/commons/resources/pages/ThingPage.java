package org.deltacommons.commons.resources.pages;

import java.util.List;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.PanelView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.State;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The public page of a resource or a provider, rendered by `resources/thing.html`.
///
/// @param over what kind of thing it is, in words
/// @param title in the reader's language
/// @param other the title in the other language
/// @param demo the sentence that says that it is invented; null if it is real
/// @param notice what stands in the way of using it now; null if nothing
public record ThingPage(
        String over,
        String title,
        String other,
        State state,
        Province home,
        @Nullable String demo,
        @Nullable String notice,
        List<LinkView> links,
        List<PanelView> panels,
        List<Section> sections) {}

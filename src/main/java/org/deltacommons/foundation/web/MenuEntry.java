package org.deltacommons.foundation.web;

import java.util.function.Predicate;
import org.deltacommons.kernel.Actor;
import org.jspecify.annotations.Nullable;

/// One entry of the menu, contributed as a bean by the module whose page it opens.
///
/// @param key a message key such as `menu.worklist`; also what a [Badge] names
/// @param href the page
/// @param icon a Tabler icon's name without `ti-`
/// @param order smaller comes first
/// @param visible who sees it; asks the actor and nothing else, so that its answer can be kept
/// @param group a message key; entries of one group fold under one word, except those of [#TOP] and
///   [#FOOTER]
public record MenuEntry(
        String key,
        String href,
        String icon,
        int order,
        Predicate<Actor> visible,
        @Nullable String group) {

    /// The group of what waits for the reader: stands beside their name, never folded.
    public static final String TOP = "menu.top";

    /// The group of what stands at the foot of every page: legal notes, complaints.
    public static final String FOOTER = "menu.footer";

    public MenuEntry(String key, String href, String icon, int order, Predicate<Actor> visible) {
        this(key, href, icon, order, visible, null);
    }

    public MenuEntry in(String fold) {
        return new MenuEntry(key, href, icon, order, visible, fold);
    }
}

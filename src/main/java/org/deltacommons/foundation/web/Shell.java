package org.deltacommons.foundation.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// What stands around every page: who is signed in, the menu with its counts, the other language.
/// Templates know it as `#shell`.
public final class Shell {

    private static final Logger LOG = LoggerFactory.getLogger(Shell.class);
    private static final int SHOWN_MAX = 99;

    private final List<MenuEntry> entries;
    private final ObjectProvider<Badge> badges;

    Shell(List<MenuEntry> entries, ObjectProvider<Badge> badges) {
        this.entries = entries.stream().sorted(Comparator.comparingInt(MenuEntry::order)).toList();
        this.badges = badges;
    }

    /// One word of the menu.
    ///
    /// @param key a message key
    /// @param href empty for a group
    /// @param count shown beside it; empty for none
    /// @param current whether the page lies below it
    /// @param entries what folds under it
    public record Item(
            String key,
            String href,
            String icon,
            String count,
            boolean current,
            List<Item> entries) {

        public boolean isGroup() {
            return !entries.isEmpty();
        }
    }

    public Actor actor() {
        return CurrentActor.get();
    }

    /// The menu of whoever is signed in; a group stands where its first entry would.
    public List<Item> menu() {
        Actor actor = actor();
        String path = path();
        Map<String, Integer> counts = counts(actor);
        List<MenuEntry> visible =
                entries.stream().filter(entry -> entry.visible().test(actor)).toList();
        String current = current(visible, path);
        Map<String, List<Item>> words = new LinkedHashMap<>();
        Map<String, MenuEntry> firsts = new LinkedHashMap<>();
        for (MenuEntry entry : visible) {
            String word = entry.group() == null ? entry.key() : entry.group();
            firsts.putIfAbsent(word, entry);
            words.computeIfAbsent(word, _ -> new ArrayList<>())
                    .add(item(entry, counts, entry.href().equals(current)));
        }
        return words.entrySet().stream()
                .map(word -> folded(word.getKey(), word.getValue(), firsts))
                .toList();
    }

    private static Item folded(String word, List<Item> items, Map<String, MenuEntry> firsts) {
        MenuEntry first = firsts.get(word);
        if (first == null || first.group() == null) {
            return items.getFirst();
        }
        boolean current = items.stream().anyMatch(Item::current);
        return new Item(word, "", first.icon(), "", current, items);
    }

    private static Item item(MenuEntry entry, Map<String, Integer> counts, boolean current) {
        int count = counts.getOrDefault(entry.key(), 0);
        String shown = count == 0 ? "" : count > SHOWN_MAX ? SHOWN_MAX + "+" : "" + count;
        return new Item(entry.key(), entry.href(), entry.icon(), shown, current, List.of());
    }

    /// The entry whose address is the longest beginning of the page's.
    private static @Nullable String current(List<MenuEntry> visible, String path) {
        return visible.stream()
                .map(MenuEntry::href)
                .filter(href -> path.equals(href) || (path + "/").startsWith(href + "/"))
                .max(Comparator.comparingInt(String::length))
                .orElse(null);
    }

    private Map<String, Integer> counts(Actor actor) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        badges.orderedStream()
                .forEach(badge -> {
                    try {
                        counts.merge(badge.menuKey(), badge.count(actor), Integer::sum);
                    } catch (RuntimeException broken) {
                        // A count that fails must not take the page with it.
                        LOG.warn("no count for {}", badge.menuKey(), broken);
                    }
                });
        return counts;
    }

    /// This page in the language that is not shown. An answer to a posted form has no address of
    /// its own and leads to the front page.
    public String otherLanguageHref(String language) {
        ServletRequestAttributes request = request();
        if (request == null || !request.getRequest().getMethod().equals("GET")) {
            return "/?" + Languages.PARAMETER + "=" + language;
        }
        return Address.of(request.getRequest()).with(Languages.PARAMETER, language).toString();
    }

    /// The page's path.
    public String path() {
        ServletRequestAttributes request = request();
        return request == null ? "/" : request.getRequest().getRequestURI();
    }

    /// What stands in the sentence box.
    public String sentence() {
        ServletRequestAttributes request = request();
        String q = request == null ? null : request.getRequest().getParameter("q");
        return q == null ? "" : q;
    }

    private static @Nullable ServletRequestAttributes request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes r
                ? r
                : null;
    }
}

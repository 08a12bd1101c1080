package org.deltacommons.foundation.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// What stands around every page: who is signed in, the menu with its counts, the other language.
/// Templates know it as `#shell`.
public final class Shell {

    private static final Logger LOG = LoggerFactory.getLogger(Shell.class);
    private static final int SHOWN_MAX = 99;
    private static final int READERS_KEPT = 1_000;
    private static final String ASKED = Shell.class.getName() + ".asked";
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([A-Za-z]\\w*)");

    private final Contributed<MenuEntry> entries;
    private final Contributed<Badge> badges;
    private final Contributed<Alarm> alarms;
    private final Function<List<Badge.Count>, List<Integer>> counted;

    /// What each reader may see, in order. An actor whose memberships change is another actor.
    private final Cache<Actor, List<MenuEntry>> seen =
            Caffeine.newBuilder().maximumSize(READERS_KEPT).build();

    Shell(
            ObjectProvider<MenuEntry> entries,
            ObjectProvider<Badge> badges,
            ObjectProvider<Alarm> alarms,
            Function<List<Badge.Count>, List<Integer>> counted) {
        this.entries = new Contributed<>(entries);
        this.badges = new Contributed<>(badges);
        this.alarms = new Contributed<>(alarms);
        this.counted = counted;
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

    /// What the page says before all else.
    public List<Phrase> alarms() {
        return alarms.all().stream().flatMap(alarm -> alarm.now().stream()).toList();
    }

    public Actor actor() {
        return CurrentActor.get();
    }

    /// What the reader may be, each role once.
    public List<Role> roles() {
        return actor().memberships().stream().map(Membership::role).distinct().toList();
    }

    /// The three menus of a page, of what its reader may see.
    ///
    /// @param menu a group stands where its first entry would
    /// @param top what waits for the reader, beside their name
    public record Menus(List<Item> menu, List<Item> top, List<Item> footer) {}

    public Menus menus() {
        Actor actor = actor();
        List<MenuEntry> visible = seen.get(actor, this::visible);
        String current = current(visible, path());
        Map<String, Integer> counts = counts(actor);
        return new Menus(
                menu(visible, counts, current),
                in(MenuEntry.TOP, visible, counts, current),
                in(MenuEntry.FOOTER, visible, counts, current));
    }

    private List<MenuEntry> visible(Actor actor) {
        return entries.all().stream()
                .filter(entry -> entry.visible().test(actor))
                .sorted(Comparator.comparingInt(MenuEntry::order))
                .toList();
    }

    private static List<Item> menu(
            List<MenuEntry> visible, Map<String, Integer> counts, @Nullable String current) {
        Map<String, List<Item>> folds = new LinkedHashMap<>();
        Map<String, MenuEntry> firsts = new HashMap<>();
        for (MenuEntry entry : visible) {
            String group = entry.group();
            if (MenuEntry.TOP.equals(group) || MenuEntry.FOOTER.equals(group)) {
                continue;
            }
            String word = group == null ? entry.key() : group;
            firsts.putIfAbsent(word, entry);
            folds.computeIfAbsent(word, _ -> new ArrayList<>()).add(item(entry, counts, current));
        }
        return folds.entrySet().stream()
                .map(fold -> folded(fold.getKey(), fold.getValue(), firsts.get(fold.getKey())))
                .toList();
    }

    private static List<Item> in(
            String group,
            List<MenuEntry> visible,
            Map<String, Integer> counts,
            @Nullable String current) {
        List<Item> items = new ArrayList<>();
        for (MenuEntry entry : visible) {
            if (group.equals(entry.group())) {
                items.add(item(entry, counts, current));
            }
        }
        return items;
    }

    private static Item folded(String word, List<Item> items, @Nullable MenuEntry first) {
        if (first == null || first.group() == null || items.size() == 1) {
            return items.getFirst();
        }
        boolean current = items.stream().anyMatch(Item::current);
        return new Item(word, "", first.icon(), "", current, items);
    }

    private static Item item(
            MenuEntry entry, Map<String, Integer> counts, @Nullable String current) {
        int count = counts.getOrDefault(entry.key(), 0);
        String shown = count == 0 ? "" : count > SHOWN_MAX ? SHOWN_MAX + "+" : "" + count;
        boolean here = entry.href().equals(current);
        return new Item(entry.key(), entry.href(), entry.icon(), shown, here, List.of());
    }

    /// The entry whose address is the longest beginning of the page's.
    private static @Nullable String current(List<MenuEntry> visible, String path) {
        String longest = null;
        for (MenuEntry entry : visible) {
            String href = entry.href();
            boolean above =
                    path.startsWith(href)
                            && (path.length() == href.length()
                                    || path.charAt(href.length()) == '/');
            if (above && (longest == null || href.length() > longest.length())) {
                longest = href;
            }
        }
        return longest;
    }

    /// Takes a question and gives the place where its answer will be.
    @FunctionalInterface
    public interface Asking {
        Supplier<Integer> ask(String sql, Map<String, ?> values);
    }

    /// What is counted beside a menu, in order.
    private record Wanted(List<String> keys, List<Badge.Count> counts) {}

    /// Asks for the counts beside the menu of this request's page together with what the page asks
    /// itself, in one round trip.
    public void countWith(Asking asking) {
        ServletRequestAttributes request = request();
        if (request != null) {
            Wanted wanted = wanted(actor());
            List<Supplier<Integer>> asked =
                    wanted.counts().stream()
                            .map(count -> asking.ask(count.sql(), count.values()))
                            .toList();
            Supplier<Map<String, Integer>> counts =
                    () -> byKey(wanted.keys(), asked.stream().map(Supplier::get).toList());
            request.getRequest().setAttribute(ASKED, counts);
        }
    }

    /// What stands beside each key, asked in one question, unless the page did.
    @SuppressWarnings("unchecked")
    private Map<String, Integer> counts(Actor actor) {
        ServletRequestAttributes request = request();
        try {
            if (request != null
                    && request.getRequest().getAttribute(ASKED) instanceof Supplier<?> asked) {
                return (Map<String, Integer>) asked.get();
            }
            Wanted wanted = wanted(actor);
            return wanted.keys().isEmpty()
                    ? Map.of()
                    : byKey(wanted.keys(), counted.apply(wanted.counts()));
        } catch (RuntimeException broken) {
            // Counts that fail must not take the page with them, nor the one that says what failed.
            LOG.warn("no counts beside the menu", broken);
            return Map.of();
        }
    }

    private Wanted wanted(Actor actor) {
        List<String> keys = new ArrayList<>();
        List<Badge.Count> counts = new ArrayList<>();
        for (Badge badge : badges.all()) {
            badge.count(actor)
                    .ifPresent(count -> {
                        keys.add(badge.menuKey());
                        counts.add(count);
                    });
        }
        return new Wanted(keys, counts);
    }

    private static Map<String, Integer> byKey(List<String> keys, List<Integer> found) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            counts.merge(keys.get(i), found.get(i), Integer::sum);
        }
        return counts;
    }

    /// All of them in one round trip.
    static List<Integer> ask(JdbcClient jdbc, List<Badge.Count> wanted) {
        Map<String, Object> values = new HashMap<>();
        List<String> questions = new ArrayList<>();
        for (Badge.Count one : wanted) {
            String prefix = "q" + questions.size() + "_";
            one.values().forEach((name, value) -> values.put(prefix + name, value));
            questions.add("(" + PARAMETER.matcher(one.sql()).replaceAll(":" + prefix + "$1") + ")");
        }
        return jdbc.sql("SELECT " + String.join(", ", questions))
                .params(values)
                .query((row, _) -> {
                    List<Integer> found = new ArrayList<>();
                    for (int i = 1; i <= questions.size(); i++) {
                        found.add(row.getInt(i));
                    }
                    return found;
                })
                .single();
    }

    /// This page in another language. An answer to a posted form has no address of its own and
    /// leads to the front page.
    public String languageHref(String language) {
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
        return request == null || !path().startsWith("/finding")
                ? ""
                : Objects.requireNonNullElse(request.getRequest().getParameter("q"), "");
    }

    private static @Nullable ServletRequestAttributes request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes r
                ? r
                : null;
    }
}

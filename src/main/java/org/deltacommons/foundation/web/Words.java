package org.deltacommons.foundation.web;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;

/// Puts keys and values into the reader's language. Templates know it as `#words`.
///
/// Sentences name their values: `本次可冻结 {amount} 元`. A word that follows a number can bend: `{days}
/// working {days|day|days}` takes the first form for one, the second for any other.
public final class Words {

    private static final Logger LOG = LoggerFactory.getLogger(Words.class);
    private static final Pattern HOLE =
            Pattern.compile("\\{(\\w+)(?:\\|([^|{}]*)\\|([^|{}]*))?\\}");

    private final Messages messages;
    private final DivisionNames divisions;
    private final Clock clock;
    private final @Nullable Locale fixed;

    Words(Messages messages, DivisionNames divisions, Clock clock) {
        this(messages, divisions, clock, null);
    }

    private Words(Messages messages, DivisionNames divisions, Clock clock, @Nullable Locale fixed) {
        this.messages = messages;
        this.divisions = divisions;
        this.clock = clock;
        this.fixed = fixed;
    }

    /// The same words in a fixed language, for mail and papers that nobody's request asked for.
    public Words in(Locale language) {
        return new Words(messages, divisions, clock, language);
    }

    /// The reader's language, `zh-CN` or `en`; Chinese where there is no reader.
    public Locale language() {
        Locale asked = fixed;
        if (asked == null) {
            LocaleContext context = LocaleContextHolder.getLocaleContext();
            asked = context == null ? null : context.getLocale();
        }
        return asked != null && Messages.isEnglish(asked)
                ? Locale.ENGLISH
                : Locale.SIMPLIFIED_CHINESE;
    }

    public boolean english() {
        return Messages.isEnglish(language());
    }

    /// What stands for words that were erased by law.
    static final String ERASED = "web.erased";

    /// What a person wrote where something must be written: an empty text was erased by law.
    public String written(String text) {
        return text.isEmpty() ? say(ERASED) : text;
    }

    public String say(String key) {
        return say(key, Map.of());
    }

    /// The sentence with its values shown. A key without a sentence is shown as it is, and logged.
    public String say(String key, Map<String, ?> values) {
        Optional<String> sentence = messages.find(key, language());
        if (sentence.isEmpty()) {
            LOG.warn("no message {}", key);
            return key;
        }
        return fill(sentence.get(), values);
    }

    public String say(String key, String name, @Nullable Object value) {
        Map<String, Object> values = new HashMap<>();
        values.put(name, value == null ? Shown.NOTHING : value);
        return say(key, values);
    }

    public String say(Phrase phrase) {
        return say(phrase.key(), phrase.values());
    }

    /// The sentence if there is one.
    public Optional<String> find(String key, Map<String, ?> values) {
        return messages.find(key, language()).map(sentence -> fill(sentence, values));
    }

    public boolean has(String key) {
        return messages.find(key, language()).isPresent();
    }

    /// Every key that has a sentence in the language; for tests of completeness.
    public Set<String> keys(Locale language) {
        return messages.keys(language);
    }

    /// A value as a person reads it; see `Shown` for each type.
    public String show(@Nullable Object value) {
        return new Shown(this, divisions, clock).show(value);
    }

    /// A deadline as people count it: `还有 3 个工作日(至 3 月 10 日)`.
    ///
    /// @param workingDays left, negative when overdue; `null` names the day alone
    /// @param due exclusive: what is due at 24:00 is due that day, not the next
    public String deadline(@Nullable Integer workingDays, Instant due) {
        String day = new Shown(this, divisions, clock).day(due.minusNanos(1));
        if (workingDays == null) {
            return say("web.due", "day", day);
        }
        String key =
                workingDays < 0
                        ? "web.due.over"
                        : workingDays == 0 ? "web.due.today" : "web.due.left";
        return say(key, Map.of("days", Math.abs(workingDays), "day", day));
    }

    /// A file's size.
    ///
    /// @param bytes of it
    public String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        return bytes < 1_000_000
                ? "%d kB".formatted(bytes / 1_000)
                : "%.1f MB".formatted(bytes / 1_000_000.0);
    }

    /// A value as HTML: amounts, states, provinces and marks with their look, all else escaped.
    public String html(@Nullable Object value) {
        return new Markup(this).html(value);
    }

    /// The cells of a small table's row as HTML.
    public String cells(List<Column> columns, List<Cell> row) {
        return new Markup(this).cells(columns, row);
    }

    /// The cells of a list's row as HTML.
    public String row(List<ListColumn> columns, RowView row) {
        return new Markup(this).cells(columns, row);
    }

    /// Values one after the other as HTML, such as the boxes of a calendar's row.
    public String each(Collection<?> values) {
        return new Markup(this).each(values);
    }

    /// Values as the items of a list, such as what can be chosen of a facet.
    public String items(Collection<?> values) {
        return new Markup(this).items(values);
    }

    /// Sections below each other as HTML.
    public String sections(List<Section> sections) {
        return blocks().sections(sections);
    }

    public String section(Section section) {
        return blocks().sections(List.of(section));
    }

    /// A section behind its title; on paper it is open.
    public String folded(Section section, boolean open) {
        return blocks().folded(section, open);
    }

    public String table(Table table) {
        return blocks().table(table);
    }

    public String steps(List<Step> steps) {
        return blocks().steps(steps);
    }

    public String history(List<HistoryEntry> entries) {
        return blocks().history(entries);
    }

    private Blocks blocks() {
        return new Blocks(this, new Markup(this));
    }

    /// The entries of the menu as the items of a list.
    public String menu(List<Shell.Item> items) {
        return new Markup(this).menu(items);
    }

    /// A line of a section as HTML.
    public String entry(Entry entry) {
        return new Markup(this).entry(entry);
    }

    /// A refusal in its three sentences, and the rule it rests on.
    public Sentence explain(Refusal refusal) {
        Map<String, Object> values = new HashMap<>(refusal.values());
        if (refusal.rule() != null) {
            values.putIfAbsent("rule", refusal.rule());
        }
        String stem = "refusal." + refusal.code();
        Optional<String> what = find(stem + ".what", values);
        if (what.isEmpty()) {
            LOG.warn("no sentence for the refusal {}", refusal.code());
            Map<String, Object> code = Map.of("code", refusal.code());
            stem = "refusal." + WebReason.UNKNOWN.code();
            return new Sentence(
                    say(stem + ".what", code), say(stem + ".why", code), say(stem + ".todo", code));
        }
        String basis = refusal.rule() == null ? null : say("web.basis", "rule", refusal.rule());
        return new Sentence(
                what.get(),
                find(stem + ".why", values).orElse(null),
                find(stem + ".todo", values).orElse(null),
                basis);
    }

    private String fill(String sentence, Map<String, ?> values) {
        if (sentence.indexOf('{') < 0) {
            return sentence;
        }
        Matcher hole = HOLE.matcher(sentence);
        StringBuilder filled = new StringBuilder();
        while (hole.find()) {
            Object value = values.get(hole.group(1));
            String text;
            if (hole.group(2) == null) {
                text = value == null ? missing(hole.group(), sentence) : show(value);
            } else {
                boolean one = value instanceof Number number && number.doubleValue() == 1;
                text = one ? hole.group(2) : hole.group(3);
            }
            hole.appendReplacement(filled, Matcher.quoteReplacement(text));
        }
        return hole.appendTail(filled).toString();
    }

    private static String missing(String hole, String sentence) {
        LOG.warn("nothing for {} in: {}", hole, sentence);
        return "…";
    }
}

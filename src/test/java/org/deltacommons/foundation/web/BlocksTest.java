package org.deltacommons.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.Test;

class BlocksTest {

    private static final String EVIL = "<script>\"x\" & 'y'</script>";
    private static final String TAMED =
            "&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/script&gt;";
    private static final Instant AT = Instant.parse("2026-03-05T02:00:00Z");

    private final Words words = WordsTest.words((_, _) -> Optional.empty());
    private final Blocks blocks = new Blocks(words, new Markup(words));

    private static Table table(int columns, int rows) {
        return new Table(
                Collections.nCopies(columns, Column.of("web.yes")),
                Collections.nCopies(rows, Collections.nCopies(columns, Cell.of("甲"))),
                "web.list.empty");
    }

    @Test
    void nothing_is_nothing() {
        assertThat(blocks.sections(List.of())).isEmpty();
        assertThat(blocks.steps(List.of())).isEmpty();
        assertThat(blocks.history(List.of())).isEmpty();
    }

    @Test
    void a_section_without_lines_is_its_title() {
        assertThat(blocks.sections(List.of(Section.of("web.yes"))))
                .isEqualTo("<section class=\"card section\"><h2>是</h2></section>");
    }

    @Test
    void whatever_a_text_holds_it_stays_text() {
        Entry entry = Entry.of("web.yes", EVIL).noted(EVIL).from(EVIL).marked(Mark.WARN);
        Table table =
                new Table(
                        List.of(Column.of("web.yes")),
                        List.of(List.of(Cell.marked(EVIL, Mark.NOT_MET))),
                        "web.list.empty");
        String section =
                blocks.sections(
                        List.of(
                                Section.of("web.yes", entry).introduced(EVIL),
                                Section.of("web.no", table)));
        String steps = blocks.steps(List.of(Step.done("web.yes", AT, EVIL), Step.ahead("web.no")));
        String history =
                blocks.history(
                        List.of(
                                new HistoryEntry(
                                        AT, EVIL, "web.yes", EVIL, EVIL, "/facts?q=" + EVIL)));
        for (String html : List.of(section, steps, history)) {
            assertThat(html).contains(TAMED).doesNotContain("<script").doesNotContain("\"x\"");
        }
    }

    @Test
    void a_long_name_in_a_table_asks_for_width_and_a_short_one_does_not() {
        List<Column> columns = List.of(Column.of("web.yes"));
        Table both =
                new Table(
                        columns,
                        List.of(List.of(Cell.of("甲".repeat(60))), List.of(Cell.of("甲"))),
                        "web.list.empty");
        assertThat(blocks.table(both))
                .containsOnlyOnce("is-long")
                .contains(
                        "class=\"to-start is-long\" data-label=\"是\"><span class=\"cell\"><span>甲甲");
    }

    @Test
    void a_link_leads_nowhere_but_to_pages() {
        String html =
                blocks.sections(
                        List.of(
                                Section.of(
                                        "web.yes",
                                        Entry.link("web.yes", "甲", "javascript:alert(1)"),
                                        Entry.link("web.no", "乙", "/resources"))));
        assertThat(html).contains("href=\"#\"").contains("href=\"/resources\"");
        assertThat(html).doesNotContain("javascript");
    }

    @Test
    void a_table_without_rows_says_so_and_shows_no_head() {
        assertThat(blocks.table(table(2, 0)))
                .contains("<p class=\"empty-line\">")
                .contains(words.say("web.list.empty"))
                .doesNotContain("<table");
    }

    @Test
    void a_table_with_seven_columns_scrolls_by_keyboard_and_one_with_six_does_not() {
        assertThat(blocks.table(table(6, 1))).doesNotContain("tabindex");
        assertThat(blocks.table(table(7, 1)))
                .contains("tabindex=\"0\" role=\"region\" aria-label=\"");
    }

    @Test
    void every_cell_knows_its_columns_word_for_a_narrow_screen() {
        Table table =
                new Table(
                        List.of(Column.of("web.yes"), Column.amount("web.no")),
                        List.of(List.of(Cell.of(null), Cell.of(Money.yuan(5)))),
                        "web.list.empty");
        assertThat(blocks.table(table))
                .contains("class=\"to-start\" data-label=\"是\"><span class=\"cell\"><span>—")
                .contains("class=\"to-end\" data-label=\"否\">")
                .contains("¥ 5.00");
    }

    @Test
    void a_row_that_does_not_fit_its_columns_is_a_bug() {
        List<List<Cell>> rows = List.of(List.of(Cell.of("甲"), Cell.of("乙")));
        assertThatThrownBy(() -> new Table(List.of(Column.of("web.yes")), rows, "web.list.empty"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void only_the_current_step_is_current_and_says_until_when() {
        String html =
                blocks.steps(
                        List.of(
                                Step.done("web.yes", AT, null),
                                Step.current("web.no", "市科技局", AT),
                                Step.ahead("web.yes")));
        assertThat(html).containsOnlyOnce("aria-current=\"step\"");
        assertThat(html).contains("step-current\" aria-current=\"step\"");
        assertThat(html).contains("市科技局").contains("3 月 5 日");
        assertThat(html).contains("<time datetime=\"2026-03-05T02:00:00Z\">");
        assertThat(html.split("<li ", -1)).hasSize(4);
    }

    @Test
    void a_way_that_was_stopped_shows_a_cross_and_its_word() {
        assertThat(blocks.steps(List.of(Step.stopped("web.yes", AT, null))))
                .contains("step-stopped")
                .contains("ti-x")
                .contains("<span class=\"visually-hidden\">" + words.show(StepState.STOPPED));
    }

    @Test
    void history_without_note_and_reference_has_no_place_for_them() {
        assertThat(blocks.history(List.of(HistoryEntry.of(AT, "王敏", "web.yes"))))
                .contains("王敏")
                .doesNotContain("history-note")
                .doesNotContain("hash");
    }

    @Test
    void a_fold_counts_its_lines_and_is_open_only_if_asked() {
        Section section = Section.of("web.yes", Entry.of("web.yes", "甲")).with(table(1, 2));
        assertThat(blocks.folded(section, false)).doesNotContain("open=").contains("3");
        assertThat(blocks.folded(section, true)).contains("open=\"open\"");
    }

    @Test
    void a_word_is_said_in_the_readers_language() {
        Words english = words.in(Locale.ENGLISH);
        assertThat(
                        new Blocks(english, new Markup(english))
                                .sections(List.of(Section.of("web.yes"))))
                .contains(english.say("web.yes"))
                .doesNotContain("是");
    }
}

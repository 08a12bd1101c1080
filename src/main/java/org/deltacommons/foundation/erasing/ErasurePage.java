package org.deltacommons.foundation.erasing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What stands on the page of an erasure: why, what and who keeps it still, never what it said.
final class ErasurePage implements CasePage<Erasure> {

    @Override
    public Class<Erasure> type() {
        return Erasure.class;
    }

    @Override
    public List<Section> sections(Erasure erasure, Actor actor) {
        List<Section> sections = new ArrayList<>();
        sections.add(why(erasure));
        sections.add(texts(erasure));
        sections.add(followed(erasure));
        return sections;
    }

    private static Section why(Erasure erasure) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("erasure.ground", erasure.ground()));
        if (!erasure.law().isEmpty()) {
            entries.add(Entry.of("erasure.law", erasure.law()));
        }
        entries.add(Entry.of("erasure.scope", erasure.scope()));
        entries.add(Entry.of("erasure.what", erasure.what()));
        if (erasure.keptRows() > 0) {
            entries.add(
                    Entry.check(
                            "erasure.kept-rows",
                            new Phrase(
                                    "erasure.kept-rows.are", Map.of("count", erasure.keptRows())),
                            Mark.INFO));
        }
        if (erasure.more()) {
            entries.add(Entry.check("erasure.more", Phrase.of("erasure.more.yes"), Mark.WARN));
        }
        return Section.of("erasure.why", entries);
    }

    private static Section texts(Erasure erasure) {
        List<List<Cell>> rows =
                Stream.concat(
                                erasure.texts().stream().map(one -> row(erasure, one, null)),
                                erasure.kept().stream()
                                        .map(one -> row(erasure, one.text(), one.why())))
                        .toList();
        return Section.of(
                "erasure.texts",
                new Table(
                        List.of(
                                Column.of("erasure.text.fact"),
                                Column.of("erasure.text.kind"),
                                Column.of("erasure.text.about"),
                                Column.of("erasure.text.what")),
                        rows,
                        "erasure.texts.none"));
    }

    private static List<Cell> row(Erasure erasure, Erasure.Text text, @Nullable Refusal why) {
        return List.of(
                Cell.of(erasure.home().code() + "/" + text.index()),
                Cell.of(Phrase.of("fact." + text.kind())),
                Cell.of(text.subject()),
                why == null
                        ? Cell.of(Phrase.of("erasure.text." + erasure.state()))
                        : Cell.marked(new Phrase("erasure.text.kept", values(why)), Mark.INFO));
    }

    private static Map<String, Object> values(Refusal why) {
        return Map.of("why", Phrase.of(why));
    }

    private static Entry done(Erasure erasure, Erasure.Followed done) {
        String label = "enum.Province." + done.province().name();
        String from = done.province().code() + "/" + done.index();
        int kept = erasure.keptBy(done.province());
        return kept == 0
                ? Entry.check(label, done.at(), Mark.MET).from(from)
                : Entry.check(
                                label,
                                new Phrase(
                                        "erasure.kept-there",
                                        Map.of("at", done.at(), "kept", kept)),
                                Mark.INFO)
                        .from(from);
    }

    /// Who was told the texts, and since when they keep them no more.
    private static Section followed(Erasure erasure) {
        List<Entry> entries = new ArrayList<>();
        for (Province one : erasure.provinces()) {
            entries.add(
                    erasure.followed().stream()
                            .filter(done -> done.province() == one)
                            .reduce((_, last) -> last)
                            .map(done -> done(erasure, done))
                            .orElseGet(() ->
                                    Entry.check(
                                            "enum.Province." + one.name(),
                                            Phrase.of("erasure.open." + erasure.state()),
                                            Mark.INFO)));
        }
        return entries.isEmpty()
                ? Section.of("erasure.followed", Entry.of("erasure.nobody-else", null))
                : Section.of("erasure.followed", entries);
    }
}

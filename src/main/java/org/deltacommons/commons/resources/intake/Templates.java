package org.deltacommons.commons.resources.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.deltacommons.foundation.papers.Sheet;
import org.deltacommons.foundation.papers.Tables;
import org.deltacommons.foundation.web.Sentence;
import org.deltacommons.foundation.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The files that go with an import: the empty table with its dictionary, and the report on what is
/// wrong.
@Component
public class Templates {

    private static final int PAGE = 500;

    private final Words words;
    private final Imports imports;

    Templates(Words words, Imports imports) {
        this.words = words;
        this.imports = imports;
    }

    /// The empty table, in the reader's language; choices stand on a sheet of their own.
    public void xlsx(OutputStream to) throws IOException {
        Tables.xlsx(to, List.of(empty(), guide()));
    }

    public void csv(OutputStream to) throws IOException {
        Tables.csv(to, empty());
    }

    private Sheet empty() {
        Dictionary dictionary = new Dictionary(words);
        List<Sheet.Column> columns = new ArrayList<>();
        for (Field field : Field.offered()) {
            String header = words.say(field.label()) + (field.isRequired() ? "*" : "");
            columns.add(
                    new Sheet.Column(
                            header,
                            Math.clamp(header.length() * 2L + 2, 12, 40),
                            dictionary.choices(field, words.english()),
                            help(field)));
        }
        return new Sheet(words.say("resources.template.sheet"), columns, List.of());
    }

    private String help(Field field) {
        return words.has(field.label() + ".help") ? words.say(field.label() + ".help") : "";
    }

    private Sheet guide() {
        List<List<String>> rows = new ArrayList<>();
        for (Field field : Field.offered()) {
            rows.add(
                    List.of(
                            words.say(field.label()),
                            words.say(field.isRequired() ? "web.yes" : "web.no"),
                            help(field),
                            field.key()));
        }
        return new Sheet(
                words.say("resources.template.guide"),
                List.of(
                        Sheet.Column.of(words.say("resources.template.column"), 22),
                        Sheet.Column.of(words.say("resources.template.required"), 8),
                        Sheet.Column.of(words.say("resources.template.how"), 80),
                        Sheet.Column.of(words.say("resources.template.key"), 24)),
                rows);
    }

    /// Every fault of an import: row, column, value, reason, what to do.
    public Sheet report(Import batch) {
        List<Sheet.Column> columns = new ArrayList<>();
        int[] widths = {8, 18, 30, 50, 60};
        String[] names = {"row", "column", "value", "reason", "todo"};
        for (int i = 0; i < names.length; i++) {
            columns.add(Sheet.Column.of(words.say("resources.report." + names[i]), widths[i]));
        }
        Iterable<List<@Nullable Object>> rows = () -> new Faults(batch);
        return new Sheet(words.say("resources.report.sheet"), columns, rows);
    }

    /// One fault as a person reads it.
    public List<@Nullable Object> told(Line line, CellFault fault) {
        Sentence sentence = words.explain(fault.refusal());
        List<@Nullable Object> told = new ArrayList<>();
        told.add(line.line());
        told.add(words.say("resources.column." + fault.column()));
        told.add(fault.value());
        told.add(sentence.what());
        told.add(sentence.todo());
        return told;
    }

    /// All faults, page by page, so that a report of any length fits into memory.
    private final class Faults implements Iterator<List<@Nullable Object>> {
        private final Import batch;
        private List<List<@Nullable Object>> page = List.of();
        private int at;
        private int last;
        private boolean ended;

        Faults(Import batch) {
            this.batch = batch;
        }

        @Override
        public boolean hasNext() {
            while (at >= page.size() && !ended) {
                List<Line> lines = imports.wrong(batch, last, PAGE);
                List<List<@Nullable Object>> next = new ArrayList<>();
                for (Line line : lines) {
                    line.faults().forEach(fault -> next.add(told(line, fault)));
                    last = line.line();
                }
                ended = lines.size() < PAGE;
                page = next;
                at = 0;
            }
            return at < page.size();
        }

        @Override
        public List<@Nullable Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.get(at++);
        }
    }
}

package org.deltacommons.commons.resources.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourceState;
import org.deltacommons.commons.resources.ResourcesReason;
import org.deltacommons.foundation.papers.TableFile;
import org.deltacommons.foundation.papers.TableLimits;
import org.deltacommons.foundation.papers.TableRow;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// Judges a table row by row against itself and what is there. Writes nothing.
final class TableCheck {

    private final Dictionary dictionary;
    private final DivisionWords divisions;
    private final Words words;
    private final String provider;
    private final Set<String> providerWords;
    private final RowReader reader;
    private final Function<Collection<String>, Map<String, Resource>> known;

    private final Map<Field, Integer> columns = new EnumMap<>(Field.class);
    private final List<String> ignored = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private @Nullable Refusal missing;

    /// @param providerWords what the column "provider" may say
    /// @param known the resources that are there, by id
    TableCheck(
            Dictionary dictionary,
            DivisionWords divisions,
            Words words,
            String provider,
            Set<String> providerWords,
            LocalDate today,
            Function<Collection<String>, Map<String, Resource>> known) {
        this.dictionary = dictionary;
        this.divisions = divisions;
        this.words = words;
        this.provider = provider;
        this.providerWords = providerWords;
        this.reader = new RowReader(provider, today, false);
        this.known = known;
    }

    /// What a table came to.
    record Checked(List<Line> lines, List<String> ignored) {

        int count(Line.Verdict verdict) {
            return (int) lines.stream().filter(line -> line.verdict() == verdict).count();
        }
    }

    Outcome<Checked> check(TableFile file, TableLimits limits) {
        Outcome<Integer> read = file.read(limits, this::row);
        if (read instanceof Outcome.Refused<Integer>(Refusal why)) {
            return Outcome.refused(why);
        }
        Refusal lacks = missing;
        if (lacks != null) {
            return Outcome.refused(lacks);
        }
        if (lines.isEmpty()) {
            return Outcome.refused(ResourcesReason.NOTHING_TO_IMPORT);
        }
        return Outcome.done(new Checked(sets(compared()), List.copyOf(ignored)));
    }

    private void row(TableRow row) {
        if (columns.isEmpty() && missing == null) {
            header(row);
        } else if (missing == null) {
            lines.add(line(row));
        }
    }

    private void header(TableRow row) {
        for (int i = 0; i < row.cells().size(); i++) {
            Optional<Field> field = dictionary.field(row.cell(i));
            if (field.isPresent()) {
                columns.putIfAbsent(field.get(), i);
            } else if (!row.cell(i).isEmpty() && ignored.size() < 20) {
                ignored.add(row.cell(i));
            }
        }
        for (Field field : Field.values()) {
            if (field.isRequired() && !columns.containsKey(field)) {
                missing =
                        Refusal.of(
                                ResourcesReason.COLUMN_MISSING, "column", words.say(field.label()));
                return;
            }
        }
    }

    private Line line(TableRow row) {
        Cells cells = new Cells(row, columns, dictionary, this::division);
        Draft draft = reader.read(cells);
        String number = cells.text(Field.INNER_ID);
        Integer earlier = number.isEmpty() ? null : numbers.putIfAbsent(number, row.number());
        if (earlier != null) {
            cells.wrong(
                    CellFault.of(Field.INNER_ID, number, ResourcesReason.ROW_TWICE)
                            .with("row", earlier));
        }
        String owner = cells.text(Field.PROVIDER);
        if (!owner.isEmpty() && !providerWords.contains(owner)) {
            cells.wrong(CellFault.of(Field.PROVIDER, owner, ResourcesReason.PROVIDER_FOREIGN));
        }
        boolean fine = draft != null && cells.faults().isEmpty();
        return new Line(
                row.number(),
                number.isEmpty() ? null : Resource.idOf(provider, number).value(),
                fine ? Line.Verdict.FRESH : Line.Verdict.WRONG,
                fine ? draft : null,
                cells.faults());
    }

    private Optional<DivisionCode> division(String text) {
        return divisions.find(text);
    }

    private List<Line> compared() {
        List<String> ids = lines.stream().map(Line::resource).filter(id -> id != null).toList();
        Map<String, Resource> there = known.apply(ids);
        return lines.stream().map(line -> compared(line, there)).toList();
    }

    private static Line compared(Line line, Map<String, Resource> there) {
        Draft draft = line.draft();
        Resource resource = there.get(String.valueOf(line.resource()));
        if (draft == null || resource == null) {
            return line;
        }
        if (resource.state() == ResourceState.SCRAPPED) {
            return wrong(
                    line,
                    CellFault.of(
                            Field.INNER_ID, draft.innerId(), ResourcesReason.SCRAPPED_ALREADY));
        }
        // The seed's mark stays; a table cannot say what is invented.
        Draft same = draft.marked(resource.details().demo());
        boolean says = resource.says(same.details(), same.terms(), same.prices());
        return new Line(
                line.line(),
                line.resource(),
                says ? Line.Verdict.SAME : Line.Verdict.CHANGED,
                same,
                List.of());
    }

    private static Line wrong(Line line, CellFault fault) {
        return new Line(line.line(), line.resource(), Line.Verdict.WRONG, null, List.of(fault));
    }

    /// A set must be in the table, without fault, or there already; and no part itself.
    private List<Line> sets(List<Line> compared) {
        Set<String> asked = new HashSet<>();
        Set<String> sets = new HashSet<>();
        for (Line line : compared) {
            Draft draft = line.draft();
            if (draft == null) {
                continue;
            }
            String set = draft.details().equipment().partOf();
            if (set == null) {
                sets.add(String.valueOf(line.resource()));
            } else {
                asked.add(set);
            }
        }
        if (asked.isEmpty()) {
            return compared;
        }
        known.apply(asked)
                .forEach((id, resource) -> {
                    if (resource.details().equipment().partOf() == null) {
                        sets.add(id);
                    }
                });
        return compared.stream().map(line -> inSet(line, sets)).toList();
    }

    private static Line inSet(Line line, Set<String> sets) {
        Draft draft = line.draft();
        String set = draft == null ? null : draft.details().equipment().partOf();
        return set == null || sets.contains(set)
                ? line
                : wrong(line, CellFault.of(Field.PART_OF, "", ResourcesReason.SET_INVALID));
    }
}

package org.deltacommons.commons.vouchers.trail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.commons.vouchers.IssuedPaper;
import org.deltacommons.commons.vouchers.IssuedPapers;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.commons.vouchers.Programme;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.papers.PdfPaper;
import org.deltacommons.foundation.papers.PdfTable;
import org.deltacommons.foundation.papers.Sheet;
import org.deltacommons.foundation.papers.Tables;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The working paper of a sample: a workbook with the trail of every order that was drawn, and a
/// cover with a check code, so that nobody exchanges the sample afterwards.
@Component
class WorkingPapers implements IssuedPapers.Drafts {

    private final Samples samples;
    private final Trails trails;
    private final Records records;
    private final Words words;

    WorkingPapers(Samples samples, Trails trails, Records records, Words words) {
        this.samples = samples;
        this.trails = trails;
        this.records = records;
        this.words = words;
    }

    /// @param actor an auditor; the trails are what they may see, and each look is noted
    byte[] workbook(Sample sample, Actor actor) throws IOException {
        List<List<@Nullable Object>> list = new ArrayList<>();
        Map<String, List<List<@Nullable Object>>> rows = new LinkedHashMap<>();
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        int number = 0;
        for (Draw.Drawn drawn : sample.drawn()) {
            number++;
            Order order = samples.order(sample, drawn).orElse(null);
            list.add(listed(number, drawn, order));
            if (order == null || trails.sides(order, actor).isEmpty()) {
                continue;
            }
            trails.looked(order, actor);
            for (Trail.Part part : trails.of(order, actor).parts()) {
                columns.putIfAbsent(part.title(), part.columns());
                List<List<@Nullable Object>> all =
                        rows.computeIfAbsent(part.title(), _ -> new ArrayList<>());
                for (List<@Nullable Object> row : part.rows()) {
                    all.add(row(order, row));
                }
            }
        }
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(described(sample));
        sheets.add(Sheet.of(words.say("trail.sheet.sample"), said(LISTED), list));
        columns.forEach((title, heads) -> {
            List<String> names = new ArrayList<>();
            names.add("trail.order");
            heads.forEach(column -> names.add(column.label()));
            sheets.add(
                    Sheet.of(words.say(title), said(names), rows.getOrDefault(title, List.of())));
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Tables.xlsx(bytes, sheets);
        return bytes.toByteArray();
    }

    private static final List<String> LISTED =
            List.of(
                    "trail.number",
                    "trail.drawn",
                    "trail.order",
                    "voucher.firm",
                    "order.provider",
                    "trail.amount",
                    "trail.stratum",
                    "trail.score",
                    "trail.to-check",
                    "trail.finding",
                    "trail.checked-by");

    /// The last three are for the auditor to fill in.
    private static List<@Nullable Object> listed(
            int number, Draw.Drawn drawn, @Nullable Order order) {
        return Arrays.asList(
                number,
                drawn.id(),
                order == null ? null : order.id().value(),
                order == null ? null : order.firmName(),
                order == null ? null : order.providerName(),
                drawn.amount(),
                drawn.stratum(),
                drawn.score(),
                null,
                null,
                null);
    }

    private List<String> said(List<String> keys) {
        return keys.stream().map(words::say).toList();
    }

    private List<@Nullable Object> row(Order order, List<@Nullable Object> values) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(order.id().value());
        values.forEach(value -> row.add(plain(value)));
        return row;
    }

    private @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Money _, Number _, Instant _, LocalDate _ -> value;
            default -> words.show(value);
        };
    }

    private Sheet described(Sample sample) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Entry entry : entries(sample, words)) {
            rows.add(Arrays.asList(words.say(entry.label()), plain(entry.value())));
        }
        rows.add(Arrays.asList(words.say("trail.method"), method(sample, words)));
        return Sheet.of(
                words.say("trail.sheet.method"), said(List.of("trail.item", "trail.value")), rows);
    }

    String method(Sample sample, Words its) {
        return its.say("trail.method." + sample.strata());
    }

    List<Entry> entries(Sample sample, Words its) {
        return List.of(
                Entry.of("trail.scope", scope(sample, its)),
                Entry.of("trail.population", sample.population()),
                Entry.of(
                        "paper.period",
                        new Phrase(
                                "paper.period.days",
                                Map.of("first", sample.firstDay(), "last", sample.lastDay()))),
                Entry.of("trail.seed", sample.seed()),
                Entry.of("trail.strata", sample.strata()),
                Entry.of("trail.counted", sample.counted()),
                Entry.of("trail.total", sample.total()),
                Entry.of("trail.size", sample.drawn().size()),
                Entry.of("trail.digest", sample.digest()),
                Entry.of("trail.drawn-at", sample.drawnAt()));
    }

    private String scope(Sample sample, Words its) {
        return sample.isProvince()
                ? its.say("trail.scope.province", "province", Province.of(sample.scope()))
                : records.find(Programme.class, Id.<Programme>of(sample.scope()))
                        .map(programme -> programme.name(its.english()))
                        .orElse(sample.scope());
    }

    @Override
    public Optional<IssuedPapers.Draft> draft(IssuedPaper paper, Words its) {
        return paper.kind() == IssuedPaper.PaperKind.WORKING_PAPER
                ? records.find(Sample.class, Id.<Sample>of(paper.subject()))
                        .map(sample -> cover(sample, its))
                : Optional.empty();
    }

    private IssuedPapers.Draft cover(Sample sample, Words its) {
        String office = its.say("trail.office", "division", sample.division());
        List<Entry> entries = entries(sample, its);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Draw.Drawn drawn : sample.drawn()) {
            rows.add(
                    Arrays.asList(
                            rows.size() + 1,
                            drawn.id().toUpperCase(java.util.Locale.ROOT),
                            drawn.amount(),
                            drawn.stratum(),
                            drawn.score().substring(0, 16)));
        }
        PdfPaper paper =
                PdfPaper.titled(its, "trail.cover.title")
                        .number(sample.id())
                        .issuedBy(office)
                        .entries(
                                entries.stream()
                                        .map(one -> new PdfPaper.Entry(one.label(), one.value()))
                                        .toList())
                        .heading("trail.method")
                        .paragraph(Phrase.of("trail.method." + sample.strata()))
                        .heading("trail.sheet.sample")
                        .table(
                                PdfTable.of(
                                                PdfTable.amount("trail.number", 8),
                                                PdfTable.text("trail.drawn", 34),
                                                PdfTable.amount("trail.amount", 18),
                                                PdfTable.amount("trail.stratum", 8),
                                                PdfTable.text("trail.score", 24))
                                        .rows(rows))
                        .seals("trail.seal.auditor", "trail.seal.reviewer");
        return new IssuedPapers.Draft(
                paper,
                "trail.cover.title",
                sample.id().number(),
                office,
                office,
                entries,
                new State("trail.sample.kept", StateTone.GOOD));
    }
}

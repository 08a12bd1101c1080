package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is known of an enterprise, as sections of its page: every value with its source and day,
/// what the firm declares itself marked as such.
@Component
class EnterpriseSections {

    private final Words words;

    EnterpriseSections(Words words) {
        this.words = words;
    }

    List<Section> of(Enterprise enterprise, Optional<RelationsOf> relations, LocalDate today) {
        return List.of(
                registration(enterprise),
                figures(enterprise.figures()),
                technology(enterprise, today),
                tenancies(enterprise),
                honesty(enterprise.honesty()),
                qualifications(enterprise),
                relations(relations));
    }

    private String source(String origin, @Nullable LocalDate asOf) {
        return asOf == null
                ? origin
                : words.say("condition.source", Map.of("source", origin, "asOf", asOf));
    }

    private Section registration(Enterprise enterprise) {
        List<Entry> lines = new ArrayList<>();
        lines.add(Entry.of("enterprises.kind", enterprise.kind()));
        String origin = enterprise.registeredSource();
        Entry division = Entry.of("enterprises.division", enterprise.division());
        lines.add(
                origin == null
                        ? division.marked(Mark.NOT_VERIFIED)
                        : division.marked(Mark.MET)
                                .from(source(origin, enterprise.registeredAsOf())));
        if (!enterprise.isTeam()) {
            lines.add(Entry.of("enterprises.registered-on", enterprise.registeredOn()));
        }
        return Section.of("enterprises.section.registration", lines);
    }

    private Section figures(@Nullable Figures figures) {
        String title = "enterprises.section.figures";
        if (figures == null) {
            return Section.of(title, Entry.check("enterprises.staff", null, Mark.NOT_VERIFIED));
        }
        Mark mark = figures.verified() ? Mark.MET : Mark.NOT_VERIFIED;
        String origin = source(figures.source(), figures.asOf());
        return Section.of(
                title,
                Entry.of("enterprises.year", figures.year()),
                Entry.check(
                                "enterprises.staff",
                                Phrase.of("enterprises.people", "people", figures.staff()),
                                mark)
                        .from(origin),
                Entry.check("enterprises.revenue", figures.revenue(), mark),
                Entry.check("enterprises.assets", figures.assets(), mark)
                        .noted(figures.verified() ? null : words.say("enterprises.declared")));
    }

    private Section technology(Enterprise enterprise, LocalDate today) {
        TechnologyState state = enterprise.state(today);
        Mark mark =
                switch (state) {
                    case VALID -> Mark.MET;
                    case RENEWAL_PENDING, LAPSED, NONE -> Mark.NOT_MET;
                    case UNKNOWN -> Mark.NOT_VERIFIED;
                };
        List<List<Cell>> rows =
                enterprise.technology().reversed().stream()
                        .map(status ->
                                List.of(
                                        Cell.of(status.year()),
                                        Cell.of(status.number()),
                                        Cell.of(status.validFrom()),
                                        Cell.of(status.lastDay()),
                                        Cell.of(source(status.source(), status.asOf()))))
                        .toList();
        Table history =
                new Table(
                        List.of(
                                Column.of("enterprises.year.status"),
                                Column.of("enterprises.number"),
                                Column.of("enterprises.valid-from"),
                                Column.of("enterprises.valid-until"),
                                Column.of("web.source")),
                        rows,
                        "enterprises.technology.none");
        LocalDate asked = enterprise.technologyAsOf();
        return Section.of(
                        "enterprises.section.technology",
                        Entry.check("enterprises.technology.today", state, mark)
                                .noted(
                                        asked == null
                                                ? null
                                                : words.say("enterprises.asked", "asOf", asked)))
                .with(history);
    }

    private Section tenancies(Enterprise enterprise) {
        List<List<Cell>> rows =
                enterprise.tenancies().reversed().stream()
                        .map(tenancy ->
                                List.of(
                                        Cell.marked(
                                                tenancy.name(),
                                                tenancy.verified() ? Mark.MET : Mark.NOT_VERIFIED),
                                        Cell.of(tenancy.division()),
                                        Cell.of(tenancy.from()),
                                        Cell.of(
                                                tenancy.until() == null
                                                        ? null
                                                        : tenancy.until().minusDays(1)),
                                        Cell.of(source(tenancy.source(), tenancy.asOf()))))
                        .toList();
        return Section.of(
                "enterprises.section.tenancies",
                new Table(
                        List.of(
                                Column.of("enterprises.incubator"),
                                Column.of("enterprises.division"),
                                Column.of("enterprises.valid-from"),
                                Column.of("enterprises.valid-until"),
                                Column.of("web.source")),
                        rows,
                        "enterprises.tenancies.none"));
    }

    private Section honesty(@Nullable Honesty honesty) {
        String title = "enterprises.section.honesty";
        String label = "enterprises.honesty";
        if (honesty == null) {
            return Section.of(title, Entry.check(label, null, Mark.NOT_VERIFIED));
        }
        return Section.of(
                title,
                Entry.check(
                                label,
                                Phrase.of(
                                        honesty.serious()
                                                ? "enterprises.honesty.listed"
                                                : "enterprises.honesty.clear"),
                                honesty.serious() ? Mark.NOT_MET : Mark.MET)
                        .from(source(honesty.source(), honesty.asOf())));
    }

    private Section qualifications(Enterprise enterprise) {
        List<List<Cell>> rows =
                enterprise.qualifications().stream()
                        .map(one ->
                                List.of(
                                        Cell.of(one.kind()),
                                        Cell.of(one.number()),
                                        Cell.of(one.validFrom()),
                                        Cell.of(
                                                one.validUntil() == null
                                                        ? null
                                                        : one.validUntil().minusDays(1)),
                                        Cell.of(source(one.source(), one.asOf()))))
                        .toList();
        return Section.of(
                "enterprises.section.qualifications",
                new Table(
                        List.of(
                                Column.of("enterprises.qualification"),
                                Column.of("enterprises.qualification.number"),
                                Column.of("enterprises.valid-from"),
                                Column.of("enterprises.valid-until"),
                                Column.of("web.source")),
                        rows,
                        "enterprises.qualifications.none"));
    }

    /// Persons by their first character: the page is looked at by several people.
    private Section relations(Optional<RelationsOf> relations) {
        List<List<Cell>> rows =
                relations.map(RelationsOf::relations).orElse(List.of()).stream()
                        .map(Relation::masked)
                        .map(tie ->
                                List.of(
                                        Cell.of(tie.kind()),
                                        tie.other() == null
                                                ? Cell.marked(tie.otherName(), Mark.NOT_VERIFIED)
                                                : Cell.of(tie.otherName()),
                                        Cell.of(tie.share()),
                                        Cell.of(source(tie.source(), tie.asOf()))))
                        .toList();
        return Section.of(
                "enterprises.section.relations",
                new Table(
                        List.of(
                                Column.of("enterprises.relation"),
                                Column.of("enterprises.party"),
                                Column.of("enterprises.share"),
                                Column.of("web.source")),
                        rows,
                        relations.isPresent()
                                ? "enterprises.relations.none"
                                : "enterprises.relations.unknown"));
    }
}

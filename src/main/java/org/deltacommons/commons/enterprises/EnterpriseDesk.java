package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;

/// Changes of an enterprise's record: what the firm declares itself, and what an officer of its
/// division saw in a register. Each is a fact at home.
public final class EnterpriseDesk {

    /// What became of a change.
    public record Recorded(String enterprise, String part) {}

    /// What a change makes of the record.
    private record Change(
            Enterprise after, String part, boolean verified, String source, LocalDate asOf) {}

    private static final String DECLARED = "企业自行申报";

    private final Lane lane;
    private final Records records;
    private final Rules rules;

    public EnterpriseDesk(Lane lane, Records records, Rules rules) {
        this.lane = lane;
        this.records = records;
        this.rules = rules;
    }

    /// Somebody of the firm.
    public static boolean isOwn(Actor actor, Enterprise enterprise) {
        String id = enterprise.organisation();
        return actor.may(Role.FIRM_ENGINEER, id)
                || actor.may(Role.FIRM_FINANCE, id)
                || actor.may(Role.SIGNATORY, id);
    }

    /// An officer of the division it is registered in.
    public static boolean isOfficer(Actor actor, Enterprise enterprise) {
        String division = enterprise.division().value();
        return actor.may(Role.COUNTY_OFFICER, division)
                || actor.may(Role.PROVINCIAL_OFFICER, division);
    }

    public static boolean mayRead(Actor actor, Enterprise enterprise) {
        return actor.isSystem()
                || isOwn(actor, enterprise)
                || isOfficer(actor, enterprise)
                || actor.may(Role.AUDITOR, enterprise.division().value());
    }

    /// The firm says how large it is. What an officer verified for the year stands.
    public Outcome<Recorded> declareFigures(
            Actor actor, Id<Enterprise> id, FiguresForm form, String key) {
        return change(
                actor,
                id,
                "declare-figures",
                form,
                key,
                true,
                (before, rows) -> {
                    LocalDate today = today(rows);
                    if (form.year() > today.getYear()) {
                        return Outcome.refused(EnterprisesReason.FUTURE_INVALID);
                    }
                    Figures known = before.figures();
                    if (known != null && known.verified() && form.year() <= known.year()) {
                        return Outcome.refused(
                                Refusal.of(EnterprisesReason.VERIFIED_ALREADY, "year", known.year())
                                        .with("asOf", known.asOf().toString()));
                    }
                    Figures now =
                            new Figures(
                                    form.staff(),
                                    form.revenue(),
                                    form.assets(),
                                    form.year(),
                                    false,
                                    DECLARED,
                                    today);
                    return Outcome.done(
                            new Change(before.withFigures(now), "figures", false, DECLARED, today));
                });
    }

    /// An officer has seen the papers behind what the firm declared.
    public Outcome<Recorded> verifyFigures(
            Actor actor, Id<Enterprise> id, String source, String key) {
        return change(
                actor,
                id,
                "verify-figures",
                Map.of("source", source),
                key,
                false,
                (before, rows) -> {
                    Figures known = before.figures();
                    if (known == null || known.verified()) {
                        return Outcome.refused(EnterprisesReason.NO_FIGURES);
                    }
                    LocalDate today = today(rows);
                    Figures now =
                            new Figures(
                                    known.staff(),
                                    known.revenue(),
                                    known.assets(),
                                    known.year(),
                                    true,
                                    source,
                                    today);
                    return Outcome.done(
                            new Change(before.withFigures(now), "figures", true, source, today));
                });
    }

    /// The register was asked: with a number, the year has a status until the rule's last day;
    /// without one, it is known that there is none.
    public Outcome<Recorded> recordTechnology(
            Actor actor, Id<Enterprise> id, TechnologyForm form, String key) {
        return change(
                actor,
                id,
                "record-technology",
                form,
                key,
                false,
                (before, rows) -> {
                    if (form.asOf().isAfter(today(rows))) {
                        return Outcome.refused(EnterprisesReason.FUTURE_INVALID);
                    }
                    List<TechnologyStatus> all = new ArrayList<>(before.technology());
                    if (form.number() != null && form.validFrom() != null) {
                        LocalDate end = endOf(rows, before, form);
                        boolean overlaps =
                                all.stream()
                                        .anyMatch(one ->
                                                one.year() == form.year()
                                                        || (form.validFrom()
                                                                        .isBefore(one.validUntil())
                                                                && one.validFrom().isBefore(end)));
                        if (overlaps || !form.validFrom().isBefore(end)) {
                            return Outcome.refused(
                                    Refusal.of(
                                            EnterprisesReason.STATUS_OVERLAPS,
                                            "year",
                                            form.year()));
                        }
                        all.add(
                                new TechnologyStatus(
                                        form.year(),
                                        form.number(),
                                        form.validFrom(),
                                        end,
                                        form.source(),
                                        form.asOf()));
                        all.sort(Comparator.comparing(TechnologyStatus::validFrom));
                    }
                    LocalDate asked = later(before.technologyAsOf(), form.asOf());
                    return Outcome.done(
                            new Change(
                                    before.withTechnology(all, asked),
                                    "technology",
                                    true,
                                    form.source(),
                                    form.asOf()));
                });
    }

    private LocalDate endOf(Rows rows, Enterprise enterprise, TechnologyForm form) {
        return rules.at(rows, RenewalRule.class, enterprise.division(), form.asOf())
                .map(rule -> rule.value().endOf(form.year()))
                .orElse(LocalDate.of(form.year() + 1, 4, 1));
    }

    private static LocalDate later(@org.jspecify.annotations.Nullable LocalDate a, LocalDate b) {
        return a != null && a.isAfter(b) ? a : b;
    }

    /// The register of serious dishonesty was asked. An older answer never covers a newer one.
    public Outcome<Recorded> recordHonesty(
            Actor actor, Id<Enterprise> id, HonestyForm form, String key) {
        return change(
                actor,
                id,
                "record-honesty",
                form,
                key,
                false,
                (before, rows) -> {
                    Honesty known = before.honesty();
                    if (form.asOf().isAfter(today(rows))) {
                        return Outcome.refused(EnterprisesReason.FUTURE_INVALID);
                    }
                    if (known != null && form.asOf().isBefore(known.asOf())) {
                        return Outcome.refused(
                                Refusal.of(
                                        EnterprisesReason.OLDER_INVALID,
                                        "asOf",
                                        known.asOf().toString()));
                    }
                    Honesty now = new Honesty(form.serious(), form.source(), form.asOf());
                    return Outcome.done(
                            new Change(
                                    before.withHonesty(now),
                                    "honesty",
                                    true,
                                    form.source(),
                                    form.asOf()));
                });
    }

    /// A place in an incubator: declared by the firm, or confirmed by an officer. A confirmed one
    /// takes the place of a declared one of the same incubator.
    public Outcome<Recorded> recordTenancy(
            Actor actor, Id<Enterprise> id, TenancyForm form, boolean byOfficer, String key) {
        return change(
                actor,
                id,
                "record-tenancy",
                form,
                key,
                !byOfficer,
                (before, rows) -> {
                    LocalDate today = today(rows);
                    String organisation = form.organisation() == null ? "" : form.organisation();
                    Tenancy now =
                            new Tenancy(
                                    organisation,
                                    form.name(),
                                    form.division(),
                                    form.from(),
                                    form.until(),
                                    byOfficer,
                                    form.source(),
                                    today);
                    List<Tenancy> all = new ArrayList<>(before.tenancies());
                    all.removeIf(one -> !one.verified() && one.name().equals(form.name()));
                    all.add(now);
                    all.sort(Comparator.comparing(Tenancy::from));
                    return Outcome.done(
                            new Change(
                                    before.withTenancies(all),
                                    "tenancy",
                                    byOfficer,
                                    form.source(),
                                    today));
                });
    }

    private interface Making {
        Outcome<Change> of(Enterprise before, Rows rows);
    }

    private Outcome<Recorded> change(
            Actor actor,
            Id<Enterprise> id,
            String verb,
            Object content,
            String key,
            boolean own,
            Making making) {
        Optional<Enterprise> known = records.find(Enterprise.class, id);
        if (known.isEmpty() || !mayRead(actor, known.get())) {
            return Outcome.refused(EnterprisesReason.NOT_FOUND);
        }
        Command<Recorded> command =
                Command.of(
                                known.get().home(),
                                actor,
                                "enterprises." + verb,
                                Map.of("id", id.value(), "form", content),
                                Recorded.class)
                        .keyed(key.isEmpty() ? null : key);
        Function<Rows, Outcome<Unit<Recorded>>> decision =
                rows -> {
                    Enterprise before = rows.get(Enterprise.class, id);
                    boolean may = own ? isOwn(actor, before) : isOfficer(actor, before);
                    return may
                            ? making.of(before, rows).map(EnterpriseDesk::unit)
                            : Outcome.refused(EnterprisesReason.FORBIDDEN);
                };
        return lane.submit(command, decision);
    }

    private static Unit<Recorded> unit(Change change) {
        String id = change.after().id().value();
        return Unit.of(
                new Recorded(id, change.part()),
                new Put(change.after()),
                new Fact(
                        id,
                        Audience.HOME,
                        new EnterpriseRecorded(
                                id,
                                change.part(),
                                change.verified(),
                                change.source(),
                                change.asOf())));
    }

    private static LocalDate today(Rows rows) {
        return LocalDate.ofInstant(rows.now(), WorkingDays.ZONE);
    }
}

package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.rulebook.Applied;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.DivisionCode;
import org.jspecify.annotations.Nullable;

/// Judges one enterprise against what programmes ask. Pure: the same for a decision and for the
/// public page.
///
/// Source: public rules of the pilot — registered in the issuing area, small or medium, technology
/// status or recognised incubator, no serious dishonesty; a team is unregistered and in an
/// incubator.
///
/// @param size the size rule in force, if any
/// @param honestyDays how many days an answer about dishonesty is good for
record Eligibility(@Nullable Applied<SizeRule> size, int honestyDays) {

    List<Condition> judge(
            Enterprise enterprise, VoucherRule rule, DivisionCode issuer, LocalDate on) {
        List<Condition> conditions = new ArrayList<>();
        if (enterprise.isTeam()) {
            conditions.add(served(rule));
        }
        conditions.add(registered(enterprise, issuer, on));
        if (!enterprise.isTeam()) {
            conditions.add(size(enterprise));
        }
        conditions.add(technology(enterprise, on));
        conditions.add(honesty(enterprise, on));
        return List.copyOf(conditions);
    }

    /// What is asked of somebody of whom nothing is known at all.
    static List<Condition> unknown() {
        return List.of(
                Condition.of(Condition.Kind.REGISTERED_HERE, Check.NOT_VERIFIED, "UNKNOWN"),
                Condition.of(Condition.Kind.SIZE, Check.NOT_VERIFIED, "UNKNOWN"),
                Condition.of(Condition.Kind.TECHNOLOGY, Check.NOT_VERIFIED, "UNKNOWN"),
                Condition.of(Condition.Kind.HONESTY, Check.NOT_VERIFIED, "UNKNOWN"));
    }

    private static Condition served(VoucherRule rule) {
        return rule.ceilingTeam() == null
                ? Condition.of(Condition.Kind.TEAM_SERVED, Check.NOT_MET, "NO")
                : Condition.of(Condition.Kind.TEAM_SERVED, Check.MET, "YES")
                        .with("ceiling", rule.ceilingTeam());
    }

    /// A firm counts where it is registered, even if it pays social insurance elsewhere; a team
    /// where its incubator lies.
    private static Condition registered(Enterprise enterprise, DivisionCode issuer, LocalDate on) {
        Condition.Kind kind = Condition.Kind.REGISTERED_HERE;
        if (enterprise.isTeam()) {
            return enterprise
                    .tenancy(on)
                    .map(tenancy ->
                            area(kind, issuer, tenancy.division(), "TEAM_")
                                    .from(tenancy.source(), tenancy.asOf()))
                    .orElseGet(() -> Condition.of(kind, Check.NOT_VERIFIED, "TEAM_UNKNOWN"));
        }
        if (enterprise.registeredSource() == null) {
            return Condition.of(kind, Check.NOT_VERIFIED, "UNKNOWN");
        }
        return area(kind, issuer, enterprise.division(), "")
                .from(enterprise.registeredSource(), enterprise.registeredAsOf());
    }

    private static Condition area(
            Condition.Kind kind, DivisionCode issuer, DivisionCode where, String who) {
        boolean inside = issuer.covers(where);
        return Condition.of(
                        kind,
                        inside ? Check.MET : Check.NOT_MET,
                        who + (inside ? "INSIDE" : "OUTSIDE"))
                .with("division", where)
                .with("issuerDivision", issuer);
    }

    private Condition size(Enterprise enterprise) {
        Condition.Kind kind = Condition.Kind.SIZE;
        Figures figures = enterprise.figures();
        if (figures == null) {
            return Condition.of(kind, Check.NOT_VERIFIED, "UNKNOWN");
        }
        if (size == null) {
            return Condition.of(kind, Check.NOT_VERIFIED, "NO_RULE");
        }
        boolean admitted = size.value().admits(figures);
        String found = !figures.verified() ? "DECLARED" : admitted ? "SMALL" : "LARGE";
        Check check =
                !admitted ? Check.NOT_MET : figures.verified() ? Check.MET : Check.NOT_VERIFIED;
        return Condition.of(kind, check, admitted ? found : "LARGE")
                .with("staff", figures.staff())
                .with("revenue", figures.revenue())
                .with("year", figures.year())
                .with("staffBelow", size.value().staffBelow())
                .with("revenueBelow", size.value().revenueBelow())
                .from(figures.source(), figures.asOf())
                .under(size.version());
    }

    /// A valid number or, as good as it, a confirmed place in an incubator.
    private static Condition technology(Enterprise enterprise, LocalDate on) {
        Optional<Tenancy> tenancy = enterprise.tenancy(on);
        Optional<TechnologyStatus> status = enterprise.technology(on);
        if (!enterprise.isTeam() && status.isPresent()) {
            return valid(status.get());
        }
        if (tenancy.isPresent() && tenancy.get().verified()) {
            return tenant(tenancy.get(), Check.MET, "TENANT");
        }
        if (tenancy.isPresent()) {
            return tenant(tenancy.get(), Check.NOT_VERIFIED, "TENANT_DECLARED");
        }
        return enterprise.isTeam()
                ? Condition.of(Condition.Kind.TECHNOLOGY, Check.NOT_VERIFIED, "TEAM_UNKNOWN")
                : without(enterprise, on);
    }

    private static Condition valid(TechnologyStatus status) {
        return Condition.of(
                        Condition.Kind.TECHNOLOGY,
                        Check.MET,
                        status.number().equals(STATED) ? "STATED" : "VALID")
                .with("number", status.number())
                .with("lastDay", status.lastDay())
                .from(status.source(), status.asOf());
    }

    private static Condition tenant(Tenancy tenancy, Check check, String found) {
        return Condition.of(Condition.Kind.TECHNOLOGY, check, found)
                .with("incubator", tenancy.name())
                .with("from", tenancy.from())
                .from(tenancy.source(), tenancy.asOf());
    }

    /// No status on that day: never asked, none, lapsed, or in the gap before the renewal.
    private static Condition without(Enterprise enterprise, LocalDate on) {
        Condition.Kind kind = Condition.Kind.TECHNOLOGY;
        LocalDate asked = enterprise.technologyAsOf();
        Optional<TechnologyStatus> ended = enterprise.ended(on);
        if (ended.isEmpty()) {
            return asked == null
                    ? Condition.of(kind, Check.NOT_VERIFIED, "UNKNOWN")
                    : Condition.of(kind, Check.NOT_MET, "NONE").from(SOURCE, asked);
        }
        TechnologyStatus last = ended.get();
        boolean askedSince = asked != null && !asked.isBefore(last.validUntil());
        String found =
                !askedSince
                        ? "NOT_ASKED_SINCE"
                        : enterprise.state(on) == TechnologyState.RENEWAL_PENDING
                                ? "RENEWAL_PENDING"
                                : "LAPSED";
        return Condition.of(kind, askedSince ? Check.NOT_MET : Check.NOT_VERIFIED, found)
                .with("number", last.number())
                .with("lastDay", last.lastDay())
                .from(last.source(), asked == null ? last.asOf() : asked);
    }

    /// Stands for a number where somebody only said that they have one.
    static final String STATED = "0".repeat(18);

    private static final String SOURCE = "全国科技型中小企业信息库";

    private Condition honesty(Enterprise enterprise, LocalDate on) {
        Condition.Kind kind = Condition.Kind.HONESTY;
        Honesty honesty = enterprise.honesty();
        if (honesty == null) {
            return Condition.of(kind, Check.NOT_VERIFIED, "UNKNOWN");
        }
        if (honesty.serious()) {
            return Condition.of(kind, Check.NOT_MET, "LISTED")
                    .from(honesty.source(), honesty.asOf());
        }
        boolean fresh = !honesty.asOf().plusDays(honestyDays).isBefore(on);
        return Condition.of(kind, fresh ? Check.MET : Check.NOT_VERIFIED, fresh ? "CLEAR" : "STALE")
                .with("days", honestyDays)
                .from(honesty.source(), honesty.asOf());
    }
}

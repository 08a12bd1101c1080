package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.resources.Acquisition;
import org.deltacommons.commons.resources.Affiliation;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.commons.resources.Contact;
import org.deltacommons.commons.resources.Details;
import org.deltacommons.commons.resources.Equipment;
import org.deltacommons.commons.resources.Offer;
import org.deltacommons.commons.resources.OpenHours;
import org.deltacommons.commons.resources.Price;
import org.deltacommons.commons.resources.PriceUnit;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.ProviderState;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourceKind;
import org.deltacommons.commons.resources.ResourceState;
import org.deltacommons.commons.resources.RunState;
import org.deltacommons.commons.resources.ShareMode;
import org.deltacommons.commons.resources.UserClass;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationKind;
import org.deltacommons.foundation.identity.OrganisationState;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.rulebook.Certainty;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.foundation.rulebook.Rule;
import org.deltacommons.foundation.rulebook.RuleText;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.rulebook.TermRule;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;

/// What is in a simulated province from the beginning: one firm, one provider with one machine, one
/// programme that pays half, and the terms within which people have to act.
public final class SimulatedProvince {

    static final Money GRANTED = Money.yuan(2_500);
    private static final Money CEILING = Money.yuan(4_000);
    private static final Money BUDGET = Money.yuan(6_000);
    private static final MonthDay YEAR_END = MonthDay.of(12, 31);
    private static final LocalDate YEAR_BEGIN = LocalDate.of(2026, 1, 1);
    private static final Map<String, Integer> TERMS_DAYS =
            Map.of(
                    "order.accept",
                    2,
                    "order.sign",
                    3,
                    "slot.answer",
                    1,
                    "quote.confirm",
                    2,
                    "order.confirm",
                    3,
                    "notice.period",
                    2);

    private SimulatedProvince() {}

    static String firm(Province home) {
        return "org-f" + home.code();
    }

    static String firmName(Province home) {
        return "Firm " + home.code();
    }

    static String provider(Province home) {
        return "org-p" + home.code();
    }

    static String machine(Province home) {
        return "res-" + home.code();
    }

    static String programme(Province home) {
        return "prg-" + home.code();
    }

    /// Whoever acts for anybody in a province. Two of them, because some things take two.
    ///
    /// @param which 1 or 2
    public static Actor person(Province home, int which) {
        List<Membership> all = new ArrayList<>();
        for (Role role : Role.values()) {
            if (role == Role.SYSTEM || role == Role.TREASURY_SYSTEM) {
                continue;
            }
            if (role.scope() == Role.Scope.DIVISION) {
                all.add(new Membership(role, home.code()));
            } else {
                all.add(new Membership(role, firm(home)));
                all.add(new Membership(role, provider(home)));
            }
        }
        return new Actor("person-" + which + home.code(), "Person " + which, home, all, null);
    }

    /// What everybody knows of a province: its own rows, and the others' replicas.
    public static List<Row> known(Province home, Instant now) {
        List<Row> rows = new ArrayList<>();
        rows.add(organisation(home, firm(home), firmName(home), OrganisationKind.FIRM, 'A', now));
        rows.add(
                organisation(
                        home, provider(home), "Provider", OrganisationKind.UNIVERSITY, 'B', now));
        rows.add(
                new Provider(
                        Provider.idOf(provider(home)),
                        home,
                        ProviderState.VERIFIED,
                        "Provider " + home.code(),
                        "Provider " + home.code(),
                        home.division(),
                        List.of(),
                        List.of(ServiceClass.TESTING),
                        "",
                        home.code(),
                        List.of(new Provider.Standing(ProviderState.VERIFIED, now, "simulated")),
                        true,
                        "simulated"));
        rows.add(resource(home, now));
        rows.add(programmeOf(home));
        TERMS_DAYS.forEach(
                (term, days) -> rows.add(rule(home, TermRule.topic(term), new TermRule(days))));
        return rows;
    }

    /// @param route how the province's programme pays; whatever is claimed within the year counts
    /// @param months how long its vouchers hold
    public static List<Part> opening(Province home, PaymentRoute route, int months, Instant now) {
        List<Part> parts = new ArrayList<>();
        known(home, now).forEach(row -> parts.add(new Put(row)));
        Share half = new Share(5_000);
        parts.add(
                new Put(
                        rule(
                                home,
                                VoucherRule.topic(programme(home)),
                                claimedTo(YEAR_END, half, route, months))));
        Programme programme = programmeOf(home);
        parts.addAll(Chart.begun(programme));
        return parts;
    }

    private static VoucherRule claimedTo(
            MonthDay day, Share share, PaymentRoute route, int months) {
        VoucherRule plain = VoucherRule.plain("Half", "Half", share, CEILING, route);
        return new VoucherRule(
                plain.nameZh(),
                plain.nameEn(),
                plain.shares(),
                plain.ceilingFirm(),
                plain.ceilingTeam(),
                months,
                plain.route(),
                plain.base(),
                plain.noticeWorkingDays(),
                plain.excluded(),
                plain.carryOver(),
                day,
                plain.ceilingYear(),
                plain.relatedPartyHops(),
                plain.tiers());
    }

    private static Programme programmeOf(Province home) {
        return new Programme(
                Id.of(programme(home)),
                home,
                home.division(),
                "Programme " + home.code(),
                "Programme " + home.code(),
                YEAR_BEGIN.getYear(),
                BUDGET,
                true,
                true,
                "simulated");
    }

    private static Rule rule(Province home, String topic, Record value) {
        return new Rule(
                Rule.idOf(topic, home.division()),
                home,
                topic,
                home.division(),
                false,
                List.of(
                        new RuleText(
                                1,
                                YEAR_BEGIN,
                                null,
                                Json.tree(value),
                                "simulated",
                                Certainty.S,
                                "one",
                                "another",
                                true)));
    }

    private static Organisation organisation(
            Province home,
            String id,
            String name,
            OrganisationKind kind,
            char letter,
            Instant now) {
        return new Organisation(
                Id.of(id),
                home,
                name,
                name,
                kind,
                CreditCode.parse("91" + home.code() + "MA1K00000" + letter),
                CreditCode.Verdict.REGULAR,
                home.division(),
                null,
                true,
                OrganisationState.CONFIRMED,
                List.of(),
                "simulated",
                null,
                "simulated",
                null,
                null,
                now);
    }

    private static Resource resource(Province home, Instant now) {
        BookingTerms terms =
                new BookingTerms(
                        List.of(BookingMode.SLOT, BookingMode.SAMPLE, BookingMode.PACKAGE),
                        60,
                        60,
                        480,
                        30,
                        0,
                        24,
                        OpenHours.parse("1-7 08:00-22:00"),
                        false);
        return new Resource(
                Id.of(machine(home)),
                home,
                ResourceState.PUBLISHED,
                provider(home),
                machine(home),
                details(home),
                terms,
                List.of(new Price(UserClass.FIRM, PriceUnit.HOUR, Money.yuan(600), YEAR_BEGIN)),
                now,
                null,
                null);
    }

    private static Details details(Province home) {
        Equipment equipment =
                new Equipment(
                        "010102",
                        "Microscope",
                        "",
                        "",
                        "",
                        Money.yuan(1_000_000),
                        Acquisition.PURCHASED,
                        false,
                        YEAR_BEGIN,
                        List.of(),
                        ShareMode.EXTERNAL,
                        "",
                        Affiliation.NONE,
                        "",
                        RunState.NORMAL,
                        null,
                        null,
                        false,
                        null,
                        null);
        Offer offer =
                new Offer(
                        List.of("430"),
                        List.of(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        false,
                        false,
                        ServiceClass.TESTING,
                        true,
                        Contact.NONE);
        return new Details(
                ResourceKind.INSTRUMENT,
                "Machine " + home.code(),
                "Machine " + home.code(),
                home.division(),
                "",
                "",
                equipment,
                offer,
                true,
                "simulated");
    }

    /// What a form wants attached.
    static org.deltacommons.foundation.procedures.Attachment paper(String kind) {
        return new org.deltacommons.foundation.procedures.Attachment(
                kind, "ab".repeat(32), kind + ".pdf", "application/pdf", 1_000);
    }

    static @Nullable String account(PaymentRoute route) {
        return route == PaymentRoute.FIRM_DIRECT ? "Bank 6222020299990000111" : null;
    }
}

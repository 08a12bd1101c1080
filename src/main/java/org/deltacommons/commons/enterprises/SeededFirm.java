package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// One line of the seed as an enterprise.
final class SeededFirm {

    private static final String REGISTER = "示例工商登记数据";
    private static final String TECHNOLOGY = "示例·科技型中小企业信息库";
    private static final String HONESTY = "示例·严重失信主体名单";
    private static final int ASKED_DAYS_AGO = 7;

    private SeededFirm() {}

    static Enterprise of(Id<Enterprise> id, CSVRecord row, CSVRecord body, LocalDate today) {
        LocalDate asked = today.minusDays(ASKED_DAYS_AGO);
        boolean team = body.get("kind").equals("TEAM");
        DivisionCode division = new DivisionCode(body.get("division"));
        List<TechnologyStatus> technology = technology(row.get("technology"), division, today);
        return new Enterprise(
                id,
                division.province(),
                body.get("name_zh"),
                team ? EnterpriseKind.TEAM : EnterpriseKind.FIRM,
                division,
                team ? null : LocalDate.parse(row.get("registered_on")),
                team ? null : REGISTER,
                team ? null : asked,
                figures(row, today),
                technology,
                row.get("technology").isEmpty() ? null : asked,
                tenancy(row, today),
                honesty(row.get("honesty"), asked),
                qualification(row.get("qualification"), today),
                true);
    }

    private static @Nullable Figures figures(CSVRecord row, LocalDate today) {
        String kind = row.get("figures");
        if (kind.isEmpty()) {
            return null;
        }
        boolean verified = kind.equals("VERIFIED");
        return new Figures(
                Integer.parseInt(row.get("staff")),
                Money.yuan(Long.parseLong(row.get("revenue_yuan"))),
                Money.yuan(Long.parseLong(row.get("assets_yuan"))),
                today.getYear() - 1,
                verified,
                verified ? "示例·年度财务报表" : "企业自行申报(示例)",
                today.minusDays(ASKED_DAYS_AGO));
    }

    /// The status year that counts today began on its 1 April.
    private static List<TechnologyStatus> technology(
            String kind, DivisionCode division, LocalDate today) {
        int year =
                today.isBefore(LocalDate.of(today.getYear(), 4, 1))
                        ? today.getYear() - 1
                        : today.getYear();
        return switch (kind) {
            case "IN_TIME" ->
                    List.of(status(year - 1, 4, division, today), status(year, 4, division, today));
            // Renewed two months late: from April to the middle of June there was none.
            case "GAP" ->
                    List.of(
                            status(year - 2, 4, division, today),
                            status(year - 1, 6, division, today),
                            status(year, 4, division, today));
            case "LAPSED" -> List.of(status(year - 1, 4, division, today));
            case "NONE", "" -> List.of();
            default -> throw new IllegalArgumentException("no such technology: " + kind);
        };
    }

    private static TechnologyStatus status(
            int year, int month, DivisionCode division, LocalDate today) {
        LocalDate from = LocalDate.of(year, month, month == 4 ? 1 : 15);
        return new TechnologyStatus(
                year,
                "%d%s%08d".formatted(year, division.value(), year % 100 * 1_000 + month),
                from,
                LocalDate.of(year + 1, 4, 1),
                TECHNOLOGY,
                from.isAfter(today) ? today : from);
    }

    private static List<Tenancy> tenancy(CSVRecord row, LocalDate today) {
        String name = row.get("incubator");
        return name.isEmpty()
                ? List.of()
                : List.of(
                        new Tenancy(
                                "",
                                name,
                                new DivisionCode(row.get("incubator_division")),
                                today.minusMonths(14),
                                today.plusMonths(22),
                                true,
                                "示例·孵化器入驻协议",
                                today.minusDays(ASKED_DAYS_AGO)));
    }

    private static @Nullable Honesty honesty(String kind, LocalDate asked) {
        return kind.isEmpty() ? null : new Honesty(kind.equals("LISTED"), HONESTY, asked);
    }

    private static List<Qualification> qualification(String kind, LocalDate today) {
        return kind.isEmpty()
                ? List.of()
                : List.of(
                        new Qualification(
                                QualificationKind.valueOf(kind),
                                "DEMO-" + kind,
                                today.minusMonths(13),
                                today.plusMonths(23),
                                "示例·认定公告",
                                today.minusMonths(13)));
    }
}

package org.deltacommons.commons.resources;

import java.time.LocalDate;
import java.util.List;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// What it is as a thing: the national register's fields.
///
/// @param categoryCode 设备分类, six digits; 999999 is 未分类
/// @param originalValue of one piece or set; none for services and data
/// @param specialised 专用 as opposed to 通用
/// @param notSharedReason the approved document why it is not shared, such as its secrecy
/// @param affiliationName of what it belongs to
/// @param yearHours 年总运行机时
/// @param yearServiceHours 年服务机时
/// @param partOf the id of the set it is an accessory of
public record Equipment(
        String categoryCode,
        String categoryName,
        String model,
        String maker,
        String makerCountry,
        @Nullable Money originalValue,
        Acquisition acquiredBy,
        boolean specialised,
        @Nullable LocalDate commissionedOn,
        List<FundingSource> fundings,
        ShareMode shareMode,
        String notSharedReason,
        Affiliation affiliation,
        String affiliationName,
        RunState runState,
        @Nullable Integer yearHours,
        @Nullable Integer yearServiceHours,
        boolean dutyFree,
        @Nullable CustomsBlock customs,
        @Nullable String partOf) {

    public Equipment {
        fundings = List.copyOf(fundings);
        if (!categoryCode.matches("\\d{6}")) {
            throw new IllegalArgumentException("a category has six digits: " + categoryCode);
        }
    }

    public boolean isFiscal() {
        return fundings.stream().anyMatch(FundingSource::isFiscal);
    }
}

package org.deltacommons.commons.resources;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Resources and providers for tests.
public final class SampleResources {

    public static final Instant NOW = Instant.parse("2026-03-05T02:00:00Z");

    private SampleResources() {}

    public static Equipment equipment(
            @Nullable Money value, ShareMode sharing, List<FundingSource> fundings) {
        return new Equipment(
                "010102",
                "扫描电镜",
                "GeminiSEM 450",
                "ZEISS",
                "德国",
                value,
                Acquisition.PURCHASED,
                false,
                LocalDate.of(2021, 9, 16),
                fundings,
                sharing,
                "",
                Affiliation.NONE,
                "",
                RunState.NORMAL,
                2_860,
                1_190,
                false,
                null,
                null);
    }

    public static Offer offer() {
        return new Offer(
                List.of("430"),
                List.of(Industry.ENERGY),
                "负极片截面观察",
                "Anode cross-sections",
                "分辨率 0.7 nm",
                "10 mm",
                "",
                "",
                "",
                true,
                false,
                ServiceClass.TESTING,
                true,
                new Contact("示例·张工", "021-00000000", "zhang@example.org"));
    }

    public static BookingTerms terms() {
        return new BookingTerms(
                List.of(BookingMode.SLOT, BookingMode.SAMPLE),
                60,
                60,
                480,
                30,
                48,
                24,
                OpenHours.parse("1-6 08:30-22:30"),
                true);
    }

    public static Resource resource(Equipment equipment) {
        return resource(equipment, ResourceState.REGISTERED);
    }

    public static Resource resource(Equipment equipment, ResourceState state) {
        return new Resource(
                Resource.idOf("org-sc-micro", "SEM-1"),
                Province.SHANGHAI,
                state,
                "org-sc-micro",
                "SEM-1",
                new Details(
                        ResourceKind.INSTRUMENT,
                        "场发射扫描电镜",
                        "Field-emission SEM",
                        new DivisionCode("310115"),
                        "示例科技街275号",
                        "",
                        equipment,
                        offer(),
                        true,
                        "示例数据"),
                terms(),
                List.of(
                        new Price(
                                UserClass.FIRM,
                                PriceUnit.HOUR,
                                Money.yuan(600),
                                LocalDate.of(2026, 1, 1))),
                NOW,
                null,
                null);
    }

    public static Resource resource() {
        return resource(
                equipment(Money.yuan(3_860_000), ShareMode.EXTERNAL, List.of(FundingSource.LOCAL)));
    }

    public static Provider provider(ProviderState state) {
        return new Provider(
                Provider.idOf("org-sc-micro"),
                Province.SHANGHAI,
                state,
                "示例·申测显微平台",
                "Demo Shence",
                new DivisionCode("310115"),
                List.of(),
                List.of(),
                "",
                state == ProviderState.VERIFIED ? "310000" : null,
                List.of(new Provider.Standing(state, NOW, "")),
                true,
                "示例");
    }

    /// A form like this one for another, privately paid thing.
    public static ResourceForm another(
            ResourceForm f, String number, String name, String model, @Nullable String phone) {
        return new ResourceForm(
                f.provider(),
                number,
                f.kind(),
                name,
                f.nameEn(),
                f.division(),
                f.addressZh(),
                f.addressEn(),
                f.categoryCode(),
                f.categoryName(),
                model,
                f.maker(),
                f.makerCountry(),
                f.originalValue(),
                f.acquiredBy(),
                f.specialised(),
                f.commissionedOn(),
                List.of(FundingSource.OWN),
                f.shareMode(),
                null,
                f.affiliation(),
                null,
                f.runState(),
                f.yearHours(),
                f.yearServiceHours(),
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                f.disciplines(),
                f.industries(),
                f.functionsZh(),
                f.functionsEn(),
                f.indicators(),
                f.samples(),
                null,
                null,
                null,
                f.serviceClass(),
                true,
                false,
                false,
                null,
                phone,
                null,
                "测试");
    }
}

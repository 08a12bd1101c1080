package org.deltacommons.commons.resources;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Resources and providers for tests; also by the hundred thousand.
public final class SampleResources {

    public static final Instant NOW = Instant.parse("2026-03-05T02:00:00Z");
    private static final String[] WORDS = {
        "场发射扫描电镜", "透射电子显微镜", "液相色谱质谱联用仪", "X 射线衍射仪", "核磁共振波谱仪",
        "流式细胞仪", "原子力显微镜", "热重分析仪", "激光共聚焦显微镜", "疲劳试验机"
    };
    private static final String[] MODELS = {
        "GeminiSEM",
        "Talos",
        "TSQ Altis",
        "SmartLab",
        "AVANCE",
        "FACSAria",
        "Dimension",
        "TGA",
        "LSM",
        "Instron"
    };
    private static final String[] CITIES = {
        "310115", "320500", "320100", "330100", "330400", "340100", "340500", "310104", "320600",
        "330200"
    };

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

    /// The n-th of many; the same n is always the same.
    public static Resource synthetic(int n) {
        String city = CITIES[n % CITIES.length];
        Province home = new DivisionCode(city).province();
        String provider = "org-bench-" + n % 400;
        int word = (n * 7 + n / 13) % WORDS.length;
        Resource sample = resource();
        Equipment e = sample.details().equipment();
        Equipment equipment =
                new Equipment(
                        e.categoryCode(),
                        WORDS[word],
                        MODELS[word] + " " + (100 + n % 900),
                        "示例制造",
                        "中国",
                        Money.yuan(300_000L + n % 5_000 * 1_000),
                        Acquisition.PURCHASED,
                        false,
                        null,
                        List.of(FundingSource.OWN),
                        ShareMode.EXTERNAL,
                        "",
                        Affiliation.NONE,
                        "",
                        RunState.NORMAL,
                        1_400,
                        600,
                        false,
                        null,
                        null);
        Offer offer =
                new Offer(
                        List.of(Disciplines.CODES.get(n % Disciplines.CODES.size())),
                        List.of(Industry.values()[n % 6]),
                        "用于" + WORDS[(word + 3) % WORDS.length] + "相关的材料、器件与生物样品分析，第 " + n + " 台",
                        "Synthetic instrument " + n,
                        "分辨率 " + (n % 50 + 1) / 10.0 + " nm",
                        "",
                        "",
                        "",
                        "",
                        n % 2 == 0,
                        n % 3 == 0,
                        ServiceClass.values()[n % 5],
                        n % 4 != 0,
                        Contact.NONE);
        return new Resource(
                Resource.idOf(provider, "B-" + n),
                home,
                ResourceState.PUBLISHED,
                provider,
                "B-" + n,
                new Details(
                        ResourceKind.values()[n % 20 < 15 ? 0 : n % 6],
                        WORDS[word] + "（" + MODELS[word] + "）",
                        "Synthetic " + MODELS[word],
                        new DivisionCode(city),
                        "示例路 " + n + " 号",
                        "",
                        equipment,
                        offer,
                        true,
                        "示例数据"),
                terms(),
                List.of(
                        new Price(
                                UserClass.FIRM,
                                PriceUnit.HOUR,
                                Money.yuan(50 + n % 4_000),
                                LocalDate.of(2026, 1, 1))),
                NOW,
                null,
                null);
    }
}

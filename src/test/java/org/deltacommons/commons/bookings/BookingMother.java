package org.deltacommons.commons.bookings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.deltacommons.commons.resources.Acquisition;
import org.deltacommons.commons.resources.Affiliation;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.commons.resources.Contact;
import org.deltacommons.commons.resources.CustomsBlock;
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
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A microscope in Shanghai and those who want it.
final class BookingMother {

    /// Monday, 2 March 2026, 9:00.
    static final Instant NOW = at("2026-03-02T09:00");

    static final String PROVIDER = "org-t-micro";

    private BookingMother() {}

    /// @param shanghai such as `2026-03-05T09:00`
    static Instant at(String shanghai) {
        return LocalDateTime.parse(shanghai).atZone(WorkingDays.ZONE).toInstant();
    }

    /// Monday to Saturday 8:30 to 22:30, hours, one to eight, half an hour of buffer, two days'
    /// notice, cancelled freely until a day before.
    static BookingTerms terms(boolean needsTraining) {
        return new BookingTerms(
                List.of(BookingMode.SLOT, BookingMode.SAMPLE, BookingMode.PACKAGE),
                60,
                60,
                480,
                30,
                48,
                24,
                OpenHours.parse("1-6 08:30-22:30"),
                needsTraining);
    }

    static Resource resource(String id, BookingTerms terms, boolean dutyFree) {
        return new Resource(
                Id.of(id),
                Province.SHANGHAI,
                ResourceState.PUBLISHED,
                PROVIDER,
                id,
                details(dutyFree),
                terms,
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

    private static Details details(boolean dutyFree) {
        CustomsBlock customs =
                new CustomsBlock("222920231000000001", LocalDate.of(2023, 5, 4), "01", "扫描电镜", "1");
        Equipment equipment =
                new Equipment(
                        "010102",
                        "扫描电镜",
                        "GeminiSEM 450",
                        "ZEISS",
                        "德国",
                        Money.yuan(3_860_000),
                        Acquisition.PURCHASED,
                        false,
                        LocalDate.of(2021, 9, 16),
                        List.of(),
                        ShareMode.EXTERNAL,
                        "",
                        Affiliation.NONE,
                        "",
                        RunState.NORMAL,
                        null,
                        null,
                        dutyFree,
                        dutyFree ? customs : null,
                        null);
        Offer offer =
                new Offer(
                        List.of("430"),
                        List.of(),
                        "成像",
                        "Imaging",
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
                "场发射扫描电镜",
                "Field-emission SEM",
                new DivisionCode("310115"),
                "",
                "",
                equipment,
                offer,
                true,
                "test");
    }

    static Provider provider(ProviderState state) {
        return new Provider(
                Provider.idOf(PROVIDER),
                Province.SHANGHAI,
                state,
                "示例·测试平台",
                "Demo platform",
                new DivisionCode("310115"),
                List.of(),
                List.of(ServiceClass.TESTING),
                "",
                "310000",
                List.of(new Provider.Standing(state, NOW, "test")),
                true,
                "test");
    }

    static Permit permit(PermitKind kind, String resource, String firm) {
        return new Permit(
                Permit.idOf(kind, resource, firm),
                Province.SHANGHAI,
                kind,
                resource,
                PROVIDER,
                firm,
                "示例·企业",
                "T-001",
                "沈亦航",
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 12, 31),
                false,
                "test",
                NOW);
    }

    static BookingRequested slot(
            String order, String resource, String from, String until, boolean waits) {
        return request(order, resource, BookingMode.SLOT, at(from), at(until), 1, waits);
    }

    static BookingRequested samples(String order, String resource, int count) {
        return request(order, resource, BookingMode.SAMPLE, null, null, count, false);
    }

    static BookingRequested hours(String order, String resource, int hours) {
        return request(order, resource, BookingMode.PACKAGE, null, null, hours, false);
    }

    private static BookingRequested request(
            String order,
            String resource,
            BookingMode mode,
            @Nullable Instant from,
            @Nullable Instant until,
            int units,
            boolean waits) {
        Money price =
                from == null || until == null
                        ? Money.yuan(600L * units)
                        : new Money(
                                60_000 * java.time.Duration.between(from, until).toMinutes() / 60);
        return new BookingRequested(
                order,
                resource,
                mode,
                from,
                until,
                units,
                Purpose.DEVELOPMENT,
                "循环后负极片截面",
                "org-t-firm-" + order,
                "示例·企业 " + order,
                price,
                new Money(price.fen() / 2),
                "PROVIDER_DIRECT",
                waits);
    }

    static BookingRequested forPurpose(BookingRequested asked, Purpose purpose) {
        return new BookingRequested(
                asked.order(),
                asked.resource(),
                asked.mode(),
                asked.from(),
                asked.until(),
                asked.units(),
                purpose,
                asked.description(),
                asked.firm(),
                asked.firmName(),
                asked.priced(),
                asked.voucherPart(),
                asked.route(),
                asked.waits());
    }

    static Attachment scan(String kind) {
        return new Attachment(kind, "a".repeat(64), kind + ".pdf", "application/pdf", 1_000);
    }
}

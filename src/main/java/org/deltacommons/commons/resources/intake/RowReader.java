package org.deltacommons.commons.resources.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.commons.resources.Acquisition;
import org.deltacommons.commons.resources.Affiliation;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.commons.resources.Checks;
import org.deltacommons.commons.resources.Contact;
import org.deltacommons.commons.resources.CustomsBlock;
import org.deltacommons.commons.resources.Details;
import org.deltacommons.commons.resources.Equipment;
import org.deltacommons.commons.resources.FundingSource;
import org.deltacommons.commons.resources.Industry;
import org.deltacommons.commons.resources.Offer;
import org.deltacommons.commons.resources.OpenHours;
import org.deltacommons.commons.resources.Price;
import org.deltacommons.commons.resources.PriceUnit;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourceKind;
import org.deltacommons.commons.resources.ResourcesReason;
import org.deltacommons.commons.resources.RunState;
import org.deltacommons.commons.resources.ShareMode;
import org.deltacommons.commons.resources.UserClass;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// Makes a [Draft] of a row, or says everything that is wrong with it.
final class RowReader {

    private static final int HOURS_MAX = 8_784;
    private static final int TEN_THOUSAND_YUAN = 10_000;

    private final String provider;
    private final LocalDate pricesFrom;
    private final boolean seed;

    /// @param provider whose resources these are
    /// @param pricesFrom the first day of the prices it tells
    /// @param seed whether it may say what is invented, and leaves customs blocks of those out
    RowReader(String provider, LocalDate pricesFrom, boolean seed) {
        this.provider = provider;
        this.pricesFrom = pricesFrom;
        this.seed = seed;
    }

    /// @return null if something is wrong; the cells then know what
    @Nullable Draft read(Cells cells) {
        boolean demo = seed && cells.truth(Field.IS_DEMO);
        Equipment equipment = equipment(cells, demo);
        Offer offer = offer(cells);
        BookingTerms terms = terms(cells);
        List<Price> prices = prices(cells);
        DivisionCode division = cells.division();
        ResourceKind kind = cells.choice(Field.KIND, ResourceKind.class, ResourceKind.INSTRUMENT);
        if (!cells.faults().isEmpty() || division == null || equipment == null) {
            return null;
        }
        Details details =
                new Details(
                        kind,
                        cells.text(Field.NAME_ZH),
                        cells.text(Field.NAME_EN),
                        division,
                        cells.text(Field.ADDRESS_ZH),
                        cells.text(Field.ADDRESS_EN),
                        equipment,
                        offer,
                        demo,
                        cells.text(Field.SOURCE));
        for (Checks.Fault fault : Checks.of(details, terms)) {
            Field field = Field.valueOf(fault.field().toUpperCase(java.util.Locale.ROOT));
            cells.wrong(CellFault.of(fault.field(), cells.text(field), fault.why()));
        }
        return cells.faults().isEmpty()
                ? new Draft(
                        cells.text(Field.INNER_ID),
                        cells.text(Field.PROVIDER),
                        details,
                        terms,
                        prices)
                : null;
    }

    private @Nullable Equipment equipment(Cells cells, boolean demo) {
        boolean known = isCategory(cells);
        boolean dutyFree = cells.truth(Field.DUTY_FREE);
        CustomsBlock customs = customs(cells, dutyFree, demo);
        Money value = cells.money(Field.ORIGINAL_VALUE_WAN, TEN_THOUSAND_YUAN);
        LocalDate commissioned = cells.date(Field.COMMISSIONED_ON);
        List<FundingSource> fundings = cells.choices(Field.FUNDING, FundingSource.class);
        ShareMode sharing = cells.choice(Field.SHARE_MODE, ShareMode.class, ShareMode.EXTERNAL);
        Acquisition origin = cells.choice(Field.ORIGIN, Acquisition.class, Acquisition.OTHER);
        boolean specialised = cells.truth(Field.SPECIALISED);
        Affiliation affiliation =
                cells.choice(Field.AFFILIATION, Affiliation.class, Affiliation.NONE);
        RunState runs = cells.choice(Field.RUN_STATE, RunState.class, RunState.NORMAL);
        Integer year = cells.number(Field.YEAR_HOURS, 0, HOURS_MAX);
        Integer service = cells.number(Field.YEAR_SERVICE_HOURS, 0, HOURS_MAX);
        if (!known) {
            return null;
        }
        return new Equipment(
                cells.text(Field.CATEGORY_CODE),
                cells.text(Field.CATEGORY_ZH),
                cells.text(Field.MODEL),
                cells.text(Field.MAKER),
                cells.text(Field.MAKER_COUNTRY),
                value,
                origin,
                specialised,
                commissioned,
                fundings,
                sharing,
                cells.text(Field.NOT_SHARED_REASON),
                affiliation,
                cells.text(Field.AFFILIATION_NAME),
                runs,
                year,
                service,
                dutyFree,
                customs,
                cells.has(Field.PART_OF)
                        ? Resource.idOf(provider, cells.text(Field.PART_OF)).value()
                        : null);
    }

    private static boolean isCategory(Cells cells) {
        String category = cells.text(Field.CATEGORY_CODE);
        boolean known = category.matches("\\d{6}");
        if (!known && cells.has(Field.CATEGORY_CODE)) {
            cells.wrong(
                    CellFault.of(Field.CATEGORY_CODE, category, ResourcesReason.CELL_NOT_CATEGORY));
        }
        return known;
    }

    private static @Nullable CustomsBlock customs(Cells cells, boolean dutyFree, boolean demo) {
        LocalDate imported = cells.date(Field.CUSTOMS_IMPORTED_ON);
        if (!dutyFree) {
            return null;
        }
        String declaration = cells.text(Field.CUSTOMS_DECLARATION);
        String item = cells.text(Field.CUSTOMS_ITEM);
        String name = cells.text(Field.CUSTOMS_NAME);
        if (declaration.isEmpty() && demo) {
            // The seed's invented instruments have an invented block, and say so.
            return new CustomsBlock(
                    "示例-" + cells.text(Field.INNER_ID),
                    LocalDate.of(2019, 6, 1),
                    "01",
                    cells.text(Field.NAME_ZH),
                    "示例");
        }
        return imported == null
                        || declaration.isEmpty()
                        || name.isEmpty()
                        || !item.matches("\\d{2}")
                ? null
                : new CustomsBlock(
                        declaration, imported, item, name, cells.text(Field.CUSTOMS_OWNER));
    }

    private static Offer offer(Cells cells) {
        return new Offer(
                cells.disciplines(),
                cells.choices(Field.INDUSTRIES, Industry.class),
                cells.text(Field.FUNCTIONS_ZH),
                cells.text(Field.FUNCTIONS_EN),
                cells.text(Field.INDICATORS_ZH),
                cells.text(Field.SAMPLES_ZH),
                cells.text(Field.SHARING_RULES),
                cells.text(Field.RESULTS),
                url(cells),
                cells.truth(Field.CMA),
                cells.truth(Field.CNAS),
                cells.choice(Field.SERVICE_CLASS, ServiceClass.class, ServiceClass.OPENING),
                cells.truth(Field.VOUCHER_ACCEPTED),
                new Contact(
                        cells.text(Field.CONTACT_PERSON),
                        cells.text(Field.CONTACT_PHONE),
                        cells.text(Field.CONTACT_EMAIL)));
    }

    private static String url(Cells cells) {
        String url = cells.text(Field.BOOKING_URL);
        if (!url.isEmpty() && !url.matches("https?://[^\\s<>\"]{3,290}")) {
            cells.wrong(CellFault.of(Field.BOOKING_URL, url, ResourcesReason.CELL_NOT_AN_ADDRESS));
        }
        return url;
    }

    private static BookingTerms terms(Cells cells) {
        List<BookingMode> modes = cells.choices(Field.MODES, BookingMode.class);
        int slot = cells.count(Field.SLOT_MINUTES, 1_440);
        int min = cells.count(Field.MIN_MINUTES, 43_200);
        int max = cells.count(Field.MAX_MINUTES, 43_200);
        int buffer = cells.count(Field.BUFFER_MINUTES, 1_440);
        int notice = cells.count(Field.NOTICE_HOURS, 2_160);
        int cancel = cells.count(Field.CANCEL_CUTOFF_HOURS, 2_160);
        boolean training = cells.truth(Field.NEEDS_TRAINING);
        if (max < min) {
            cells.wrong(
                    CellFault.of(
                                    Field.MAX_MINUTES,
                                    cells.text(Field.MAX_MINUTES),
                                    ResourcesReason.CELL_OUT_OF_RANGE)
                            .with("from", min)
                            .with("until", 43_200));
            max = min;
        }
        List<OpenHours> hours = List.of();
        try {
            hours = OpenHours.parse(cells.text(Field.OPEN_HOURS));
        } catch (IllegalArgumentException malformed) {
            cells.wrong(
                    CellFault.of(
                            Field.OPEN_HOURS,
                            cells.text(Field.OPEN_HOURS),
                            ResourcesReason.CELL_NOT_HOURS));
        }
        return new BookingTerms(modes, slot, min, max, buffer, notice, cancel, hours, training);
    }

    private List<Price> prices(Cells cells) {
        List<Price> prices = new ArrayList<>();
        PriceUnit unit = cells.choice(Field.PRICE_UNIT, PriceUnit.class, PriceUnit.HOUR);
        add(prices, UserClass.INTERNAL, unit, cells.money(Field.PRICE_INTERNAL, 1));
        add(prices, UserClass.ACADEMIC, unit, cells.money(Field.PRICE_ACADEMIC, 1));
        add(prices, UserClass.FIRM, unit, cells.money(Field.PRICE_FIRM, 1));
        if (!prices.isEmpty() && !cells.has(Field.PRICE_UNIT)) {
            cells.wrong(CellFault.of(Field.PRICE_UNIT, "", ResourcesReason.CELL_MISSING));
        }
        return prices;
    }

    private void add(List<Price> prices, UserClass who, PriceUnit unit, @Nullable Money amount) {
        if (amount != null) {
            prices.add(new Price(who, unit, amount, pricesFrom));
        }
    }
}

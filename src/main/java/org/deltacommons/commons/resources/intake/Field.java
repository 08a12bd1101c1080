package org.deltacommons.commons.resources.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deltacommons.commons.resources.Acquisition;
import org.deltacommons.commons.resources.Affiliation;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.FundingSource;
import org.deltacommons.commons.resources.Industry;
import org.deltacommons.commons.resources.PriceUnit;
import org.deltacommons.commons.resources.ResourceKind;
import org.deltacommons.commons.resources.RunState;
import org.deltacommons.commons.resources.ShareMode;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.jspecify.annotations.Nullable;

/// The columns of an import, in the order of the template. Its word is `resources.column.<key>`.
public enum Field {
    INNER_ID(60, true),
    KIND(ResourceKind.class, true),
    NAME_ZH(200, true),
    NAME_EN(300, false),
    PROVIDER(80, false),
    DIVISION(20, true),
    ADDRESS_ZH(200, false),
    ADDRESS_EN(300, false),
    CATEGORY_CODE(6, true),
    CATEGORY_ZH(100, false),
    MODEL(100, false),
    MAKER(100, false),
    MAKER_COUNTRY(60, false),
    ORIGINAL_VALUE_WAN(20, false),
    COMMISSIONED_ON(20, false),
    DISCIPLINES(100, true),
    INDUSTRIES(Industry.class, false),
    FUNCTIONS_ZH(2_000, true),
    FUNCTIONS_EN(3_000, false),
    INDICATORS_ZH(2_000, false),
    SAMPLES_ZH(2_000, false),
    MODES(BookingMode.class, true),
    SERVICE_CLASS(ServiceClass.class, true),
    PRICE_UNIT(PriceUnit.class, false),
    PRICE_INTERNAL(20, false),
    PRICE_ACADEMIC(20, false),
    PRICE_FIRM(20, false),
    SLOT_MINUTES(10, false),
    MIN_MINUTES(10, false),
    MAX_MINUTES(10, false),
    BUFFER_MINUTES(10, false),
    NOTICE_HOURS(10, false),
    CANCEL_CUTOFF_HOURS(10, false),
    OPEN_HOURS(200, false),
    NEEDS_TRAINING(10, false),
    FUNDING(FundingSource.class, true),
    SHARE_MODE(ShareMode.class, true),
    NOT_SHARED_REASON(200, false),
    ORIGIN(Acquisition.class, false),
    SPECIALISED(10, false),
    AFFILIATION(Affiliation.class, false),
    AFFILIATION_NAME(100, false),
    PART_OF(60, false),
    DUTY_FREE(10, false),
    CUSTOMS_DECLARATION(40, false),
    CUSTOMS_IMPORTED_ON(20, false),
    CUSTOMS_ITEM(2, false),
    CUSTOMS_NAME(200, false),
    CUSTOMS_OWNER(60, false),
    CMA(10, false),
    CNAS(10, false),
    RUN_STATE(RunState.class, true),
    YEAR_HOURS(10, false),
    YEAR_SERVICE_HOURS(10, false),
    VOUCHER_ACCEPTED(10, false),
    SHARING_RULES(2_000, false),
    RESULTS(2_000, false),
    BOOKING_URL(300, false),
    CONTACT_PERSON(40, false),
    CONTACT_PHONE(40, false),
    CONTACT_EMAIL(100, false),
    /// Only the seed may say that something is invented.
    IS_DEMO(10, false),
    SOURCE(300, false);

    private final int lengthMax;
    private final boolean required;
    private final @Nullable Class<? extends Enum<?>> dictionary;

    Field(int lengthMax, boolean required) {
        this.lengthMax = lengthMax;
        this.required = required;
        this.dictionary = null;
    }

    Field(Class<? extends Enum<?>> dictionary, boolean required) {
        this.lengthMax = 200;
        this.required = required;
        this.dictionary = dictionary;
    }

    /// As the header of a machine's file says it.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return "resources.column." + key();
    }

    int lengthMax() {
        return lengthMax;
    }

    boolean isRequired() {
        return required;
    }

    @Nullable Class<? extends Enum<?>> dictionary() {
        return dictionary;
    }

    boolean isTruth() {
        return switch (this) {
            case NEEDS_TRAINING, SPECIALISED, DUTY_FREE, CMA, CNAS, VOUCHER_ACCEPTED, IS_DEMO ->
                    true;
            default -> false;
        };
    }

    /// Those that the template offers.
    static List<Field> offered() {
        return Arrays.stream(values()).filter(field -> field != IS_DEMO).toList();
    }
}

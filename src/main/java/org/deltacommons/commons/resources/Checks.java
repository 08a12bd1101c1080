package org.deltacommons.commons.resources;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.rulebook.Applied;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.rulebook.ThresholdRule;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What must hold of a resource, whoever writes it: form, import, API. Pure.
public final class Checks {

    /// From this original value on the nation is told (50 万元, at exactly 50.00 too).
    public static final String NATIONAL_REPORT = ThresholdRule.topic("instrument.report");

    /// From this one on the four provinces list it (30 万元).
    public static final String REGIONAL_LISTING = ThresholdRule.topic("instrument.list");

    private Checks() {}

    /// Something wrong, and with which field.
    ///
    /// @param field as the import calls its column
    public record Fault(String field, Refusal why) {

        static Fault of(String field, ResourcesReason reason) {
            return new Fault(field, Refusal.of(reason));
        }
    }

    /// What the description itself says, before anything else is looked at.
    public static List<Fault> of(Details details, BookingTerms terms) {
        List<Fault> faults = new ArrayList<>();
        Equipment equipment = details.equipment();
        if (equipment.isFiscal()
                && equipment.shareMode() == ShareMode.NONE
                && equipment.notSharedReason().isBlank()) {
            faults.add(Fault.of("share_mode", ResourcesReason.NOT_SHARED_WITHOUT_APPROVAL));
        }
        if (equipment.dutyFree() && equipment.customs() == null) {
            faults.add(Fault.of("duty_free", ResourcesReason.CUSTOMS_BLOCK_MISSING));
        }
        if (terms.allows(BookingMode.SLOT) && !terms.hasSlots()) {
            faults.add(Fault.of("slot_minutes", ResourcesReason.TERMS_INCOMPLETE));
        }
        return faults;
    }

    /// What stands in the way of listing it, or null.
    static @Nullable Refusal toList(Resource resource, Rows rows, Rules rules, LocalDate today) {
        List<Fault> faults = of(resource.details(), resource.terms());
        if (!faults.isEmpty()) {
            return faults.getFirst().why();
        }
        Equipment equipment = resource.details().equipment();
        if (equipment.partOf() != null) {
            // Counted once, as the set: an accessory is never listed beside it.
            return Refusal.of(ResourcesReason.LISTED_WITH_ITS_SET, "set", equipment.partOf());
        }
        if (equipment.shareMode() == ShareMode.NONE
                || resource.details().offer().functionsZh().isBlank()
                || resource.terms().modes().isEmpty()) {
            return Refusal.of(ResourcesReason.NOT_COMPLETE);
        }
        return belowListing(resource, rows, rules, today);
    }

    private static @Nullable Refusal belowListing(
            Resource resource, Rows rows, Rules rules, LocalDate today) {
        Money value = resource.originalValue();
        if (resource.details().kind() != ResourceKind.INSTRUMENT || value == null) {
            return null;
        }
        Applied<ThresholdRule> rule =
                rules.at(rows, ThresholdRule.class, REGIONAL_LISTING, resource.division(), today)
                        .orElse(null);
        if (rule == null || value.compareTo(rule.value().money()) >= 0) {
            return null;
        }
        return Refusal.of(ResourcesReason.BELOW_LISTING_VALUE, "value", value)
                .with("limit", rule.value().money())
                .under(rule.version());
    }

    /// Whether the nation must be told of it: at the threshold exactly, it must.
    public static boolean isReported(Resource resource, Money threshold) {
        Money value = resource.originalValue();
        return resource.details().kind() == ResourceKind.INSTRUMENT
                && value != null
                && value.compareTo(threshold) >= 0;
    }

    /// A part belongs to a set of the same provider that is no part itself.
    static @Nullable Refusal ofSet(Resource resource, Rows rows) {
        String set = resource.details().equipment().partOf();
        if (set == null) {
            return null;
        }
        boolean fits =
                !set.equals(resource.id().value())
                        && rows.find(Resource.class, Id.of(set))
                                .filter(main -> main.provider().equals(resource.provider()))
                                .filter(main -> main.details().equipment().partOf() == null)
                                .isPresent();
        return fits ? null : Refusal.of(ResourcesReason.SET_INVALID);
    }
}

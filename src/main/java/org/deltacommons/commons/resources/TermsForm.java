package org.deltacommons.commons.resources;

import java.util.List;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// How it can be booked.
///
/// @param hours one line each, such as `1-5 09:00-18:00`
public record TermsForm(
        List<BookingMode> modes,
        @Input(unit = "form.unit.minutes", from = 0, until = 1440) int slotMinutes,
        @Input(unit = "form.unit.minutes", from = 0, until = 43200) int minMinutes,
        @Input(unit = "form.unit.minutes", from = 0, until = 43200) int maxMinutes,
        @Input(unit = "form.unit.minutes", from = 0, until = 1440) int bufferMinutes,
        @Input(unit = "form.unit.hours", from = 0, until = 2160) int noticeHours,
        @Input(unit = "form.unit.hours", from = 0, until = 2160) int cancelHours,
        @Input(kind = Input.Kind.TEXTAREA, help = true) @Nullable List<String> hours,
        boolean needsTraining) {

    public TermsForm {
        if (maxMinutes < minMinutes) {
            throw new FieldError("maxMinutes", "resources.form.max");
        }
        try {
            OpenHours.parse(String.join(";", hours == null ? List.of() : hours));
        } catch (IllegalArgumentException malformed) {
            throw new FieldError("hours", "refusal.resources.CELL_NOT_HOURS.what");
        }
    }

    BookingTerms terms() {
        return new BookingTerms(
                modes,
                slotMinutes,
                minMinutes,
                maxMinutes,
                bufferMinutes,
                noticeHours,
                cancelHours,
                OpenHours.parse(String.join(";", hours == null ? List.of() : hours)),
                needsTraining);
    }

    public static TermsForm of(BookingTerms terms) {
        return new TermsForm(
                terms.modes(),
                terms.slotMinutes(),
                terms.minMinutes(),
                terms.maxMinutes(),
                terms.bufferMinutes(),
                terms.noticeHours(),
                terms.cancelHours(),
                terms.hours().stream().map(OpenHours::toString).toList(),
                terms.needsTraining());
    }
}

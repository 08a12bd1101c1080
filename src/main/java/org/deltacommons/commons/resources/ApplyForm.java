package org.deltacommons.commons.resources;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// What an organisation says when it applies to be a provider, and when it updates that.
///
/// @param provider the organisation's id
/// @param cmaNumber of its CMA certificate, with the last day
public record ApplyForm(
        @Input(options = "ownOrganisations") String provider,
        @Input(kind = Input.Kind.TEXTAREA) String intro,
        List<ServiceClass> catalogue,
        @Input(max = 40) @Nullable String cmaNumber,
        @Nullable LocalDate cmaFrom,
        @Nullable LocalDate cmaUntil,
        @Input(max = 40) @Nullable String cnasNumber,
        @Nullable LocalDate cnasFrom,
        @Nullable LocalDate cnasUntil) {

    public ApplyForm {
        if (cmaNumber != null && cmaUntil == null) {
            throw new FieldError("cmaUntil", "refusal.web.FIELD_REQUIRED.what");
        }
        if (cnasNumber != null && cnasUntil == null) {
            throw new FieldError("cnasUntil", "refusal.web.FIELD_REQUIRED.what");
        }
    }

    List<Provider.Accreditation> accreditations() {
        List<Provider.Accreditation> all = new ArrayList<>();
        if (cmaNumber != null) {
            all.add(new Provider.Accreditation("CMA", cmaNumber, cmaFrom, cmaUntil));
        }
        if (cnasNumber != null) {
            all.add(new Provider.Accreditation("CNAS", cnasNumber, cnasFrom, cnasUntil));
        }
        return all;
    }

    /// The form filled with what is known.
    public static ApplyForm of(Provider known) {
        Provider.Accreditation cma = first(known, "CMA");
        Provider.Accreditation cnas = first(known, "CNAS");
        return new ApplyForm(
                known.id().value(),
                known.intro(),
                known.catalogue(),
                cma == null ? null : cma.number(),
                cma == null ? null : cma.from(),
                cma == null ? null : cma.until(),
                cnas == null ? null : cnas.number(),
                cnas == null ? null : cnas.from(),
                cnas == null ? null : cnas.until());
    }

    private static Provider.@Nullable Accreditation first(Provider known, String kind) {
        return known.accreditations().stream()
                .filter(one -> one.kind().equals(kind) && one.until() != null)
                .findFirst()
                .orElse(null);
    }
}

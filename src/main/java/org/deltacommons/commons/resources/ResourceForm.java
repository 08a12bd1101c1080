package org.deltacommons.commons.resources;

import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// The register's fields as a form; the same for a new resource and for a revision.
///
/// @param provider the organisation's id
/// @param originalValue in yuan
/// @param partOf the id of the set it is an accessory of
public record ResourceForm(
        @Input(options = "ownProviders", group = "resources.group.what") String provider,
        @Input(max = 60, help = true) String innerId,
        ResourceKind kind,
        String nameZh,
        @Nullable String nameEn,
        @Input(help = true) DivisionCode division,
        String addressZh,
        @Nullable String addressEn,
        @Input(max = 6, help = true, group = "resources.group.register") String categoryCode,
        @Nullable String categoryName,
        @Nullable String model,
        @Nullable String maker,
        @Nullable String makerCountry,
        @Input(help = true) @Nullable Money originalValue,
        Acquisition acquiredBy,
        boolean specialised,
        @Nullable LocalDate commissionedOn,
        List<FundingSource> fundings,
        @Input(source = "resources.source.sharing") ShareMode shareMode,
        @Input(help = true) @Nullable String notSharedReason,
        Affiliation affiliation,
        @Nullable String affiliationName,
        RunState runState,
        @Input(unit = "form.unit.hours", from = 0, until = 8784) @Nullable Integer yearHours,
        @Input(unit = "form.unit.hours", from = 0, until = 8784) @Nullable Integer yearServiceHours,
        @Input(help = true) @Nullable String partOf,
        @Input(group = "resources.group.customs", source = "resources.source.customs")
                boolean dutyFree,
        @Input(max = 40) @Nullable String customsDeclaration,
        @Nullable LocalDate customsImportedOn,
        @Input(max = 2) @Nullable String customsItem,
        @Nullable String customsName,
        @Nullable String customsOwner,
        @Input(
                        options = "disciplines",
                        kind = Input.Kind.CHECKBOXES,
                        group = "resources.group.offer")
                List<String> disciplines,
        List<Industry> industries,
        @Input(kind = Input.Kind.TEXTAREA) String functionsZh,
        @Input(kind = Input.Kind.TEXTAREA) @Nullable String functionsEn,
        @Input(kind = Input.Kind.TEXTAREA) @Nullable String indicators,
        @Input(kind = Input.Kind.TEXTAREA) @Nullable String samples,
        @Input(kind = Input.Kind.TEXTAREA) @Nullable String sharingRules,
        @Input(kind = Input.Kind.TEXTAREA) @Nullable String results,
        @Nullable String bookingUrl,
        ServiceClass serviceClass,
        boolean voucherAccepted,
        boolean cma,
        boolean cnas,
        @Input(max = 40, group = "resources.group.contact", help = true)
                @Nullable String contactPerson,
        @Input(kind = Input.Kind.PHONE, max = 40) @Nullable String contactPhone,
        @Input(kind = Input.Kind.EMAIL, max = 100) @Nullable String contactEmail,
        @Nullable String source) {

    public ResourceForm {
        if (!categoryCode.matches("\\d{6}")) {
            throw new FieldError("categoryCode", "refusal.resources.CELL_NOT_CATEGORY.what");
        }
        if (bookingUrl != null && !bookingUrl.matches("https?://[^\\s<>\"]{3,300}")) {
            throw new FieldError("bookingUrl", "resources.form.url");
        }
        if (dutyFree
                && (customsDeclaration == null
                        || customsImportedOn == null
                        || customsName == null
                        || customsItem == null
                        || !customsItem.matches("\\d{2}"))) {
            throw new FieldError("dutyFree", "refusal.resources.CUSTOMS_BLOCK_MISSING.what");
        }
    }

    /// @param demo stays what it was; nobody can turn an invented thing into a real one
    Details details(boolean demo) {
        return new Details(
                kind,
                nameZh,
                text(nameEn),
                division,
                addressZh,
                text(addressEn),
                equipment(),
                offer(),
                demo,
                text(source));
    }

    private Equipment equipment() {
        return new Equipment(
                categoryCode,
                text(categoryName),
                text(model),
                text(maker),
                text(makerCountry),
                originalValue,
                acquiredBy,
                specialised,
                commissionedOn,
                fundings,
                shareMode,
                text(notSharedReason),
                affiliation,
                text(affiliationName),
                runState,
                yearHours,
                yearServiceHours,
                dutyFree,
                customs(),
                partOf);
    }

    private @Nullable CustomsBlock customs() {
        return dutyFree
                        && customsDeclaration != null
                        && customsImportedOn != null
                        && customsItem != null
                        && customsName != null
                ? new CustomsBlock(
                        customsDeclaration,
                        customsImportedOn,
                        customsItem,
                        customsName,
                        text(customsOwner))
                : null;
    }

    private Offer offer() {
        return new Offer(
                disciplines,
                industries,
                functionsZh,
                text(functionsEn),
                text(indicators),
                text(samples),
                text(sharingRules),
                text(results),
                text(bookingUrl),
                cma,
                cnas,
                serviceClass,
                voucherAccepted,
                new Contact(text(contactPerson), text(contactPhone), text(contactEmail)));
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    /// The form filled with what is known.
    public static ResourceForm of(Resource known) {
        Details details = known.details();
        Equipment e = details.equipment();
        Offer o = details.offer();
        CustomsBlock customs = e.customs();
        return new ResourceForm(
                known.provider(),
                known.innerId(),
                details.kind(),
                details.nameZh(),
                details.nameEn(),
                details.division(),
                details.addressZh(),
                details.addressEn(),
                e.categoryCode(),
                e.categoryName(),
                e.model(),
                e.maker(),
                e.makerCountry(),
                e.originalValue(),
                e.acquiredBy(),
                e.specialised(),
                e.commissionedOn(),
                e.fundings(),
                e.shareMode(),
                e.notSharedReason(),
                e.affiliation(),
                e.affiliationName(),
                e.runState(),
                e.yearHours(),
                e.yearServiceHours(),
                e.partOf(),
                e.dutyFree(),
                customs == null ? null : customs.declarationNo(),
                customs == null ? null : customs.importedOn(),
                customs == null ? null : customs.itemNo(),
                customs == null ? null : customs.name(),
                customs == null ? null : customs.ownerMark(),
                o.disciplines(),
                o.industries(),
                o.functionsZh(),
                o.functionsEn(),
                o.indicators(),
                o.samples(),
                o.sharingRules(),
                o.results(),
                o.bookingUrl().isEmpty() ? null : o.bookingUrl(),
                o.serviceClass(),
                o.voucherAccepted(),
                o.cma(),
                o.cnas(),
                o.contact().person(),
                o.contact().phone(),
                o.contact().email(),
                details.source());
    }
}

package org.deltacommons.commons.resources;

import java.util.List;
import org.deltacommons.foundation.rulebook.ServiceClass;

/// What it can do for whom.
///
/// @param disciplines codes of GB/T 13745, first level, such as `430`
/// @param industries whom it serves
/// @param indicators 技术指标
/// @param samples what samples must be like, or how to apply
/// @param sharingRules 对外开放共享规定
/// @param results 典型成果
/// @param cma whether its results may carry the CMA mark
/// @param voucherAccepted whether a voucher may pay for it
public record Offer(
        List<String> disciplines,
        List<Industry> industries,
        String functionsZh,
        String functionsEn,
        String indicators,
        String samples,
        String sharingRules,
        String results,
        String bookingUrl,
        boolean cma,
        boolean cnas,
        ServiceClass serviceClass,
        boolean voucherAccepted,
        Contact contact) {

    public Offer {
        disciplines = List.copyOf(disciplines);
        industries = List.copyOf(industries);
    }

    Offer withoutContact() {
        return new Offer(
                disciplines,
                industries,
                functionsZh,
                functionsEn,
                indicators,
                samples,
                sharingRules,
                results,
                bookingUrl,
                cma,
                cnas,
                serviceClass,
                voucherAccepted,
                Contact.NONE);
    }
}

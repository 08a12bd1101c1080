package org.deltacommons.commons.resources;

import org.deltacommons.kernel.DivisionCode;

/// Everything that describes a resource and can be revised.
///
/// @param division 安放地址 by code: where it stands, which need not be its home
/// @param demo whether it is invented; says 示例 wherever it is shown
/// @param source where all this comes from
public record Details(
        ResourceKind kind,
        String nameZh,
        String nameEn,
        DivisionCode division,
        String addressZh,
        String addressEn,
        Equipment equipment,
        Offer offer,
        boolean demo,
        String source) {

    private static final int NAME_LENGTH_MAX = 200;

    public Details {
        if (nameZh.isBlank() || nameZh.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException("a resource has a name of up to 200 characters");
        }
    }

    public String name(boolean english) {
        return english && !nameEn.isBlank() ? nameEn : nameZh;
    }

    Details withoutContact() {
        return new Details(
                kind,
                nameZh,
                nameEn,
                division,
                addressZh,
                addressEn,
                equipment,
                offer.withoutContact(),
                demo,
                source);
    }
}

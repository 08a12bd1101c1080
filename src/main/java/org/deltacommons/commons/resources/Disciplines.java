package org.deltacommons.commons.resources;

import java.util.List;

/// The first level of GB/T 13745, natural and engineering sciences; the word of a code is
/// `discipline.<code>`.
public final class Disciplines {

    public static final List<String> CODES =
            List.of(
                    "110", "120", "130", "140", "150", "160", "170", "180", "190", "210", "220",
                    "230", "240", "310", "320", "330", "340", "350", "360", "410", "413", "416",
                    "420", "430", "440", "450", "460", "470", "480", "490", "510", "520", "530",
                    "535", "540", "550", "560", "570", "580", "590", "610", "620", "630");

    private Disciplines() {}

    public static String label(String code) {
        return "discipline." + code;
    }
}

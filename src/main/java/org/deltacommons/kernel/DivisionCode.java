package org.deltacommons.kernel;

import java.util.List;

/// An administrative division by its code of GB/T 2260: two digits province, two city, two county.
///
/// @param value six digits that begin with 31, 32, 33 or 34
public record DivisionCode(String value) implements Comparable<DivisionCode> {

    public DivisionCode {
        if (!isCode(value)) {
            throw new IllegalArgumentException("not a division code of the four: " + value);
        }
    }

    /// Whether a text could be the code of a division of the four; by hand, because permissions ask
    /// at every step.
    public static boolean isCode(String text) {
        if (text.length() != 6 || text.charAt(0) != '3') {
            return false;
        }
        if (text.charAt(1) < '1' || text.charAt(1) > '4') {
            return false;
        }
        for (int i = 2; i < 6; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    public Province province() {
        return Province.of(value.substring(0, 2) + "0000");
    }

    public boolean isProvince() {
        return value.endsWith("0000");
    }

    public boolean isCity() {
        return !isProvince() && value.endsWith("00");
    }

    /// The city this county lies in. Shanghai's districts have none: the municipality is their
    /// city.
    public DivisionCode city() {
        if (isProvince() || isCity()) {
            return this;
        }
        return province() == Province.SHANGHAI
                ? province().division()
                : new DivisionCode(value.substring(0, 4) + "00");
    }

    /// This division and those above it, nearest first: county, city, province. Rules inherit this
    /// way.
    public List<DivisionCode> upwards() {
        return List.of(this, city(), province().division()).stream().distinct().toList();
    }

    /// Whether the other division is this one or lies inside it.
    public boolean covers(DivisionCode other) {
        return other.upwards().contains(this);
    }

    @Override
    public int compareTo(DivisionCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package org.deltacommons.kernel;

import java.util.Arrays;

/// One of the four that act as one community; the home of records. The code is that of GB/T 2260.
public enum Province {
    SHANGHAI("310000", "沪"),
    JIANGSU("320000", "苏"),
    ZHEJIANG("330000", "浙"),
    ANHUI("340000", "皖");

    private final String code;
    private final String mark;

    Province(String code, String mark) {
        this.code = code;
        this.mark = mark;
    }

    /// The six-digit division code, which is also how the database names a home.
    public String code() {
        return code;
    }

    /// The one character that stands for the province on every screen.
    public String mark() {
        return mark;
    }

    public DivisionCode division() {
        return new DivisionCode(code);
    }

    /// @throws IllegalArgumentException if the code is none of the four
    public static Province of(String code) {
        return Arrays.stream(values())
                .filter(province -> province.code.equals(code))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no province of the four: " + code));
    }
}

package org.deltacommons.kernel;

/// Why something was refused, in a word a clerk would say. Implemented by one enum per module; the
/// message files hold `refusal.<module>.<NAME>.what`, `.why` and `.todo`.
public interface Reason {

    /// The module that refuses, such as `vouchers`.
    String module();

    /// The enum's own name.
    String name();

    default String code() {
        return module() + "." + name();
    }
}

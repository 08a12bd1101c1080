package org.deltacommons.kernel;

/// The dated rule a decision used.
///
/// @param topic such as `voucher.programme`
/// @param division whose rule, by code
/// @param version counted from 1 within topic and division
/// @param source the document it stands in
public record RuleVersion(String topic, String division, int version, String source) {}

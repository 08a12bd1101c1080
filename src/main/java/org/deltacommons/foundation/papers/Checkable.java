package org.deltacommons.foundation.papers;

import java.util.Optional;

/// Contributed as a bean by each module that issues papers, so that anybody who holds one can ask
/// whether it is genuine.
public interface Checkable {

    /// Looks for the paper with this code in the present records. Asked by anybody, so it must be
    /// quick and say nothing that the paper itself does not say.
    ///
    /// @param code as made by [CheckCodes#of]
    Optional<CheckResult> check(String code);

    /// What is proven of the issue of the paper with this code.
    ///
    /// @param carried the beginning of [PdfPaper#digest] as the QR code carries it, see
    ///   [CheckCodes#matches]; empty where only the code was typed, then it is the last issue
    /// @return empty if the code is unknown, or nothing can ever be proven of such papers
    default Optional<CheckProof> proof(String code, String carried) {
        return Optional.empty();
    }
}

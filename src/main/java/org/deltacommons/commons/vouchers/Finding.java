package org.deltacommons.commons.vouchers;

import java.time.LocalDate;
import java.util.Map;
import org.deltacommons.foundation.web.Mark;
import org.jspecify.annotations.Nullable;

/// One check of a claim with its three answers: nothing found, something found, not verified.
///
/// @param values by the names of the sentence `finding.<KIND>.<ANSWER>`
/// @param source who or what says so
public record Finding(
        Kind kind,
        Answer answer,
        Map<String, String> values,
        @Nullable String source,
        @Nullable LocalDate asOf) {

    /// What is looked at.
    public enum Kind {
        CONTRACT_DATE,
        CONTRACT_AMOUNT,
        INVOICE_NUMBER,
        INVOICE_AMOUNT,
        INVOICE_ALLOCATION,
        TAX,
        PAYER,
        OWN_PART,
        EVIDENCE,
        RELATED,
        PROVIDER_STATE,
        TECHNOLOGY,
        /// Only where the year of completion was another than the hold guessed.
        CEILING_YEAR
    }

    /// 未发现, 发现, 未核实.
    public enum Answer {
        NOTHING_FOUND,
        FOUND,
        NOT_VERIFIED;

        public Mark mark() {
            return switch (this) {
                case NOTHING_FOUND -> Mark.MET;
                case FOUND -> Mark.NOT_MET;
                case NOT_VERIFIED -> Mark.NOT_VERIFIED;
            };
        }
    }

    public Finding {
        values = Map.copyOf(values);
    }

    static Finding of(Kind kind, boolean fine, Map<String, String> values, String source) {
        return new Finding(kind, fine ? Answer.NOTHING_FOUND : Answer.FOUND, values, source, null);
    }

    static Finding open(Kind kind) {
        return new Finding(kind, Answer.NOT_VERIFIED, Map.of(), null, null);
    }

    Finding verified(boolean fine, String by, LocalDate on) {
        return new Finding(kind, fine ? Answer.NOTHING_FOUND : Answer.FOUND, values, by, on);
    }
}

package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.papers.CheckCodes;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A paper that was printed at least once. It keeps what the paper is about and not what it says,
/// so that the check page can tell whether a printed one still says the truth.
///
/// @param id its check code
/// @param subject the voucher's, claim's or sample's id; of a statement the account
/// @param firstDay of a statement's period, Asia/Shanghai
/// @param lastDay of a statement's period, itself included
/// @param english whether it was printed in English: another text, so another paper
/// @param issuedAt when it was printed first
/// @param issuedBy the id of the person who printed it first
/// @param digest of what it said when it was printed last; `null` if that was before issues were
///   told
@Stored("vouchers.issued_paper")
public record IssuedPaper(
        Id<IssuedPaper> id,
        Province home,
        PaperKind kind,
        String subject,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        boolean english,
        Instant issuedAt,
        String issuedBy,
        @Nullable String digest)
        implements Row {

    /// What can be printed.
    public enum PaperKind {
        GRANT,
        CLAIM_NOTICE,
        STATEMENT,
        WORKING_PAPER
    }

    /// A paper before it is printed.
    ///
    /// @param subject as in the paper
    public record Wanted(
            Province home,
            PaperKind kind,
            String subject,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay) {

        public static Wanted of(Province home, PaperKind kind, String subject) {
            return new Wanted(home, kind, subject, null, null);
        }

        /// The same paper has the same code for ever.
        IssuedPaper by(String person, Instant at, boolean english, CheckCodes codes) {
            String what =
                    subject
                            + (firstDay == null ? "" : "/" + firstDay + "/" + lastDay)
                            + (english ? "/en" : "/zh");
            return new IssuedPaper(
                    Id.of(codes.of(kind.name().toLowerCase(Locale.ROOT), what)),
                    home,
                    kind,
                    subject,
                    firstDay,
                    lastDay,
                    english,
                    at,
                    person,
                    null);
        }
    }

    /// The same paper, printed with a content.
    IssuedPaper saying(String what) {
        return new IssuedPaper(
                id, home, kind, subject, firstDay, lastDay, english, issuedAt, issuedBy, what);
    }

    Locale language() {
        return english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }
}

package org.deltacommons.commons.bookings;

import java.time.Instant;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.procedures.Attachment;
import org.jspecify.annotations.Nullable;

/// That a contract went back, the last time it did. The signatures on it hold no longer.
///
/// @param byFirm whether the firm's signatory sent it back, or the provider's before it signed
/// @param scan of the version that the provider had signed; none if it had not
public record SentBack(
        boolean byFirm,
        ContractStep step,
        ContractTemplate template,
        @Personal String words,
        Instant at,
        @Nullable Attachment scan) {

    /// The firm's signatory did not sign what the provider had. The scan can still be opened, under
    /// a name that says what it is.
    public static SentBack byFirm(
            ContractStep step,
            ContractTemplate template,
            String words,
            Instant at,
            Attachment signed) {
        Attachment formerly =
                new Attachment(
                        "scan-void", signed.hash(), signed.name(), signed.type(), signed.bytes());
        return new SentBack(true, step, template, words, at, formerly);
    }

    /// The provider's signatory did not sign.
    public static SentBack byProvider(
            ContractStep step, ContractTemplate template, String words, Instant at) {
        return new SentBack(false, step, template, words, at, null);
    }
}

package org.deltacommons.commons.bookings;

import java.time.Instant;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.jspecify.annotations.Nullable;

/// The signatory of the provider does not sign what was agreed, and says what has to be changed.
/// What is held stays held.
///
/// @param step to the terms or to the firm's answer; see [ContractStep#OF_PROVIDER]
/// @param answerUntil until when the firm can answer the quote once more; none for the other step
@FactKind("bookings.TermsReopened")
public record TermsReopened(
        String order,
        String booking,
        ContractStep step,
        ContractTemplate template,
        @Personal String words,
        @Nullable Instant answerUntil) {}

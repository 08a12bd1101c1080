package org.deltacommons.commons.needs;

import java.time.LocalDate;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What those who ask and those who answer tell each other; never by whom of their people.
public sealed interface NeedFact {

    /// To the four provinces, or to everybody where the asker wished so. Names the asker only where
    /// the asker wished so.
    @FactKind(value = "needs.NeedPosted", schema = 2, unnamed = true, reach = FactKind.Reach.PUBLIC)
    record NeedPosted(Posting posting) implements NeedFact {}

    /// No answer is taken any more.
    @FactKind(value = "needs.NeedEnded", schema = 2, unnamed = true, reach = FactKind.Reach.PUBLIC)
    record NeedEnded(Posting posting) implements NeedFact {}

    /// To the need's home.
    @FactKind(value = "needs.AnswerGiven", schema = 2, unnamed = true)
    record AnswerGiven(
            String answer,
            String need,
            String provider,
            String providerName,
            @Personal String text,
            @Nullable String resource,
            @Nullable String resourceName,
            @Nullable Money least,
            @Nullable Money most,
            @Nullable LocalDate earliest)
            implements NeedFact {}

    /// To the answer's home: the asker sees it.
    @FactKind(value = "needs.AnswerReceived", unnamed = true)
    record AnswerReceived(String answer, String need) implements NeedFact {}

    /// To the answer's home: it was not taken.
    @FactKind(value = "needs.AnswerRefused", unnamed = true)
    record AnswerRefused(String answer, String need, Refusal why) implements NeedFact {}

    @FactKind(value = "needs.QuestionAsked", schema = 2, unnamed = true)
    record QuestionAsked(String answer, String need, @Personal String text) implements NeedFact {}

    @FactKind(value = "needs.QuestionAnswered", schema = 2, unnamed = true)
    record QuestionAnswered(String answer, String need, @Personal String text)
            implements NeedFact {}

    /// To the answer's home: from now on the provider knows who asks.
    @FactKind(value = "needs.AnswerAccepted", unnamed = true)
    record AnswerAccepted(String answer, String need, String firm, String firmName)
            implements NeedFact {}

    /// To the answer's home: the need ended without it.
    @FactKind(value = "needs.AnswerPassedOver", unnamed = true)
    record AnswerPassedOver(String answer, String need, NeedState ended) implements NeedFact {}

    /// To the answer's home: its withdrawal came when the need had already ended.
    ///
    /// @param accepted whether the answer had been accepted before
    @FactKind(value = "needs.WithdrawalLate", unnamed = true)
    record WithdrawalLate(String answer, String need, NeedState ended, boolean accepted)
            implements NeedFact {}

    @FactKind(value = "needs.AnswerWithdrawn", schema = 2, unnamed = true)
    record AnswerWithdrawn(String answer, String need, @Personal String reason)
            implements NeedFact {}

    // Saved needs: to nobody but the home of the person, and without what they look for.

    @FactKind(value = "needs.NeedSaved", reach = FactKind.Reach.HOME)
    record NeedSaved(String saved) implements NeedFact {}

    @FactKind(value = "needs.SavedNeedPaused", reach = FactKind.Reach.HOME)
    record SavedNeedPaused(String saved) implements NeedFact {}

    @FactKind(value = "needs.SavedNeedResumed", reach = FactKind.Reach.HOME)
    record SavedNeedResumed(String saved) implements NeedFact {}

    @FactKind(value = "needs.SavedNeedDropped", reach = FactKind.Reach.HOME)
    record SavedNeedDropped(String saved) implements NeedFact {}

    /// Something new fits.
    ///
    /// @param documents how many, from 1
    /// @param titleZh of the first, which may be a need and so somebody's own words
    @FactKind(value = "needs.SavedNeedMet", schema = 2, reach = FactKind.Reach.HOME)
    record SavedNeedMet(
            String saved,
            String person,
            long documents,
            @Personal String titleZh,
            @Personal String titleEn)
            implements NeedFact {}
}

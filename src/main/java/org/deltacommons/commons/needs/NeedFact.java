package org.deltacommons.commons.needs;

import java.time.LocalDate;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What those who ask and those who answer tell each other.
public sealed interface NeedFact {

    /// To the four provinces, or to everybody where the asker wished so. Names the asker only where
    /// the asker wished so.
    @FactKind(value = "needs.NeedPosted", reach = FactKind.Reach.PUBLIC)
    record NeedPosted(Posting posting) implements NeedFact {}

    /// No answer is taken any more.
    @FactKind(value = "needs.NeedEnded", reach = FactKind.Reach.PUBLIC)
    record NeedEnded(Posting posting) implements NeedFact {}

    /// To the need's home.
    @FactKind("needs.AnswerGiven")
    record AnswerGiven(
            String answer,
            String need,
            String provider,
            String providerName,
            String text,
            @Nullable String resource,
            @Nullable String resourceName,
            @Nullable Money least,
            @Nullable Money most,
            @Nullable LocalDate earliest)
            implements NeedFact {}

    /// To the answer's home: the asker sees it.
    @FactKind("needs.AnswerReceived")
    record AnswerReceived(String answer, String need) implements NeedFact {}

    /// To the answer's home: it was not taken.
    @FactKind("needs.AnswerRefused")
    record AnswerRefused(String answer, String need, Refusal why) implements NeedFact {}

    @FactKind("needs.QuestionAsked")
    record QuestionAsked(String answer, String need, String text) implements NeedFact {}

    @FactKind("needs.QuestionAnswered")
    record QuestionAnswered(String answer, String need, String text) implements NeedFact {}

    /// To the answer's home: from now on the provider knows who asks.
    @FactKind("needs.AnswerAccepted")
    record AnswerAccepted(String answer, String need, String firm, String firmName)
            implements NeedFact {}

    /// To the answer's home: the need ended without it.
    @FactKind("needs.AnswerPassedOver")
    record AnswerPassedOver(String answer, String need, NeedState ended) implements NeedFact {}

    @FactKind("needs.AnswerWithdrawn")
    record AnswerWithdrawn(String answer, String need, String reason) implements NeedFact {}

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
    /// @param titleZh of the first
    @FactKind(value = "needs.SavedNeedMet", reach = FactKind.Reach.HOME)
    record SavedNeedMet(String saved, String person, long documents, String titleZh, String titleEn)
            implements NeedFact {}
}

package org.deltacommons.commons.needs;

import org.deltacommons.kernel.Reason;

/// Why something about a need is refused.
public enum NeedsReason implements Reason {
    /// There is none, or the asker may not know of it.
    NOT_FOUND,
    /// The asker holds no role that may post needs.
    FORBIDDEN,
    /// The day has passed.
    DAY_INVALID,
    /// No answer is taken any more.
    NEED_OVER,
    /// It has as many answers as it can hold; value `count`.
    ANSWERS_TOO_MANY,
    /// The provider's answer is there already.
    ANSWERED_ALREADY,
    /// Nobody answers their own need.
    OWN_NEED,
    /// Only providers that their province verified answer.
    NOT_A_PROVIDER,
    /// The resource is not the provider's, or not listed.
    RESOURCE_INVALID,
    /// The lower end lies above the upper one.
    PRICE_INVALID,
    /// There is no such answer among those that can be chosen.
    ANSWER_NOT_FOUND,
    /// The answer was withdrawn after it had been accepted and the need had ended; value `ended`.
    ACCEPTED_BEFORE,
    /// The answer was withdrawn after the need had ended without it; value `ended`.
    ENDED_BEFORE,
    /// No answer can be chosen.
    NOTHING_TO_CHOOSE,
    /// Nothing was accepted.
    NOTHING_ACCEPTED,
    /// Something was accepted: the need is finished, not closed.
    SOMETHING_ACCEPTED,
    /// The asker has not asked back.
    NOTHING_ASKED,
    /// The sentence says nothing that could be waited for.
    SENTENCE_INVALID,
    /// Value `count`.
    SAVED_TOO_MANY,
    /// The saved need is paused already, or runs already.
    SAVED_NO_CHANGE;

    @Override
    public String module() {
        return "needs";
    }
}

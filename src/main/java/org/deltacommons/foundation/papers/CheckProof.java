package org.deltacommons.foundation.papers;

import java.util.List;
import org.deltacommons.foundation.web.Mark;
import org.jspecify.annotations.Nullable;

/// What can be proven of a printed paper besides what the records of today say: that it was issued
/// so, by whom and when, from what cannot be changed afterwards.
///
/// @param sentences in the reader's language, the verdict first
/// @param receipt what anybody can verify without this platform, as JSON; `null` if there is none
public record CheckProof(Verdict verdict, List<String> sentences, @Nullable String receipt) {

    /// What it comes to.
    public enum Verdict {
        PROVEN(Mark.MET),
        /// The paper does not say what was issued, or what was issued is no longer as it was told.
        NOT_PROVEN(Mark.NOT_MET),
        /// It was issued a moment ago and is not signed yet.
        NOT_YET(Mark.NOT_VERIFIED),
        /// It was issued before issues were told.
        NOT_TOLD(Mark.NOT_VERIFIED);

        private final Mark mark;

        Verdict(Mark mark) {
            this.mark = mark;
        }

        public Mark mark() {
            return mark;
        }

        /// A message key.
        public String key() {
            return "papers.proof." + name();
        }
    }

    public CheckProof {
        sentences = List.copyOf(sentences);
    }

    public static CheckProof without(Verdict verdict) {
        return new CheckProof(verdict, List.of(), null);
    }

    public boolean isProven() {
        return verdict == Verdict.PROVEN;
    }

    public boolean isDisproven() {
        return verdict == Verdict.NOT_PROVEN;
    }
}

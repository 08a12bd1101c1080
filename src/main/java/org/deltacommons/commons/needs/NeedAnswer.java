package org.deltacommons.commons.needs;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// A provider's answer to a need, at home with the provider.
///
/// @param need its id
/// @param needHome who decides whether it came in time
/// @param sentence the need's
/// @param resource what it would be done with, by id
/// @param least of the price, inclusive; none if nothing is said
/// @param most inclusive
/// @param earliest the first day on which it can be done
/// @param asker who asks, once the answer is accepted
/// @param question what the asker asked back last
/// @param why why the need's home did not take it, or its withdrawal
@Stored("needs.answer")
public record NeedAnswer(
        Id<NeedAnswer> id,
        Province home,
        AnswerState state,
        String need,
        Province needHome,
        @Personal String sentence,
        String provider,
        String providerName,
        @Personal String text,
        @Nullable String resource,
        @Nullable String resourceName,
        @Nullable Money least,
        @Nullable Money most,
        @Nullable LocalDate earliest,
        @Nullable String asker,
        @Nullable String askerName,
        @Nullable @Personal String question,
        @Nullable Refusal why,
        Instant givenAt)
        implements Case {

    NeedAnswer in(AnswerState next) {
        return with(next, asker, askerName, question, why);
    }

    NeedAnswer askedBack(String words) {
        return with(AnswerState.ASKED, asker, askerName, words, why);
    }

    NeedAnswer acceptedBy(String who, String name) {
        return with(AnswerState.ACCEPTED, who, name, question, why);
    }

    NeedAnswer refusedBecause(Refusal refusal) {
        return with(AnswerState.REFUSED, asker, askerName, question, refusal);
    }

    /// It stays withdrawn; only now it is known that the need had ended before.
    NeedAnswer withdrawnLate(Refusal refusal) {
        return with(AnswerState.WITHDRAWN, asker, askerName, question, refusal);
    }

    private NeedAnswer with(
            AnswerState next,
            @Nullable String who,
            @Nullable String name,
            @Nullable String words,
            @Nullable Refusal refusal) {
        return new NeedAnswer(
                id,
                home,
                next,
                need,
                needHome,
                sentence,
                provider,
                providerName,
                text,
                resource,
                resourceName,
                least,
                most,
                earliest,
                who,
                name,
                words,
                refusal,
                givenAt);
    }

    @Override
    public String title() {
        return sentence;
    }

    @Override
    public String toldTitle() {
        return id.value();
    }

    @Override
    public DivisionCode division() {
        return home.division();
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case PROVIDER, OWNER -> Optional.of(provider);
            case HOME, VERIFIER -> Optional.of(home.code());
            case FIRM, LEGAL_PERSON, ISSUER -> Optional.empty();
        };
    }

    /// What passes between the two is told by facts of their own.
    @Override
    public Set<Province> concerned() {
        return Set.of();
    }
}

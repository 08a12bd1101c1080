package org.deltacommons.commons.needs;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A sentence that asks the providers of the four provinces, at home with the organisation that
/// asks.
///
/// @param division the organisation's, whose deadlines apply
/// @param sentence 1 to 200 characters; empty once it was erased
/// @param budget what they would spend at most
/// @param wantedBy the last day on which it is of use
/// @param city where it is wanted; anywhere if none
/// @param named whether providers see who asks before an answer is accepted
/// @param visitors whether it is public, and not only for providers
/// @param answers in the order in which they came, at most 60
/// @param answersUntil first instant at which no answer is taken any more; none if no rule and no
///   day says so
@Stored("needs.need")
public record Need(
        Id<Need> id,
        Province home,
        NeedState state,
        String firm,
        String firmName,
        DivisionCode division,
        @Personal String sentence,
        @Personal String detail,
        @Nullable Money budget,
        @Nullable LocalDate wantedBy,
        @Nullable DivisionCode city,
        boolean named,
        boolean visitors,
        List<Received> answers,
        @Nullable Instant answersUntil,
        Instant postedAt)
        implements Case {

    static final int ANSWERS_MAX = 60;
    private static final int LINES_MAX = 20;

    /// What became of an answer, as the need's home knows.
    public enum Standing {
        OFFERED,
        ACCEPTED,
        WITHDRAWN
    }

    /// One thing that was asked or said about an answer.
    ///
    /// @param byAsker whether the asker said it, else the provider
    public record Line(boolean byAsker, @Personal String text, Instant at) {}

    /// An answer as it came.
    ///
    /// @param answer its id at the provider's home
    /// @param resource what it would be done with, by id
    /// @param least of the price, inclusive; none if nothing was said
    /// @param most inclusive
    /// @param earliest the first day on which it can be done
    public record Received(
            String answer,
            Province home,
            String provider,
            String providerName,
            @Personal String text,
            @Nullable String resource,
            @Nullable String resourceName,
            @Nullable Money least,
            @Nullable Money most,
            @Nullable LocalDate earliest,
            Instant at,
            Standing standing,
            List<Line> talk) {

        public Received {
            talk = List.copyOf(talk);
        }

        boolean isOffered() {
            return standing == Standing.OFFERED;
        }

        Received now(Standing next) {
            return with(next, talk);
        }

        /// The newest twenty lines stay.
        Received saying(Line line) {
            List<Line> longer = new ArrayList<>(talk);
            longer.add(line);
            return with(
                    standing,
                    longer.subList(Math.max(0, longer.size() - LINES_MAX), longer.size()));
        }

        private Received with(Standing next, List<Line> lines) {
            return new Received(
                    answer,
                    home,
                    provider,
                    providerName,
                    text,
                    resource,
                    resourceName,
                    least,
                    most,
                    earliest,
                    at,
                    next,
                    lines);
        }
    }

    public Need {
        answers = List.copyOf(answers);
        if (answers.size() > ANSWERS_MAX) {
            throw new IllegalArgumentException("a need is bounded: " + id);
        }
    }

    Optional<Received> answer(String which) {
        return answers.stream().filter(one -> one.answer().equals(which)).findFirst();
    }

    boolean hasAny(Standing standing) {
        return answers.stream().anyMatch(one -> one.standing() == standing);
    }

    boolean isOverAt(Instant now) {
        return state != NeedState.OPEN || (answersUntil != null && !now.isBefore(answersUntil));
    }

    Need in(NeedState next) {
        return with(next, answers);
    }

    Need with(Received more) {
        List<Received> all = new ArrayList<>(answers);
        all.add(more);
        return with(state, all);
    }

    Need changing(String which, UnaryOperator<Received> change) {
        return with(
                state,
                answers.stream()
                        .map(one -> one.answer().equals(which) ? change.apply(one) : one)
                        .toList());
    }

    private Need with(NeedState next, List<Received> all) {
        return new Need(
                id,
                home,
                next,
                firm,
                firmName,
                division,
                sentence,
                detail,
                budget,
                wantedBy,
                city,
                named,
                visitors,
                all,
                answersUntil,
                postedAt);
    }

    /// What providers see of it.
    Posting posting() {
        return new Posting(
                Id.of(id.value()),
                home,
                sentence,
                detail,
                budget,
                wantedBy,
                city,
                named ? firm : null,
                named ? firmName : null,
                state == NeedState.OPEN,
                visitors,
                answersUntil,
                postedAt);
    }

    @Override
    public String title() {
        return sentence;
    }

    @Override
    public String toldTitle() {
        return id.value();
    }

    /// While it is open, the day until which it is of use counts, too.
    @Override
    public @Nullable Instant until() {
        return state == NeedState.OPEN ? answersUntil : null;
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case FIRM, OWNER -> Optional.of(firm);
            case HOME, VERIFIER -> Optional.of(home.code());
            case PROVIDER, LEGAL_PERSON, ISSUER -> Optional.empty();
        };
    }
}

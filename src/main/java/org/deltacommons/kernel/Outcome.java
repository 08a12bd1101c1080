package org.deltacommons.kernel;

import java.util.function.Function;

/// What became of an attempt: done, or refused with a reason. Bugs are exceptions, never outcomes.
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal why) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Refusal why) {
        return new Refused<>(why);
    }

    static <T> Outcome<T> refused(Reason reason) {
        return new Refused<>(Refusal.of(reason));
    }

    default <U> Outcome<U> map(Function<T, U> then) {
        return switch (this) {
            case Done<T>(T value) -> done(then.apply(value));
            case Refused<T>(Refusal why) -> refused(why);
        };
    }

    default <U> Outcome<U> then(Function<T, Outcome<U>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(Refusal why) -> refused(why);
        };
    }

    default boolean isDone() {
        return this instanceof Done;
    }

    /// The value; for callers who know that it was done.
    ///
    /// @throws IllegalStateException with the refusal's code if it was refused
    default T orThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(Refusal why) -> throw new IllegalStateException("refused: " + why);
        };
    }
}

package org.deltacommons.foundation.lane;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the kind of a fact's body for ever: `module.PastTense`. A change of meaning is a new
/// schema.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FactKind {
    String value();

    int schema() default 1;

    /// How far facts of this kind may go at most. Said once here and judged at every fact, so that
    /// a slip at one place can not publish what was meant for one neighbour.
    Reach reach() default Reach.CONCERNED;

    /// Whether facts of this kind leave out who caused them. Every reader of a fact reads its `by`,
    /// so where people of other provinces must not know the person, not even by an id, no such fact
    /// may have one; the home's own history has it from the case.
    boolean unnamed() default false;

    /// The widest audience of a kind.
    enum Reach {
        /// Nobody but the home itself.
        HOME,
        /// The provinces that the fact names, because the matter is theirs too.
        CONCERNED,
        /// All four provinces.
        FOUR,
        /// Everybody.
        PUBLIC;

        /// Whether a fact of this reach may have the audience.
        public boolean allows(Audience audience) {
            return switch (this) {
                case HOME -> audience.provinces().isEmpty();
                case CONCERNED, FOUR -> !audience.open();
                case PUBLIC -> true;
            };
        }
    }

    /// Reads the annotation of a body's class.
    final class Of {
        private Of() {}

        /// @throws IllegalArgumentException if the class is no fact's body
        public static FactKind kind(Class<?> body) {
            FactKind kind = body.getAnnotation(FactKind.class);
            if (kind == null) {
                throw new IllegalArgumentException(body + " has no @FactKind");
            }
            return kind;
        }
    }
}

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

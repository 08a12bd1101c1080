package org.deltacommons.foundation.rulebook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the topic of a rule's value, such as `voucher.programme`. A kind that has many topics
/// names what they begin with: `voucher.programme.mas-2026` and `term.order.accept` are topics of
/// `voucher.programme` and `term`.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RuleTopic {
    String value();

    /// Reads the annotation of a value's class.
    final class Of {
        private Of() {}

        /// @throws IllegalArgumentException if the class is no rule's value
        public static String topic(Class<?> value) {
            RuleTopic topic = value.getAnnotation(RuleTopic.class);
            if (topic == null) {
                throw new IllegalArgumentException(value + " has no @RuleTopic");
            }
            return topic.value();
        }

        /// Whether a topic is one of the value's class.
        public static boolean covers(Class<?> value, String topic) {
            String stem = topic(value);
            return topic.equals(stem) || topic.startsWith(stem + ".");
        }
    }
}

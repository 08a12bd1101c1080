package org.deltacommons.foundation.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How a component of a form's record is asked for. Without it the component's type decides.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Input {

    enum Kind {
        /// What fits the type.
        AUTO,
        TEXT,
        TEXTAREA,
        HIDDEN,
        PASSWORD,
        EMAIL,
        PHONE,
        SEARCH,
        NUMBER,
        MONEY,
        DATE,
        TIME,
        DATE_TIME,
        SELECT,
        RADIO,
        CHECKBOX,
        CHECKBOXES,
        FILE
    }

    Kind kind() default Kind.AUTO;

    /// The longest text, in characters as people count them; 0 means 200, in a `TEXTAREA` 2 000.
    int max() default 0;

    /// The smallest and largest number.
    long from() default Long.MIN_VALUE;

    long until() default Long.MAX_VALUE;

    /// A message key, shown inside the field: `form.unit.hours`.
    String unit() default "";

    /// The name of an [OptionSource] bean.
    String options() default "";

    /// Whether `form.<Record>.<component>.help` is shown below the label.
    boolean help() default false;

    /// Where the law or rule behind the question stands: a message key, or the text itself.
    String source() default "";

    /// The message key under which a new group of fields begins above this one.
    String group() default "";

    /// Another field and the values of it with which this one is asked, such as `mode=SLOT|CALL`;
    /// always asked if empty. What is asked so has to be filled in, and is ignored otherwise: its
    /// component is `@Nullable` or a `boolean`.
    String when() default "";

    /// The HTML autofill name, such as `organization` or `tel`.
    String autocomplete() default "";

    /// What a browser's file picker offers, such as `.pdf,.jpg`.
    String accept() default "";
}

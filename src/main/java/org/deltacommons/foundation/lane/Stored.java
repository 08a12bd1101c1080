package org.deltacommons.foundation.lane;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the table of a [Row], such as `vouchers.voucher`.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Stored {
    String value();
}

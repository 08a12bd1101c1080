package org.deltacommons.commons.vouchers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.deltacommons.Cast2026;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/// A test of an order's ways on the cast of 2026; all such tests share one database and one clock,
/// which only goes forward.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest
@Import({Cast2026.class, Ways.class})
@AutoConfigureMockMvc
@interface WaysContext {}

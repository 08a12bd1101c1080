package org.deltacommons.commons.vouchers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.deltacommons.Cast2026;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/// A test of an order's ways on the cast of 2026, each with a database and a clock of its own: the
/// clock only goes forward, and some of them go to the turn of the year.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest
@Import({Cast2026.class, Ways.class})
@AutoConfigureMockMvc
@DirtiesContext
@interface WaysContext {}

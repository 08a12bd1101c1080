package org.deltacommons.commons.clearing;

import org.deltacommons.Cast2026;
import org.deltacommons.Theatre;
import org.deltacommons.foundation.federation.HeldBack;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/// Releases with all four provinces in one application on one database, in a year that no other
/// test has gone through.
@SpringBootTest
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
@Import({Cast2026.class, HeldBack.class})
class ReleasesTest extends ReleasesContract {

    @Autowired private ApplicationContext context;

    @Override
    Theatre theatre() {
        return Theatre.ofOne(context);
    }
}

package org.deltacommons.commons.needs;

import org.deltacommons.Cast2026;
import org.deltacommons.Theatre;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/// Needs with all four provinces in one application on one database.
@SpringBootTest
@Import(Cast2026.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
// The clock is put forward by months.
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class NeedsModuleTest extends NeedsContract {

    @Autowired private ApplicationContext context;

    @Override
    Theatre theatre() {
        return Theatre.ofOne(context);
    }
}

package org.deltacommons.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.deltacommons.DeltaCommons;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class MigratedModulesTest {

    @Test
    void every_folder_of_migrations_belongs_to_a_module() {
        assertThat(ApplicationModules.of(DeltaCommons.class).stream())
                .extracting(ApplicationModule::getIdentifier)
                .containsAll(MigratedModules.withMigrations());
        assertThat(MigratedModules.withMigrations()).isNotEmpty();
    }
}

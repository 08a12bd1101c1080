package org.deltacommons.foundation.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.modulith.core.ApplicationModuleIdentifier;
import org.springframework.modulith.core.ApplicationModuleIdentifiers;
import org.springframework.stereotype.Component;

/// Names the modules to migrate by their folders under `db/migration`.
///
/// Modulith would find them by reading every class with ArchUnit, which takes a third of the whole
/// start. The order does not matter, because no table refers to another module's.
@Component
final class MigratedModules implements BeanFactoryPostProcessor {

    private static final String MODULITHS_BEAN = "applicationModuleIdentifiers";
    private static final String ROOT = "__root";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        if (factory instanceof BeanDefinitionRegistry registry
                && registry.containsBeanDefinition(MODULITHS_BEAN)) {
            registry.removeBeanDefinition(MODULITHS_BEAN);
            registry.registerBeanDefinition(
                    MODULITHS_BEAN,
                    new RootBeanDefinition(
                            ApplicationModuleIdentifiers.class,
                            () -> ApplicationModuleIdentifiers.of(withMigrations())));
        }
    }

    static List<ApplicationModuleIdentifier> withMigrations() {
        try {
            Resource[] migrations =
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:db/migration/*/*.sql");
            return Arrays.stream(migrations)
                    .map(MigratedModules::folder)
                    .filter(folder -> !folder.equals(ROOT))
                    .distinct()
                    .sorted()
                    .map(ApplicationModuleIdentifier::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String folder(Resource migration) {
        try {
            // "…/db/migration/lane/V001__create_lane.sql", in a folder or in a jar.
            String[] steps = migration.getURI().toString().split("/");
            return steps[steps.length - 2];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

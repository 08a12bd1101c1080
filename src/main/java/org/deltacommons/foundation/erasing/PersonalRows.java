package org.deltacommons.foundation.erasing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.RowType;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.foundation.lane.Stored;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.ClassUtils;

/// The classes of rows in which words of persons may stand.
final class PersonalRows {

    private static final String ROOT = "org.deltacommons";

    private final JdbcClient jdbc;

    /// Looked up when first asked for, because a start should not wait for it.
    private volatile List<Class<? extends Row>> known = List.of();

    PersonalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Class<? extends Row>> all() {
        if (known.isEmpty()) {
            known = found();
        }
        return known;
    }

    /// @param table qualified by its schema
    Optional<Class<? extends Row>> of(String table) {
        return all().stream().filter(type -> RowType.of(type).table().equals(table)).findFirst();
    }

    private List<Class<? extends Row>> found() {
        var scanner =
                new ClassPathScanningCandidateComponentProvider(false) {
                    @Override
                    protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                        return true;
                    }
                };
        scanner.addIncludeFilter(new AnnotationTypeFilter(Stored.class, false));
        List<Class<? extends Row>> types = new ArrayList<>();
        for (var definition : scanner.findCandidateComponents(ROOT)) {
            Class<?> type =
                    ClassUtils.resolveClassName(
                            String.valueOf(definition.getBeanClassName()),
                            PersonalRows.class.getClassLoader());
            if (Salted.isIn(type) && isThere(RowType.of(type.asSubclass(Row.class)).table())) {
                types.add(type.asSubclass(Row.class));
            }
        }
        return List.copyOf(types);
    }

    private boolean isThere(String table) {
        return jdbc.sql("SELECT to_regclass(?) IS NOT NULL")
                .param(table)
                .query(Boolean.class)
                .single();
    }
}

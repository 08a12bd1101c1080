package org.deltacommons.foundation.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.standard.StandardDialect;

/// Gives templates `#words`, `#shell` and fragments that are kept.
final class WebDialect extends AbstractProcessorDialect implements IExpressionObjectDialect {

    private final Words words;
    private final Shell shell;

    WebDialect(Words words, Shell shell) {
        super("delta", "delta", StandardDialect.PROCESSOR_PRECEDENCE);
        this.words = words;
        this.shell = shell;
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(new KeptFragments(prefix, words));
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return new IExpressionObjectFactory() {
            @Override
            public Set<String> getAllExpressionObjectNames() {
                return Set.of("words", "shell");
            }

            @Override
            public @Nullable Object buildObject(IExpressionContext context, String name) {
                return switch (name) {
                    case "words" -> words;
                    case "shell" -> shell;
                    default -> null;
                };
            }

            @Override
            public boolean isCacheable(String name) {
                return true;
            }
        };
    }
}

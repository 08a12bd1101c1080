package org.deltacommons.foundation.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/// Gives templates `#words` and `#shell`.
final class WebDialect extends AbstractDialect implements IExpressionObjectDialect {

    private final Words words;
    private final Shell shell;

    WebDialect(Words words, Shell shell) {
        super("delta");
        this.words = words;
        this.shell = shell;
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

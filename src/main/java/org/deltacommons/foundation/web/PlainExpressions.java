package org.deltacommons.foundation.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.deltacommons.foundation.web.Plain.NotPlain;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.spring6.expression.SPELVariableExpressionEvaluator;
import org.thymeleaf.standard.expression.IStandardVariableExpression;
import org.thymeleaf.standard.expression.IStandardVariableExpressionEvaluator;
import org.thymeleaf.standard.expression.StandardExpressionExecutionContext;

/// Answers the expressions of our templates without Spring's evaluator, which looks every name up
/// anew each time: it was half of what rendering a page took. What a [Plain] does not know, Spring
/// answers as before.
final class PlainExpressions implements IStandardVariableExpressionEvaluator {

    private static final Plain OTHER =
            _ -> {
                throw NotPlain.IT;
            };

    private final IStandardVariableExpressionEvaluator spring =
            SPELVariableExpressionEvaluator.INSTANCE;

    // Bounded by what the templates hold.
    private final Map<String, Plain> expressions = new ConcurrentHashMap<>();

    /// Spring's dialect with these expressions in it.
    SpringStandardDialect dialect() {
        return new SpringStandardDialect() {
            @Override
            public IStandardVariableExpressionEvaluator getVariableExpressionEvaluator() {
                return PlainExpressions.this;
            }
        };
    }

    @Override
    public @Nullable Object evaluate(
            IExpressionContext context,
            IStandardVariableExpression expression,
            StandardExpressionExecutionContext how) {
        if (!expression.getUseSelectionAsRoot() && !how.getPerformTypeConversion()) {
            try {
                return plain(expression.getExpression()).on(context);
            } catch (NotPlain _) {
                // Spring answers.
            }
        }
        return spring.evaluate(context, expression, how);
    }

    private Plain plain(String expression) {
        Plain known = expressions.get(expression);
        return known == null
                ? expressions.computeIfAbsent(expression, PlainExpressions::read)
                : known;
    }

    private static Plain read(String expression) {
        try {
            return Plain.of(expression);
        } catch (NotPlain _) {
            return OTHER;
        }
    }
}

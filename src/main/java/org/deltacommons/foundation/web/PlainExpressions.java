package org.deltacommons.foundation.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.spring6.expression.SPELVariableExpressionEvaluator;
import org.thymeleaf.standard.expression.IStandardVariableExpression;
import org.thymeleaf.standard.expression.IStandardVariableExpressionEvaluator;
import org.thymeleaf.standard.expression.StandardExpressionExecutionContext;

/// Answers the two expressions that make up nearly all of our templates, `${item.href}` and
/// `${#words.say(item.key)}`, without Spring's expression language, which looks every name up anew
/// each time: it was a third of the time that a page took. Whatever else stands in a template, and
/// whatever is missing or null on the way, Spring answers as before.
final class PlainExpressions implements IStandardVariableExpressionEvaluator {

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
    private static final Pattern PATH = Pattern.compile(NAME + "(?:\\." + NAME + ")*");
    private static final Pattern WORDS =
            Pattern.compile(
                    "#words\\.(say|show|html|entry|section|table)\\((" + PATH.pattern() + ")\\)");

    /// What a name of the expression language, or of the web, already means.
    private static final List<String> TAKEN =
            List.of(
                    "param",
                    "session",
                    "application",
                    "true",
                    "false",
                    "null",
                    "T",
                    "new",
                    "not",
                    "root",
                    "this");

    private static final String OURS = "org.deltacommons.";

    /// One expression, taken apart.
    ///
    /// @param verb of `#words`; null for the value itself
    private record Plain(@Nullable String verb, List<String> path) {}

    /// Stands for an expression that is not plain.
    private static final Plain OTHER = new Plain(null, List.of());

    /// A failed look-up has to have a value in the map.
    private static final Method NONE = Object.class.getMethods()[0];

    private final Words words;
    private final IStandardVariableExpressionEvaluator spring =
            SPELVariableExpressionEvaluator.INSTANCE;

    // Both are bounded by what the templates hold.
    private final Map<String, Plain> expressions = new ConcurrentHashMap<>();
    private final ClassValue<Map<String, Method>> accessors =
            new ClassValue<>() {
                @Override
                protected Map<String, Method> computeValue(Class<?> type) {
                    return new ConcurrentHashMap<>();
                }
            };

    PlainExpressions(Words words) {
        this.words = words;
    }

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
            Plain plain =
                    expressions.computeIfAbsent(
                            expression.getExpression(), PlainExpressions::plain);
            Object value = plain == OTHER ? null : value(context, plain.path());
            Object answer = value == null ? null : said(plain.verb(), value);
            if (answer != null) {
                return answer;
            }
        }
        return spring.evaluate(context, expression, how);
    }

    private static Plain plain(String expression) {
        String text = expression.strip();
        Matcher said = WORDS.matcher(text);
        boolean verb = said.matches();
        String path = verb ? said.group(2) : text;
        if (!PATH.matcher(path).matches()) {
            return OTHER;
        }
        List<String> names = List.of(path.split("\\."));
        return TAKEN.contains(names.getFirst())
                ? OTHER
                : new Plain(verb ? said.group(1) : null, names);
    }

    private @Nullable Object said(@Nullable String verb, Object value) {
        return switch (verb) {
            case null -> value;
            case "say" ->
                    switch (value) {
                        case String key -> words.say(key);
                        case Phrase phrase -> words.say(phrase);
                        default -> null;
                    };
            case "show" -> words.show(value);
            case "html" -> words.html(value);
            default ->
                    switch (value) {
                        case Entry entry when verb.equals("entry") -> words.entry(entry);
                        case Section section when verb.equals("section") -> words.section(section);
                        case Table table when verb.equals("table") -> words.table(table);
                        default -> null;
                    };
        };
    }

    private @Nullable Object value(IExpressionContext context, List<String> path) {
        Object value = context.getVariable(path.getFirst());
        for (int i = 1; i < path.size() && value != null; i++) {
            value = property(value, path.get(i));
        }
        return value;
    }

    private @Nullable Object property(Object of, String name) {
        Class<?> type = of.getClass();
        if (!type.getName().startsWith(OURS)) {
            return null;
        }
        Method accessor = accessors.get(type).computeIfAbsent(name, one -> accessor(type, one));
        try {
            return accessor == NONE ? null : accessor.invoke(of);
        } catch (IllegalAccessException | InvocationTargetException failed) {
            // Spring asks again and says what went wrong where in which template.
            return null;
        }
    }

    /// In the order of Spring: `getName()`, `isName()`, and last the component of a record.
    private static Method accessor(Class<?> type, String name) {
        String upper = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        for (String method : List.of("get" + upper, "is" + upper, name)) {
            try {
                Method found = type.getMethod(method);
                if (found.getReturnType() != void.class && found.trySetAccessible()) {
                    return found;
                }
            } catch (NoSuchMethodException _) {
                // The next way to write it.
            }
        }
        return NONE;
    }
}

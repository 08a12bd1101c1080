package org.deltacommons.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.web.Plain.NotPlain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.ExpressionContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.spring6.expression.SPELVariableExpressionEvaluator;
import org.thymeleaf.standard.expression.StandardExpressionExecutionContext;
import org.thymeleaf.standard.expression.VariableExpression;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/// What is answered without Spring is what Spring would answer; everything else is left to it.
class PlainExpressionsTest {

    enum Tone {
        GOOD,
        /// Has a class of its own.
        BAD {
            @Override
            boolean isGood() {
                return false;
            }
        };

        boolean isGood() {
            return true;
        }
    }

    /// Visible to this package only, as most records of pages are.
    record Part(String name, @Nullable String note, int count, long total, Tone tone) {

        public boolean isOpen() {
            return count > 0;
        }

        public String getShown() {
            return "getter";
        }

        public String shown() {
            return "component";
        }

        public String either(String text) {
            return "text " + text;
        }

        public String either(Integer number) {
            return "number " + number;
        }

        public String all(String... texts) {
            return String.join("+", texts);
        }

        public String fails() {
            throw new IllegalStateException("nothing to say");
        }
    }

    private static final Part PART = new Part("电镜", null, 3, 3, Tone.BAD);

    private static Map<String, Object> variables() {
        Map<String, Object> variables = new HashMap<>();
        variables.put("part", PART);
        variables.put("parts", List.of(PART));
        variables.put("map", Map.of("name", "of the map"));
        variables.put("yes", true);
        variables.put("nothing", null);
        variables.put("text", "一");
        variables.put("day", LocalDate.of(2026, 3, 5));
        variables.put("same", LocalDate.of(2026, 3, 5));
        return variables;
    }

    private static @Nullable Object ask(String expression, boolean ours) {
        SpringTemplateEngine engine = new SpringTemplateEngine();
        SpringStandardDialect dialect = new SpringStandardDialect();
        engine.setDialect(dialect);
        ExpressionContext context = new ExpressionContext(engine.getConfiguration());
        context.setVariables(variables());
        VariableExpression variable = new VariableExpression(expression);
        StandardExpressionExecutionContext how = StandardExpressionExecutionContext.NORMAL;
        return ours
                ? new PlainExpressions().evaluate(context, variable, how)
                : SPELVariableExpressionEvaluator.INSTANCE.evaluate(context, variable, how);
    }

    private static boolean isPlain(String expression) {
        ExpressionContext context =
                new ExpressionContext(new SpringTemplateEngine().getConfiguration());
        context.setVariables(variables());
        try {
            Plain.of(expression).on(context);
            return true;
        } catch (NotPlain _) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "missing",
                "null",
                "part.note",
                "part.name",
                "part.shown",
                "part.open",
                "part.tone.name()",
                "part.either('x')",
                "part.either(2)",
                "parts.empty",
                "!parts.empty",
                "parts.size()",
                "parts.size() == 1",
                "text.length()",
                "part.count == part.total",
                "part.count > 2",
                "part.count >= 4",
                "part.note == null",
                "part.note != null and part.note.length() > 3",
                "part.note == null or part.note.length() > 3",
                "yes ? part.name : missing.anything",
                "day == same",
                "day.dayOfWeek.value",
                "part.tone == parts.get(0).tone",
                "'a' + part.count + '-' + text",
                "{'k': part.name, 'n': part.note}",
                "#strings.isEmpty(part.note)",
                "#lists.isEmpty(parts)"
            })
    void what_is_plain_is_what_spring_answers(String expression) {
        assertThat(isPlain(expression)).as("answered without Spring").isTrue();
        assertThat(ask(expression, true)).isEqualTo(ask(expression, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "map.name",
                "parts[0].name",
                "part?.name",
                "part.count + part.total",
                "part.count == 3.0",
                "part.all('a', 'b')",
                "yes and 'true'",
                "part.name matches '电.'",
                "T(java.lang.Math).PI",
                "#numbers.formatInteger(part.count, 3)"
            })
    void what_only_spring_knows_spring_answers(String expression) {
        assertThat(isPlain(expression)).as("answered without Spring").isFalse();
        assertThat(String.valueOf(answer(expression, true)))
                .isEqualTo(String.valueOf(answer(expression, false)));
    }

    /// The answer, or what kind of failure it is.
    private static @Nullable Object answer(String expression, boolean ours) {
        try {
            return ask(expression, ours);
        } catch (RuntimeException failed) {
            return failed.getClass();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"part.unknown", "part.note.length", "missing.name", "part.fails()", "a b"})
    void a_mistake_in_a_template_is_told_by_spring(String expression) {
        assertThatThrownBy(() -> ask(expression, false)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> ask(expression, true))
                .hasSameClassAs(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> ask(expression, false)));
    }

    @Test
    void an_argument_that_two_methods_would_take_is_left_to_spring() {
        assertThat(isPlain("part.either(part.note)")).isFalse();
    }

    @Test
    void one_place_in_a_template_may_show_values_of_several_classes() {
        record Other(String name) {}
        Plain plain = Plain.of("one.name");
        ExpressionContext context =
                new ExpressionContext(new SpringTemplateEngine().getConfiguration());
        for (Object one : Arrays.asList(PART, new Other("other"), PART)) {
            context.setVariable("one", one);
            assertThat(plain.on(context)).isEqualTo(one == PART ? "电镜" : "other");
        }
        context.setVariable("one", Map.of("name", "map"));
        assertThatThrownBy(() -> plain.on(context)).isInstanceOf(NotPlain.class);
    }

    @Test
    void an_iteration_shows_each_value_once_and_in_order() {
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setDialect(new PlainExpressions().dialect());
        engine.setTemplateResolver(new StringTemplateResolver());
        Context context = new Context();
        context.setVariable("names", List.of("<b>", "二"));
        assertThat(
                        engine.process(
                                "<i th:each=\"one : ${names}\" th:text=\"${one}\""
                                        + " th:class=\"${oneStat.last ? 'last' : null}\"></i>",
                                context))
                .isEqualTo("<i>&lt;b&gt;</i><i class=\"last\">二</i>");
    }
}

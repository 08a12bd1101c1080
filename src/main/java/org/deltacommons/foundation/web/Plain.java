package org.deltacommons.foundation.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.OpAnd;
import org.springframework.expression.spel.ast.OpEQ;
import org.springframework.expression.spel.ast.OpGE;
import org.springframework.expression.spel.ast.OpGT;
import org.springframework.expression.spel.ast.OpLE;
import org.springframework.expression.spel.ast.OpLT;
import org.springframework.expression.spel.ast.OpNE;
import org.springframework.expression.spel.ast.OpOr;
import org.springframework.expression.spel.ast.OpPlus;
import org.springframework.expression.spel.ast.Operator;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.Ternary;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.thymeleaf.context.IExpressionContext;

/// An expression of a template, read once by Spring's parser and from then on a tree of plain
/// calls. It knows the part of the language that templates use, and of that only what is beyond
/// doubt: wherever Spring would convert, compare across types or find nothing, it throws
/// [NotPlain], and Spring answers.
@FunctionalInterface
interface Plain {

    @Nullable Object on(IExpressionContext context);

    /// Spring has to answer this one. Carries nothing, so throwing it costs nothing.
    final class NotPlain extends RuntimeException {

        static final NotPlain IT = new NotPlain();

        private NotPlain() {
            super("Spring answers this expression", null, false, false);
        }
    }

    /// What `#name` may stand for here. All of them only read.
    Set<String> OBJECTS = Set.of("words", "shell", "strings", "lists");

    /// Names of the web and of the language that are no variables of a page.
    Set<String> TAKEN = Set.of("param", "session", "application", "root", "this");

    /// @throws NotPlain if there is anything in it that only Spring knows
    static Plain of(String expression) {
        try {
            return of(new SpelExpressionParser().parseRaw(expression).getAST());
        } catch (ParseException _) {
            throw NotPlain.IT;
        }
    }

    private static Plain of(SpelNode node) {
        return switch (node) {
            case Literal literal -> {
                Object value = literal.getLiteralValue().getValue();
                yield _ -> value;
            }
            case VariableReference object -> object(object.toStringAST().substring(1));
            case PropertyOrFieldReference variable when !variable.isNullSafe() ->
                    variable(variable.getName());
            case CompoundExpression path -> path(path);
            case InlineMap map -> map(map);
            case OperatorNot not -> {
                Plain of = child(not, 0);
                yield context -> !truth(of.on(context));
            }
            case Ternary choice -> {
                Plain condition = child(choice, 0);
                Plain yes = child(choice, 1);
                Plain no = child(choice, 2);
                yield context -> (truth(condition.on(context)) ? yes : no).on(context);
            }
            case Operator operator when operator.getChildCount() == 2 ->
                    operator(operator, child(operator, 0), child(operator, 1));
            default -> throw NotPlain.IT;
        };
    }

    private static Plain operator(Operator operator, Plain left, Plain right) {
        return switch (operator) {
            case OpAnd _ -> context -> truth(left.on(context)) && truth(right.on(context));
            case OpOr _ -> context -> truth(left.on(context)) || truth(right.on(context));
            case OpEQ _ -> context -> same(left.on(context), right.on(context));
            case OpNE _ -> context -> !same(left.on(context), right.on(context));
            case OpGT _ -> context -> whole(left.on(context)) > whole(right.on(context));
            case OpGE _ -> context -> whole(left.on(context)) >= whole(right.on(context));
            case OpLT _ -> context -> whole(left.on(context)) < whole(right.on(context));
            case OpLE _ -> context -> whole(left.on(context)) <= whole(right.on(context));
            case OpPlus _ -> context -> joined(left.on(context), right.on(context));
            default -> throw NotPlain.IT;
        };
    }

    private static Plain child(SpelNode node, int index) {
        return of(node.getChild(index));
    }

    private static Plain object(String name) {
        if (!OBJECTS.contains(name)) {
            throw NotPlain.IT;
        }
        return context -> context.getExpressionObjects().getObject(name);
    }

    private static Plain variable(String name) {
        if (TAKEN.contains(name)) {
            throw NotPlain.IT;
        }
        return context -> context.getVariable(name);
    }

    /// `view.address.all(filter.name)`: a start and what is asked of one after the other.
    private static Plain path(CompoundExpression path) {
        Plain value = child(path, 0);
        for (int i = 1; i < path.getChildCount(); i++) {
            Plain of = value;
            value =
                    switch (path.getChild(i)) {
                        case PropertyOrFieldReference property when !property.isNullSafe() -> {
                            Member member = Member.property(property.getName());
                            yield context -> member.of(of.on(context));
                        }
                        case MethodReference method when !method.isNullSafe() -> {
                            Member member = Member.method(method.getName(), method.getChildCount());
                            List<Plain> arguments =
                                    IntStream.range(0, method.getChildCount())
                                            .mapToObj(index -> child(method, index))
                                            .toList();
                            yield context -> member.of(of.on(context), values(arguments, context));
                        }
                        default -> throw NotPlain.IT;
                    };
        }
        return value;
    }

    private static @Nullable Object[] values(List<Plain> arguments, IExpressionContext context) {
        @Nullable Object[] values = new @Nullable Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).on(context);
        }
        return values;
    }

    /// `{'notice': model.noticeHours}`.
    private static Plain map(InlineMap map) {
        Map<String, Plain> entries = new HashMap<>();
        for (int i = 0; i < map.getChildCount(); i += 2) {
            if (!(map.getChild(i) instanceof StringLiteral key)) {
                throw NotPlain.IT;
            }
            entries.put(String.valueOf(key.getLiteralValue().getValue()), child(map, i + 1));
        }
        return context -> {
            Map<String, @Nullable Object> values = new HashMap<>();
            entries.forEach((key, value) -> values.put(key, value.on(context)));
            return values;
        };
    }

    private static boolean truth(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw NotPlain.IT;
    }

    private static long whole(@Nullable Object value) {
        return switch (value) {
            case Integer number -> number;
            case Long number -> number;
            case null, default -> throw NotPlain.IT;
        };
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof Number) {
            return whole(left) == whole(right);
        }
        boolean plain =
                left instanceof String
                        || left instanceof Boolean
                        || left instanceof LocalDate
                        || left instanceof Enum<?>;
        if (plain && left.getClass() == right.getClass()) {
            return left.equals(right);
        }
        throw NotPlain.IT;
    }

    private static String joined(@Nullable Object left, @Nullable Object right) {
        boolean text = left instanceof String || right instanceof String;
        if (text && joins(left) && joins(right)) {
            return String.valueOf(left) + right;
        }
        throw NotPlain.IT;
    }

    private static boolean joins(@Nullable Object value) {
        return value instanceof String || value instanceof Integer || value instanceof Long;
    }
}

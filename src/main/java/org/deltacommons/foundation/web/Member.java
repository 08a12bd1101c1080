package org.deltacommons.foundation.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deltacommons.foundation.web.Plain.NotPlain;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.thymeleaf.engine.IterationStatusVar;

/// What one place in a template asks of a value: a component of a record, a method with its
/// arguments. It is looked up once for each class of values. What is asked of anything but our own
/// classes and a few others, is ambiguous, or fails, is left to Spring, who asks again and says
/// what went wrong where in which template.
final class Member {

    private static final List<String> PACKAGES =
            List.of("org.deltacommons.", "org.thymeleaf.expression.", "java.time.");

    private final ClassValue<One[]> methods;

    private Member(Function<Class<?>, List<Method>> lookup) {
        this.methods =
                new ClassValue<>() {
                    @Override
                    protected One[] computeValue(Class<?> type) {
                        return lookup.apply(type).stream().map(One::new).toArray(One[]::new);
                    }
                };
    }

    /// A method and what it takes.
    private static final class One {

        private final Method method;
        private final boolean[] primitive;

        /// For a primitive the class of its values.
        private final Class<?>[] types;

        private One(Method method) {
            this.method = method;
            this.types = method.getParameterTypes();
            this.primitive = new boolean[types.length];
            for (int i = 0; i < types.length; i++) {
                primitive[i] = types[i].isPrimitive();
                types[i] = ClassUtils.resolvePrimitiveIfNecessary(types[i]);
            }
        }

        private boolean takes(@Nullable Object[] arguments) {
            for (int i = 0; i < arguments.length; i++) {
                Object argument = arguments[i];
                if (argument == null ? primitive[i] : !types[i].isInstance(argument)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// A property in the order of Spring: `getName()`, `isName()`, and last the component of a
    /// record.
    static Member property(String name) {
        String upper = StringUtils.capitalize(name);
        return new Member(type ->
                Stream.of("get" + upper, "is" + upper, name)
                        .flatMap(method -> named(type, method, 0))
                        .filter(method -> method.getReturnType() != void.class)
                        .limit(1)
                        .toList());
    }

    static Member method(String name, int arity) {
        return new Member(type -> named(type, name, arity).toList());
    }

    @Nullable Object of(@Nullable Object value, @Nullable Object... arguments) {
        if (value == null) {
            throw NotPlain.IT;
        }
        One one = null;
        for (One each : methods.get(value.getClass())) {
            if (each.takes(arguments)) {
                if (one != null) {
                    throw NotPlain.IT;
                }
                one = each;
            }
        }
        if (one == null) {
            throw NotPlain.IT;
        }
        try {
            return one.method.invoke(value, arguments);
        } catch (IllegalAccessException | InvocationTargetException failed) {
            throw NotPlain.IT;
        }
    }

    private static boolean isKnown(Class<?> type) {
        return Stream.of(
                                Collection.class,
                                Map.Entry.class,
                                String.class,
                                IterationStatusVar.class,
                                CsrfToken.class)
                        .anyMatch(known -> known.isAssignableFrom(type))
                || PACKAGES.stream().anyMatch(type.getName()::startsWith);
    }

    private static Stream<Method> named(Class<?> type, String name, int arity) {
        if (!isKnown(type)) {
            return Stream.empty();
        }
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .filter(method -> method.getParameterCount() == arity)
                .filter(method -> !method.isVarArgs() && !method.isBridge())
                .map(method -> ClassUtils.getPubliclyAccessibleMethodIfPossible(method, type))
                .distinct()
                .filter(Method::trySetAccessible);
    }
}

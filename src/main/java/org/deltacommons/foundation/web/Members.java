package org.deltacommons.foundation.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.deltacommons.foundation.web.Plain.NotPlain;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.thymeleaf.engine.IterationStatusVar;

/// What templates ask of values: the components of our records, the methods of our helpers in
/// templates. Each is looked up once a class. What is asked of anything else, is ambiguous, or
/// fails, is left to Spring, who asks again and says what went wrong where in which template.
final class Members {

    private static final List<String> PACKAGES =
            List.of("org.deltacommons.", "org.thymeleaf.expression.", "java.time.");

    /// @param arity how many arguments; a property has none
    private record Name(String name, int arity, boolean property) {}

    // Bounded by what the templates ask.
    private static final ClassValue<Map<Name, List<Method>>> KNOWN =
            new ClassValue<>() {
                @Override
                protected Map<Name, List<Method>> computeValue(Class<?> type) {
                    return new ConcurrentHashMap<>();
                }
            };

    private Members() {}

    static @Nullable Object property(@Nullable Object of, String name) {
        List<Method> found = find(of, new Name(name, 0, true));
        if (of == null || found.isEmpty()) {
            throw NotPlain.IT;
        }
        return invoke(found.getFirst(), of);
    }

    static @Nullable Object call(
            @Nullable Object of, String name, @Nullable Object... arguments) {
        Method one = null;
        for (Method method : find(of, new Name(name, arguments.length, false))) {
            if (takes(method, arguments)) {
                if (one != null) {
                    throw NotPlain.IT;
                }
                one = method;
            }
        }
        if (of == null || one == null) {
            throw NotPlain.IT;
        }
        return invoke(one, of, arguments);
    }

    private static List<Method> find(@Nullable Object of, Name name) {
        if (of == null || !isKnown(of)) {
            throw NotPlain.IT;
        }
        Class<?> type = of.getClass();
        Map<Name, List<Method>> known = KNOWN.get(type);
        List<Method> found = known.get(name);
        return found == null ? known.computeIfAbsent(name, one -> methods(type, one)) : found;
    }

    private static boolean isKnown(Object of) {
        String type = of.getClass().getName();
        return of instanceof Collection<?>
                || of instanceof IterationStatusVar
                || of instanceof CsrfToken
                || PACKAGES.stream().anyMatch(type::startsWith);
    }

    /// A property in the order of Spring: `getName()`, `isName()`, and last the component of a
    /// record.
    private static List<Method> methods(Class<?> type, Name name) {
        if (!name.property()) {
            return named(type, name.name(), name.arity()).toList();
        }
        String upper = StringUtils.capitalize(name.name());
        return Stream.of("get" + upper, "is" + upper, name.name())
                .flatMap(method -> named(type, method, 0))
                .filter(method -> method.getReturnType() != void.class)
                .toList();
    }

    private static Stream<Method> named(Class<?> type, String name, int arity) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .filter(method -> method.getParameterCount() == arity)
                .filter(method -> !method.isVarArgs() && !method.isBridge())
                .map(method -> ClassUtils.getPubliclyAccessibleMethodIfPossible(method, type))
                .distinct()
                .filter(Method::trySetAccessible);
    }

    private static boolean takes(Method method, @Nullable Object[] arguments) {
        Class<?>[] types = method.getParameterTypes();
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            boolean fits =
                    argument == null
                            ? !types[i].isPrimitive()
                            : ClassUtils.resolvePrimitiveIfNecessary(types[i])
                                    .isInstance(argument);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object invoke(
            Method method, Object of, @Nullable Object... arguments) {
        try {
            return method.invoke(of, arguments);
        } catch (IllegalAccessException | InvocationTargetException failed) {
            throw NotPlain.IT;
        }
    }
}

package org.deltacommons.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Where an address has a variable in it, Spring asks each of the house's mappings in turn, method,
/// headers and types before the path. Most are out by the first part of the path, and that is cheap
/// to see.
final class FirstPartMappings extends RequestMappingHandlerMapping {

    private final ThreadLocal<String> asked = new ThreadLocal<>();

    /// The first parts that a mapping's paths begin with; none where one begins with a variable.
    private final Map<RequestMappingInfo, Set<String>> firsts = new ConcurrentHashMap<>();

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
            throws Exception {
        asked.set(first(path));
        try {
            return super.lookupHandlerMethod(path, request);
        } finally {
            asked.remove();
        }
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(
            RequestMappingInfo mapping, HttpServletRequest request) {
        String part = asked.get();
        Set<String> own = firsts.computeIfAbsent(mapping, FirstPartMappings::firsts);
        boolean out = part != null && !own.isEmpty() && !own.contains(part);
        return out ? null : super.getMatchingMapping(mapping, request);
    }

    private static Set<String> firsts(RequestMappingInfo mapping) {
        Set<String> firsts =
                mapping.getPatternValues().stream()
                        .map(FirstPartMappings::first)
                        .collect(Collectors.toUnmodifiableSet());
        boolean open = firsts.stream().anyMatch(part -> part.matches(".*[{*?].*"));
        return open ? Set.of() : firsts;
    }

    private static String first(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }
}

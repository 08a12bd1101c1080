package org.deltacommons.foundation.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives every request a trace id: that of the caller's `traceparent` (W3C Trace Context) or a new
/// one. It stands in each line of the log as `trace.id`, in the words of ECS, and goes back in
/// `X-Trace-Id`, so that whoever reports a fault can name it.
final class Tracing extends OncePerRequestFilter {

    static final String TRACE_ID = "trace.id";
    static final String HEADER = "X-Trace-Id";

    private static final Pattern PARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int BYTES = 16;

    private final RandomGenerator random;

    Tracing(RandomGenerator random) {
        this.random = random;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = id(request.getHeader("traceparent"));
        response.setHeader(HEADER, id);
        try (var _ = MDC.putCloseable(TRACE_ID, id)) {
            chain.doFilter(request, response);
        }
    }

    private String id(@Nullable String parent) {
        Matcher known = PARENT.matcher(parent == null ? "" : parent.strip());
        if (known.matches()) {
            return known.group(1);
        }
        byte[] fresh = new byte[BYTES];
        random.nextBytes(fresh);
        return HexFormat.of().formatHex(fresh);
    }
}

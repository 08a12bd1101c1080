package org.deltacommons.foundation.procedures.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// While a case is looked at or acted on, every line of the log names it: `case.procedure` and
/// `case.id`.
@Component
final class CaseInLog implements HandlerInterceptor, WebMvcConfigurer {

    private static final String PROCEDURE = "case.procedure";
    private static final String ID = "case.id";
    private static final int LENGTH_MAX = 80;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/cases/**", "/api/v1/cases/**");
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables) {
            put(PROCEDURE, variables.get("procedure"));
            put(ID, variables.get("id"));
        }
        return true;
    }

    /// Only what could be an id: what somebody typed into an address is no line of a log.
    private static void put(String key, @Nullable Object value) {
        if (value instanceof String text
                && text.length() <= LENGTH_MAX
                && text.matches("[A-Za-z0-9./:_-]+")) {
            MDC.put(key, text);
        }
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failed) {
        MDC.remove(PROCEDURE);
        MDC.remove(ID);
    }
}

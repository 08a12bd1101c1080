package org.deltacommons.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;

/// What the security filters say no to, told the way of [Problems]; a person who only looked is
/// sent to the sign-in page and comes back.
public final class Denials implements AccessDeniedHandler, AuthenticationEntryPoint {

    private final HandlerExceptionResolver resolver;
    private final LocaleResolver languages;

    Denials(HandlerExceptionResolver resolver, LocaleResolver languages) {
        this.resolver = resolver;
        this.languages = languages;
    }

    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDeniedException denied) {
        resolve(request, response, denied);
    }

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException unknown)
            throws IOException {
        String accept = request.getHeader("Accept");
        boolean looked =
                HttpMethod.GET.matches(request.getMethod())
                        && !Problems.isApi(request)
                        && request.getHeader("HX-Request") == null
                        && accept != null
                        && accept.contains("text/html");
        if (!looked) {
            resolve(request, response, unknown);
            return;
        }
        String query = request.getQueryString();
        String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        response.sendRedirect(
                request.getContextPath()
                        + "/sign-in?to="
                        + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
    }

    private void resolve(
            HttpServletRequest request, HttpServletResponse response, Exception thrown) {
        // Filters run before the dispatcher has set the reader's language.
        LocaleContextHolder.setLocale(languages.resolveLocale(request));
        resolver.resolveException(request, response, null, thrown);
    }
}

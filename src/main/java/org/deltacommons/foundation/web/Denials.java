package org.deltacommons.foundation.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/// What the security filters say no to, told the way of [Problems]; a person who only looked is
/// sent to the sign-in page and comes back.
public final class Denials implements AccessDeniedHandler, AuthenticationEntryPoint {

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        tell(request, response, denied);
    }

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException unknown)
            throws IOException, ServletException {
        String accept = request.getHeader("Accept");
        boolean looked =
                HttpMethod.GET.matches(request.getMethod())
                        && !Problems.isApi(request)
                        && request.getHeader("HX-Request") == null
                        && accept != null
                        && accept.contains("text/html");
        if (!looked) {
            tell(request, response, unknown);
            return;
        }
        String query = request.getQueryString();
        String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        response.sendRedirect(
                request.getContextPath()
                        + "/sign-in?to="
                        + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
    }

    /// To [ErrorPages] through the dispatcher, because only there a page can be rendered.
    private static void tell(
            HttpServletRequest request, HttpServletResponse response, Exception thrown)
            throws IOException, ServletException {
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, thrown);
        request.getRequestDispatcher("/error").forward(request, response);
    }
}

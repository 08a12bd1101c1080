package org.deltacommons.foundation.procedures;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.deltacommons.foundation.web.ActingPrincipal;
import org.deltacommons.foundation.web.Denials;
import org.deltacommons.foundation.web.Headers;
import org.deltacommons.kernel.Actor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/// Lets a browser look at pages as one of the cast, by a cookie, without signing in.
@TestConfiguration
class PermitCookie {

    record Person(Actor actor) implements ActingPrincipal {}

    static TestingAuthenticationToken token(Actor actor) {
        TestingAuthenticationToken token =
                new TestingAuthenticationToken(new Person(actor), "", "USER");
        token.setAuthenticated(true);
        return token;
    }

    /// Identity is not here; everything is open, and the pages judge for themselves.
    @Bean
    SecurityFilterChain everythingOpen(HttpSecurity http, Denials denials) {
        return http.headers(Headers.strict())
                .csrf(csrf ->
                        csrf.ignoringRequestMatchers(
                                request -> request.getRequestURI().startsWith("/api/")))
                .exceptionHandling(wrong ->
                        wrong.accessDeniedHandler(denials).authenticationEntryPoint(denials))
                .build();
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> asSomebody() {
        List<Actor> cast =
                List.of(PermitSample.ENGINEER, PermitSample.OFFICER, PermitSample.MANAGER);
        FilterRegistrationBean<OncePerRequestFilter> bean =
                new FilterRegistrationBean<>(
                        new OncePerRequestFilter() {
                            @Override
                            protected void doFilterInternal(
                                    HttpServletRequest request,
                                    HttpServletResponse response,
                                    FilterChain chain)
                                    throws ServletException, IOException {
                                Cookie as = WebUtils.getCookie(request, "as");
                                if (as != null) {
                                    cast.stream()
                                            .filter(one -> one.id().equals(as.getValue()))
                                            .findFirst()
                                            .ifPresent(one ->
                                                    SecurityContextHolder.getContext()
                                                            .setAuthentication(token(one)));
                                }
                                chain.doFilter(request, response);
                            }
                        });
        // Behind the security filters.
        bean.setOrder(0);
        return bean;
    }
}

package org.deltacommons.foundation.web;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// The headers every answer carries: `http.headers(Headers.strict())`.
///
/// Nothing comes from another origin, no script or style stands inside a page. A library that sets
/// styles through the object model still works; one that writes `style="…"` into HTML does not
/// (ECharts: `tooltip.renderMode = 'richText'`).
public final class Headers {

    public static final String POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self' data:",
                    "font-src 'self'",
                    "connect-src 'self'",
                    "manifest-src 'self'",
                    "form-action 'self'",
                    "base-uri 'none'",
                    "frame-ancestors 'none'");

    private Headers() {}

    /// A chain for what only programs send: neither session nor form nor sign-in, so that a cookie
    /// counts for nothing and only what the chain's own filter admits passes.
    public static HttpSecurity onlyMachines(HttpSecurity http) {
        return http.securityContext(context -> context.disable())
                .requestCache(cache -> cache.disable())
                .csrf(csrf -> csrf.disable())
                .logout(out -> out.disable())
                .anonymous(nobody -> nobody.disable())
                .servletApi(api -> api.disable())
                .sessionManagement(session -> session.disable())
                .headers(forMachines());
    }

    public static Customizer<HeadersConfigurer<HttpSecurity>> strict() {
        return headers ->
                headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy ->
                                policy.policy(
                                        "camera=(), microphone=(), geolocation=(),"
                                                + " payment=(), usb=()"));
    }

    /// For answers that only a program reads and no browser shows: not kept, not guessed at, never
    /// in a frame. What else a page needs would be longer than most of them.
    public static Customizer<HeadersConfigurer<HttpSecurity>> forMachines() {
        return headers ->
                headers.defaultsDisabled()
                        .contentTypeOptions(Customizer.withDefaults())
                        .cacheControl(Customizer.withDefaults())
                        .httpStrictTransportSecurity(Customizer.withDefaults())
                        .contentSecurityPolicy(policy ->
                                policy.policyDirectives(
                                        "default-src 'none'; frame-ancestors 'none'"));
    }
}

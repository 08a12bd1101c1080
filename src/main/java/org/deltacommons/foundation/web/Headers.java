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
}

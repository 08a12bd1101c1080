package org.deltacommons.foundation.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/// Remembers where somebody wanted to go who is sent to a service and comes back with nothing but
/// its answer.
final class Wanted implements OAuth2AuthorizationRequestResolver {

    private static final String ATTRIBUTE = "identity.wanted";

    private final OAuth2AuthorizationRequestResolver spring;

    Wanted(ClientRegistrationRepository services) {
        this.spring =
                new DefaultOAuth2AuthorizationRequestResolver(
                        services,
                        OAuth2AuthorizationRequestRedirectFilter
                                .DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        try {
            return remembered(request, spring.resolve(request));
        } catch (IllegalArgumentException _) {
            // A service that is not offered, such as a node that was suspended while somebody
            // looked at the page for signing in: there is no such page, and nothing is broken.
            return null;
        }
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(
            HttpServletRequest request, String registration) {
        return remembered(request, spring.resolve(request, registration));
    }

    private static @Nullable OAuth2AuthorizationRequest remembered(
            HttpServletRequest request, @Nullable OAuth2AuthorizationRequest asked) {
        String to = request.getParameter("to");
        if (asked != null && to != null) {
            request.getSession().setAttribute(ATTRIBUTE, to);
        }
        return asked;
    }

    /// Where they wanted to go; told once.
    static @Nullable String take(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String to)) {
            return null;
        }
        session.removeAttribute(ATTRIBUTE);
        return to;
    }
}

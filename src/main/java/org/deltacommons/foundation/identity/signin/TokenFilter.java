package org.deltacommons.foundation.identity.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.deltacommons.foundation.web.Denials;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets in what shows a token (RFC 6750) and nothing else. Spring's own filter does the same for
/// any kind of token and store; what a machine sends thousands of times a second comes through
/// here. Made by hand and no bean: Spring Boot would put a bean before every request.
final class TokenFilter extends OncePerRequestFilter {

    private static final String API = "/api/";
    private static final String BEARER = "Bearer ";

    private final ClientTokens tokens;
    private final Denials denials;

    TokenFilter(ClientTokens tokens, Denials denials) {
        this.tokens = tokens;
        this.denials = denials;
    }

    /// Whether a request comes to the API with a token, by the scheme alone: a token that is none
    /// is refused, not passed on as a visitor's request.
    static boolean isFor(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length() - 1)
                && request.getRequestURI().startsWith(API);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            SecurityContextHolder.setContext(
                    new SecurityContextImpl(tokens.authenticate(token(request))));
        } catch (AuthenticationException refused) {
            denials.commence(request, response, refused);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static String token(HttpServletRequest request) {
        String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (!isToken(shown)) {
            throw new InvalidBearerTokenException("malformed");
        }
        return shown.substring(BEARER.length());
    }

    /// `b64token` of RFC 6750, by hand, because a pattern over five hundred letters costs more than
    /// all that follows.
    private static boolean isToken(@Nullable String shown) {
        if (shown == null
                || shown.length() <= BEARER.length()
                || !shown.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return false;
        }
        for (int i = BEARER.length(); i < shown.length(); i++) {
            char c = shown.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || "-._~+/=".indexOf(c) >= 0;
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}

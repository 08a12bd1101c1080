package org.deltacommons.foundation.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/// Whom this node vouches for at others: people of its own who chose their password themselves.
/// Whoever visits from elsewhere goes on from their own province, not from here.
final class OwnPeople implements SecurityContextRepository, AuthenticationEntryPoint {

    private final FreshContexts sessions;

    OwnPeople(FreshContexts sessions) {
        this.sessions = sessions;
    }

    private static boolean isVouchedFor(SecurityContext context) {
        return signedIn(context) instanceof SignedIn who
                && !(who instanceof VisitingPerson)
                && !who.isPasswordTemporary();
    }

    private static @Nullable SignedIn signedIn(SecurityContext context) {
        return context.getAuthentication() != null
                        && context.getAuthentication().getPrincipal() instanceof SignedIn who
                ? who
                : null;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        DeferredSecurityContext kept = sessions.loadDeferredContext(request);
        return new DeferredSecurityContext() {
            @Override
            public SecurityContext get() {
                SecurityContext context = kept.get();
                return isVouchedFor(context) ? context : new SecurityContextImpl();
            }

            @Override
            public boolean isGenerated() {
                return kept.isGenerated();
            }
        };
    }

    /// To the sign-in page and back to what the other node asked; whoever is signed in and still
    /// not vouched for is told so.
    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException no)
            throws IOException {
        SignedIn who = signedIn(sessions.loadDeferredContext(request).get());
        if (who instanceof VisitingPerson) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (who != null) {
            response.sendRedirect(request.getContextPath() + Upkeep.PASSWORD_PAGE);
        } else {
            String asked = request.getRequestURI() + "?" + request.getQueryString();
            response.sendRedirect(
                    request.getContextPath()
                            + "/sign-in?to="
                            + URLEncoder.encode(asked, StandardCharsets.UTF_8));
        }
    }

    @Deprecated
    @Override
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    /// What is established here is a node's, for one request.
    @Override
    public void saveContext(
            SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return sessions.containsContext(request);
    }
}

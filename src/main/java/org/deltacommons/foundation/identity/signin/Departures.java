package org.deltacommons.foundation.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/// Writes down who goes.
@Component
final class Departures implements LogoutHandler {

    private final Audit audit;

    Departures(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void logout(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Authentication authentication) {
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn who) {
            audit.record(AuditLine.of(AuditKind.SIGN_OUT, who.actor(), who.getName()));
        }
    }
}

package org.deltacommons.foundation.identity.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/// Where somebody goes after a sign-in: where they wanted to, or back to the form with a sentence.
@Component
final class SignInAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    /// The request attribute that carries the refusal to [SignInPages].
    static final String REFUSAL = "identity.refusal";

    static final String AGAIN = "/sign-in/again";

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException {
        String to = request.getParameter("to");
        String wanted = to == null ? Wanted.take(request) : to;
        response.sendRedirect(request.getContextPath() + local(wanted));
    }

    /// Only a path of this house; anything else would make the sign-in a springboard.
    static String local(@Nullable String wanted) {
        boolean ours =
                wanted != null
                        && wanted.matches("/[^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]{0,1000}")
                        && !wanted.startsWith("/sign-in");
        return ours ? String.valueOf(wanted) : "/";
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException no)
            throws IOException, ServletException {
        request.setAttribute(REFUSAL, refusal(no));
        request.getRequestDispatcher(AGAIN).forward(request, response);
    }

    private static Refusal refusal(AuthenticationException no) {
        return switch (no) {
            case RefusedSignIn refused -> refused.refusal();
            case OAuth2AuthenticationException service
                    when service.getError()
                            .getErrorCode()
                            .equals(IdentityReason.NOT_LINKED_SIGN_IN.name()) ->
                    Refusal.of(IdentityReason.NOT_LINKED_SIGN_IN);
            case OAuth2AuthenticationException _ -> Refusal.of(IdentityReason.SERVICE_SIGN_IN);
            default -> Refusal.of(IdentityReason.WRONG_SIGN_IN);
        };
    }
}

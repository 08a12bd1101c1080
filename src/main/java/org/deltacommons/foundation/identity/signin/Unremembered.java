package org.deltacommons.foundation.identity.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;

/// Keeps nothing. The authorization server would otherwise hold every session in memory that ever
/// asked for a code.
final class Unremembered implements SessionRegistry {

    @Override
    public List<Object> getAllPrincipals() {
        return List.of();
    }

    @Override
    public List<SessionInformation> getAllSessions(Object principal, boolean expiredToo) {
        return List.of();
    }

    @Override
    public @Nullable SessionInformation getSessionInformation(String session) {
        return null;
    }

    @Override
    public void refreshLastRequest(String session) {}

    @Override
    public void registerNewSession(String session, Object principal) {}

    @Override
    public void removeSessionInformation(String session) {}
}

package org.deltacommons.foundation.identity.signin;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/// A person who came through an authority's own identity service. Its token is kept for signing out
/// there too; what it says about the person is not used: the person is ours.
class LinkedPerson extends SignedIn implements OidcUser {

    private static final long serialVersionUID = 1L;

    private final OidcIdToken token;

    LinkedPerson(String person, Instant at, String address, String machine, OidcIdToken token) {
        super(person, at, address, machine);
        this.token = token;
    }

    @Override
    public Map<String, Object> getClaims() {
        return token.getClaims();
    }

    @Override
    public @Nullable OidcUserInfo getUserInfo() {
        return null;
    }

    @Override
    public OidcIdToken getIdToken() {
        return token;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }
}

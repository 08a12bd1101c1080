package org.deltacommons.foundation.identity.signin;

import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.identity.accounts.PostgresPeople;
import org.deltacommons.kernel.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/// The codes with which another node asks once who signed in: a row each until it is used, as a
/// hash, so that a code that was read somewhere is no use. Tokens are not kept; they say all there
/// is to say about them.
@Component
final class SignInCodes implements OAuth2AuthorizationService {

    /// A browser carries a code from node to node at once.
    static final Duration LASTS = Duration.ofMinutes(2);

    private static final OAuth2TokenType CODE = new OAuth2TokenType("code");

    private final JdbcClient jdbc;
    private final NeighbourClients clients;
    private final PostgresPeople people;
    private final Audit audit;
    private final Clock clock;

    SignInCodes(
            JdbcClient jdbc,
            NeighbourClients clients,
            PostgresPeople people,
            Audit audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.clients = clients;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code =
                authorization.getToken(OAuth2AuthorizationCode.class);
        if (code == null) {
            return;
        }
        String hash = Sha256.hex(code.getToken().getTokenValue());
        if (code.isInvalidated()) {
            use(authorization, hash);
        } else {
            keep(authorization, code.getToken(), hash);
        }
    }

    /// Used once: of two who bring the same code at the same time, one gets nothing.
    private void use(OAuth2Authorization authorization, String hash) {
        int left =
                jdbc.sql("DELETE FROM identity.sign_in_code WHERE hash = ?").params(hash).update();
        if (left == 0) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        if (authorization.getToken(OidcIdToken.class) != null) {
            people.person(authorization.getPrincipalName())
                    .ifPresent(person ->
                            audit.record(
                                    AuditLine.of(
                                                    AuditKind.SIGN_IN,
                                                    person.actor(clock.instant()),
                                                    person.id().value())
                                            .with("way", "session")
                                            .with("at", authorization.getRegisteredClientId())));
        }
    }

    private void keep(
            OAuth2Authorization authorization, OAuth2AuthorizationCode code, String hash) {
        OAuth2AuthorizationRequest asked =
                authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        if (asked == null) {
            throw new IllegalStateException("a code that nobody asked for");
        }
        Map<String, Object> more = asked.getAdditionalParameters();
        OffsetDateTime issued = time(Objects.requireNonNull(code.getIssuedAt()));
        jdbc.sql("DELETE FROM identity.sign_in_code WHERE expires_at < ?").params(issued).update();
        jdbc.sql(
                        """
                        INSERT INTO identity.sign_in_code (
                            hash, client, person, authorize_uri, redirect_uri, state, nonce,
                            challenge, challenge_method, issued_at, expires_at)
                        VALUES (
                            :hash, :client, :person, :uri, :redirect, :state, :nonce,
                            :challenge, :method, :issued, :expires)
                        """)
                .param("hash", hash)
                .param("client", authorization.getRegisteredClientId())
                .param("person", authorization.getPrincipalName())
                .param("uri", asked.getAuthorizationUri())
                .param("redirect", asked.getRedirectUri())
                .param("state", asked.getState())
                .param("nonce", more.get(OidcParameterNames.NONCE))
                .param("challenge", more.get(PkceParameterNames.CODE_CHALLENGE))
                .param("method", more.get(PkceParameterNames.CODE_CHALLENGE_METHOD))
                .param("issued", issued)
                .param("expires", time(Objects.requireNonNull(code.getExpiresAt())))
                .update();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        // A used code is gone already.
    }

    /// Nothing is looked for by a number of its own: there is no consent to wait for.
    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    /// A code as it was given out; nothing if the person was deactivated meanwhile.
    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (type != null && !type.equals(CODE)) {
            return null;
        }
        return jdbc.sql("SELECT * FROM identity.sign_in_code WHERE hash = ?")
                .params(Sha256.hex(token))
                .query((row, _) -> authorization(token, row))
                .optional()
                .flatMap(found -> found)
                .orElse(null);
    }

    private Optional<OAuth2Authorization> authorization(String code, ResultSet row)
            throws SQLException {
        Optional<RegisteredClient> client = clients.named(row.getString("client"));
        Optional<Person> person = people.person(row.getString("person")).filter(Person::active);
        if (client.isEmpty() || person.isEmpty()) {
            return Optional.empty();
        }
        SignedIn who = new SignedIn(person.get().id().value(), clock.instant(), "", "");
        who.now(person.get().actor(clock.instant()), person.get().passwordTemporary());
        return Optional.of(
                OAuth2Authorization.withRegisteredClient(client.get())
                        .principalName(who.getName())
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .authorizedScopes(Set.of(OidcScopes.OPENID))
                        .attribute(
                                OAuth2AuthorizationRequest.class.getName(),
                                asked(client.get().getClientId(), row))
                        .attribute(
                                Principal.class.getName(),
                                UsernamePasswordAuthenticationToken.authenticated(
                                        who, null, List.of()))
                        .token(
                                new OAuth2AuthorizationCode(
                                        code,
                                        row.getTimestamp("issued_at").toInstant(),
                                        row.getTimestamp("expires_at").toInstant()))
                        .build());
    }

    private static OAuth2AuthorizationRequest asked(String client, ResultSet row)
            throws SQLException {
        Map<String, Object> more = new LinkedHashMap<>();
        put(more, OidcParameterNames.NONCE, row.getString("nonce"));
        put(more, PkceParameterNames.CODE_CHALLENGE, row.getString("challenge"));
        put(more, PkceParameterNames.CODE_CHALLENGE_METHOD, row.getString("challenge_method"));
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(row.getString("authorize_uri"))
                .clientId(client)
                .redirectUri(row.getString("redirect_uri"))
                .scopes(Set.of(OidcScopes.OPENID))
                .state(row.getString("state"))
                .additionalParameters(more)
                .build();
    }

    private static void put(Map<String, Object> to, String name, @Nullable String value) {
        if (value != null) {
            to.put(name, value);
        }
    }
}

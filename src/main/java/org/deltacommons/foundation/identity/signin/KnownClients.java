package org.deltacommons.foundation.identity.signin;

import java.time.Duration;
import java.util.Optional;
import org.deltacommons.foundation.identity.accounts.ApiClient;
import org.deltacommons.foundation.identity.accounts.PostgresPeople;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/// The registered machines, and the other nodes, as the authorization server wants to know them.
@Component
final class KnownClients implements RegisteredClientRepository {

    /// Short, because a token cannot be called back, only its client.
    static final Duration TOKEN_LASTS = Duration.ofMinutes(10);

    private final PostgresPeople people;
    private final NeighbourClients neighbours;

    KnownClients(PostgresPeople people, NeighbourClients neighbours) {
        this.people = people;
        this.neighbours = neighbours;
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String id) {
        Optional<ApiClient> client = people.client(id).filter(ApiClient::active);
        return client.map(KnownClients::registered).or(() -> neighbours.named(id)).orElse(null);
    }

    private static RegisteredClient registered(ApiClient client) {
        return RegisteredClient.withId(client.id().value())
                .clientId(client.id().value())
                .clientName(client.name())
                .clientSecret(client.secretHash())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LASTS).build())
                .build();
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients are registered through the lane");
    }
}

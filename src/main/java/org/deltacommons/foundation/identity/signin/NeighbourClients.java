package org.deltacommons.foundation.identity.signin;

import java.util.Optional;
import org.deltacommons.kernel.Province;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/// Other nodes as this one's authorization server wants to know them: they prove who they are by
/// their keys (RFC 7523), get nothing but who signed in, and only at their own address.
@Component
final class NeighbourClients {

    private static final String KEYS = "/oauth2/jwks";
    static final String BACK = "/login/oauth2/code/";

    private final Neighbours neighbours;

    NeighbourClients(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    Optional<RegisteredClient> named(String client) {
        return neighbours
                .named(client)
                .flatMap(home -> neighbours.address(home).map(at -> client(home, at.toString())));
    }

    private RegisteredClient client(Province home, String address) {
        RegisteredClient.Builder client =
                RegisteredClient.withId(Neighbours.client(home))
                        .clientId(Neighbours.client(home))
                        .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .scope(OidcScopes.OPENID)
                        .clientSettings(
                                ClientSettings.builder()
                                        .jwkSetUrl(address + KEYS)
                                        .tokenEndpointAuthenticationSigningAlgorithm(
                                                SignatureAlgorithm.ES256)
                                        .requireProofKey(true)
                                        .requireAuthorizationConsent(false)
                                        .build())
                        .tokenSettings(
                                TokenSettings.builder()
                                        .accessTokenFormat(OAuth2TokenFormat.SELF_CONTAINED)
                                        .idTokenSignatureAlgorithm(SignatureAlgorithm.ES256)
                                        .authorizationCodeTimeToLive(SignInCodes.LASTS)
                                        .accessTokenTimeToLive(SignInCodes.LASTS)
                                        .build());
        neighbours.hosted().forEach(one -> client.redirectUri(address + BACK + one.code()));
        return client.build();
    }
}

package org.deltacommons.foundation.identity.signin;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.util.LinkedMultiValueMap;

/// The services through which people may sign in: an authority's own, as Spring configures them,
/// and the neighbours.
@Configuration
class Services {

    /// All services, in the order in which they are offered.
    static final class Offered
            implements ClientRegistrationRepository, Iterable<ClientRegistration> {

        private final List<ClientRegistration> configured;
        private final Neighbours neighbours;

        Offered(List<ClientRegistration> configured, Neighbours neighbours) {
            this.configured = List.copyOf(configured);
            this.neighbours = neighbours;
        }

        private Stream<ClientRegistration> all() {
            return Stream.concat(
                    configured.stream(),
                    neighbours.all().stream().map(home -> neighbour(neighbours, home)));
        }

        @Override
        public @Nullable ClientRegistration findByRegistrationId(String id) {
            return all().filter(one -> one.getRegistrationId().equals(id)).findFirst().orElse(null);
        }

        @Override
        public Iterator<ClientRegistration> iterator() {
            return all().iterator();
        }
    }

    @Bean
    Offered services(Environment settings, Neighbours neighbours) {
        OAuth2ClientProperties configured =
                Binder.get(settings)
                        .bindOrCreate(
                                "spring.security.oauth2.client", OAuth2ClientProperties.class);
        return new Offered(
                List.copyOf(
                        new OAuth2ClientPropertiesMapper(configured)
                                .asClientRegistrations()
                                .values()),
                neighbours);
    }

    /// Nothing is asked of a neighbour before somebody comes: it may be away when this node starts.
    private static ClientRegistration neighbour(Neighbours neighbours, Province home) {
        String address = neighbours.address(home).orElseThrow().toString();
        Province mine = neighbours.hosted().iterator().next();
        return ClientRegistration.withRegistrationId(home.code())
                .clientId(Neighbours.client(mine))
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(neighbours.own().orElseThrow() + NeighbourClients.BACK + home.code())
                .scope(OidcScopes.OPENID)
                .issuerUri(address)
                .authorizationUri(address + "/oauth2/authorize")
                .tokenUri(address + "/oauth2/token")
                .jwkSetUri(address + "/oauth2/jwks")
                .userNameAttributeName(IdTokenClaimNames.SUB)
                .clientSettings(
                        ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
                .build();
    }

    /// Neighbours sign as this node does, other services as they are used to.
    @Bean
    JwtDecoderFactory<ClientRegistration> serviceTokens(Neighbours neighbours) {
        OidcIdTokenDecoderFactory decoders = new OidcIdTokenDecoderFactory();
        decoders.setJwsAlgorithmResolver(service ->
                neighbours.service(service.getRegistrationId()).isPresent()
                        ? SignatureAlgorithm.ES256
                        : SignatureAlgorithm.RS256);
        return decoders;
    }

    /// This node proves to a neighbour who it is with the key that it publishes.
    @Bean
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokensOfServices(
            SigningKeys keys) {
        RestClientAuthorizationCodeTokenResponseClient client =
                new RestClientAuthorizationCodeTokenResponseClient();
        var proof =
                new NimbusJwtClientAuthenticationParametersConverter<
                        OAuth2AuthorizationCodeGrantRequest>(_ -> keys.newest());
        // Of a service that takes no proof of this kind it makes nothing.
        client.addParametersConverter(request ->
                Objects.requireNonNullElseGet(proof.convert(request), LinkedMultiValueMap::new));
        return client;
    }
}

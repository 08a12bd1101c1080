package org.deltacommons.foundation.identity.signin;

import java.util.List;
import org.deltacommons.foundation.identity.accounts.Passwords;
import org.deltacommons.foundation.web.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/// Tokens for machines: `POST /oauth2/token` with client credentials, keys at `/oauth2/jwks`.
@Configuration
class TokenServer {

    /// Whom the tokens are for; nobody else's token is taken.
    static final String AUDIENCE = "delta-commons";

    @Bean
    @Order(1)
    SecurityFilterChain tokens(
            HttpSecurity http, KnownClients clients, OAuth2AuthorizationService service) {
        return http.securityMatcher(
                        "/oauth2/token", "/oauth2/jwks", "/.well-known/oauth-authorization-server")
                .oauth2AuthorizationServer(server ->
                        server.registeredClientRepository(clients)
                                .authorizationService(service)
                                .authorizationServerSettings(
                                        AuthorizationServerSettings.builder().build()))
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(Headers.strict())
                .build();
    }

    /// How clients' secrets are judged. Never asks for a stronger hash: a secret is made by us and
    /// renewed by a person, not in passing.
    @Bean
    PasswordEncoder secrets(Passwords passwords) {
        return new PasswordEncoder() {
            @Override
            public String encode(@Nullable CharSequence secret) {
                return passwords.generatedHash(String.valueOf(secret));
            }

            @Override
            public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
                return secret != null && passwords.matches(secret.toString(), hash);
            }
        };
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> audience() {
        return context -> {
            context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
            context.getClaims().audience(List.of(AUDIENCE));
        };
    }

    @Bean
    JwtDecoder tokenDecoder(SigningKeys keys) {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSource(keys).jwsAlgorithm(SignatureAlgorithm.ES256).build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        new JwtTimestampValidator(),
                        new JwtClaimValidator<List<String>>(
                                JwtClaimNames.AUD,
                                audience -> audience != null && audience.contains(AUDIENCE))));
        return decoder;
    }

    /// Keeps nothing: a token says all there is to say about it.
    @Bean
    OAuth2AuthorizationService forgetful() {
        return new OAuth2AuthorizationService() {
            @Override
            public void save(OAuth2Authorization authorization) {}

            @Override
            public void remove(OAuth2Authorization authorization) {}

            @Override
            public @Nullable OAuth2Authorization findById(String id) {
                return null;
            }

            @Override
            public @Nullable OAuth2Authorization findByToken(
                    String token, @Nullable OAuth2TokenType type) {
                return null;
            }
        };
    }
}

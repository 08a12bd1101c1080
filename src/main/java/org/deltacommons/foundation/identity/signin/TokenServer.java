package org.deltacommons.foundation.identity.signin;

import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.identity.accounts.Passwords;
import org.deltacommons.foundation.web.Headers;
import org.deltacommons.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/// Tokens for machines: `POST /oauth2/token` with client credentials, keys at `/oauth2/jwks`. And
/// OpenID Connect for other nodes, where it is configured: who signed in here, told once and to the
/// node that asked (OpenID Connect Core 1.0, with RFC 7636 and RFC 7523).
@Configuration
class TokenServer {

    /// Whom machines' tokens are for; nobody else's token is taken.
    static final String AUDIENCE = "delta-commons";

    /// Where the memberships of a person stand in what another node is told.
    static final String MEMBERSHIPS = "memberships";

    static final String HOME = "home";

    private static final String ASK = "/oauth2/authorize";

    @Bean
    @Order(1)
    SecurityFilterChain tokens(
            HttpSecurity http,
            KnownClients clients,
            OAuth2AuthorizationService service,
            Neighbours neighbours,
            FreshContexts contexts) {
        AuthorizationServerSettings.Builder settings = AuthorizationServerSettings.builder();
        neighbours.own().ifPresent(settings::issuer);
        OwnPeople own = new OwnPeople(contexts);
        return http.securityMatcher(
                        ASK,
                        "/oauth2/token",
                        "/oauth2/jwks",
                        "/.well-known/oauth-authorization-server",
                        "/.well-known/openid-configuration")
                .oauth2AuthorizationServer(server ->
                        server.registeredClientRepository(clients)
                                .authorizationService(service)
                                .oidc(Customizer.withDefaults())
                                .authorizationServerSettings(settings.build()))
                .securityContext(context -> context.securityContextRepository(own))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .exceptionHandling(wrong ->
                        wrong.defaultAuthenticationEntryPointFor(
                                own, PathPatternRequestMatcher.pathPattern(ASK)))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .headers(Headers.strict())
                .build();
    }

    /// Sessions are kept in the database; the server need not remember them beside it.
    @Bean
    SessionRegistry unremembered() {
        return new Unremembered();
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
            Authentication principal = context.getPrincipal();
            if (principal != null && principal.getPrincipal() instanceof SignedIn who) {
                if (context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
                    tell(who.actor(), context.getClaims());
                }
            } else {
                context.getClaims().audience(List.of(AUDIENCE));
            }
        };
    }

    /// Who it is, and what they may be in their own province; no username, number or address.
    private static void tell(Actor who, JwtClaimsSet.Builder claims) {
        claims.claim(HOME, who.home().code());
        claims.claim(StandardClaimNames.NAME, who.name());
        claims.claim(
                MEMBERSHIPS,
                who.memberships().stream()
                        .map(one -> Map.of("role", one.role().name(), "where", one.where()))
                        .toList());
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
}

package org.deltacommons.foundation.identity.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.deltacommons.foundation.identity.accounts.ApiClient;
import org.deltacommons.foundation.identity.accounts.ClientRegister;
import org.deltacommons.foundation.identity.accounts.PostgresPeople;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/// What a token stands for: the client's row as it is now, so that a revoked client is out though
/// its token still runs.
///
/// A signature costs more than all the rest of a small request, and the row a look-up; so both are
/// remembered. A token's signature never changes: it is remembered until the token ends. The row is
/// remembered for a second at most and only until a client changes at this node, so that what was
/// revoked here is without effect at once and what was revoked at another instance a second later.
@Component
final class ClientTokens {

    static final Duration ROW_LASTS = Duration.ofSeconds(1);
    private static final int TOKENS_MAX = 10_000;

    /// @param until when the token ends
    /// @param change the number of changes before the row was read
    /// @param readAt by `System.nanoTime()`
    private record Known(
            String client, Instant until, ClientToken token, long change, long readAt) {}

    private final JwtDecoder decoder;
    private final PostgresPeople people;
    private final ClientRegister register;
    private final Clock clock;
    private final Cache<String, Known> known =
            Caffeine.newBuilder()
                    .maximumSize(TOKENS_MAX)
                    .expireAfterWrite(KnownClients.TOKEN_LASTS)
                    .build();

    ClientTokens(JwtDecoder decoder, PostgresPeople people, ClientRegister register, Clock clock) {
        this.decoder = decoder;
        this.people = people;
        this.register = register;
        this.clock = clock;
    }

    /// @throws AuthenticationException if the token is none of ours, has ended, or its client may
    ///   not be here
    ClientToken authenticate(String token) {
        // Before the row is read: a change in between makes what was read old at once.
        long change = register.changes();
        Known before = known.getIfPresent(token);
        if (before != null && clock.instant().isBefore(before.until())) {
            boolean fresh =
                    before.change() == change
                            && System.nanoTime() - before.readAt() < ROW_LASTS.toNanos();
            return fresh
                    ? before.token()
                    : read(token, before.client(), before.until(), change).token();
        }
        Jwt verified = verified(token);
        Instant until = verified.getExpiresAt();
        return read(
                        token,
                        String.valueOf(verified.getSubject()),
                        until == null ? Instant.MIN : until,
                        change)
                .token();
    }

    private Jwt verified(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException wrong) {
            throw new InvalidBearerTokenException(String.valueOf(wrong.getMessage()), wrong);
        } catch (JwtException failed) {
            throw new AuthenticationServiceException("cannot verify a token", failed);
        }
    }

    private Known read(String token, String client, Instant until, long change) {
        long now = System.nanoTime();
        @Nullable ClientToken fresh =
                people.client(client)
                        .filter(ApiClient::active)
                        .map(row -> new ClientToken(row.actor()))
                        .orElse(null);
        if (fresh == null) {
            known.invalidate(token);
            throw new InvalidBearerTokenException("the client was revoked");
        }
        Known read = new Known(client, until, fresh, change, now);
        known.put(token, read);
        return read;
    }
}

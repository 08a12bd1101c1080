package org.deltacommons.foundation.identity.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.deltacommons.foundation.identity.accounts.Sealer;
import org.deltacommons.kernel.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The keys that sign clients' tokens (ES256), sealed in the database, so that all instances share
/// them and tokens outlive a restart. The newest signs, all verify.
@Component
final class SigningKeys implements JWKSource<SecurityContext> {

    private static final Duration READ_AGAIN_AFTER = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final Ids ids;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(JWKSet keys, Instant at) {}

    SigningKeys(JdbcClient jdbc, Sealer sealer, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.ids = ids;
        this.clock = clock;
    }

    /// To sign, one key must be left: the newest of those that fit.
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        List<JWK> fitting = selector.select(keys());
        boolean named = selector.getMatcher().getKeyIDs() != null;
        return named || fitting.isEmpty() ? fitting : List.of(fitting.getFirst());
    }

    /// With its private half.
    JWK newest() {
        return keys().getKeys().getFirst();
    }

    private JWKSet keys() {
        Known before = known;
        Instant now = clock.instant();
        if (before != null && now.isBefore(before.at().plus(READ_AGAIN_AFTER))) {
            return before.keys();
        }
        List<JWK> read = read();
        if (read.isEmpty()) {
            make(now);
            read = read();
        }
        JWKSet keys = new JWKSet(read);
        known = new Known(keys, now);
        return keys;
    }

    private List<JWK> read() {
        return jdbc.sql(
                        "SELECT kid, jwk_sealed FROM identity.signing_key"
                                + " ORDER BY made_at DESC, kid DESC")
                .query((row, _) -> key(row.getString(1), row.getString(2)))
                .list();
    }

    private JWK key(String kid, String sealed) {
        try {
            return JWK.parse(sealer.open(sealed, "signing key " + kid));
        } catch (ParseException wrong) {
            throw new IllegalStateException("cannot read the signing key " + kid, wrong);
        }
    }

    private void make(Instant now) {
        String kid = ids.<SigningKeys>next("key").value();
        try {
            ECKey fresh = new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
            // Two instances may both make one at first start; then both verify and the newer signs.
            jdbc.sql(
                            "INSERT INTO identity.signing_key (kid, jwk_sealed, made_at)"
                                    + " VALUES (:kid, :sealed, :now)")
                    .param("kid", kid)
                    .param("sealed", sealer.seal(fresh.toJSONString(), "signing key " + kid))
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

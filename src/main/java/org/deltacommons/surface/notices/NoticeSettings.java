package org.deltacommons.surface.notices;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How notices go out: `delta.notices`. Nothing does unless it is configured.
///
/// @param mailFrom the sender of mail; with it and `spring.mail.host`, mail is sent
/// @param gateways receivers of signed webhooks
@ConfigurationProperties("delta.notices")
record NoticeSettings(@Nullable String mailFrom, @DefaultValue List<Gateway> gateways) {

    NoticeSettings {
        gateways = List.copyOf(gateways);
        if (gateways.stream().map(Gateway::name).distinct().count() != gateways.size()) {
            throw new IllegalArgumentException("two gateways of delta.notices have one name");
        }
    }

    /// @param name of its deliveries
    /// @param url where notices are posted
    /// @param secret at least 32 characters, from the environment or a file outside the repository
    /// @param kinds of notices it takes; all of them if none is named
    record Gateway(String name, URI url, String secret, @DefaultValue Set<NoticeKind> kinds) {

        Gateway {
            if (!name.matches("[a-z][a-z0-9-]{1,40}") || name.equals(MailChannel.NAME)) {
                throw new IllegalArgumentException("not a name for a gateway: " + name);
            }
            if (secret.length() < 32) {
                throw new IllegalArgumentException("the secret of " + name + " is too short");
            }
            kinds = Set.copyOf(kinds);
        }
    }
}

package org.deltacommons.foundation.federation;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.springframework.core.env.PropertyResolver;

/// Where the records of a home are kept: here, or at the platform of its province. The addresses of
/// the others are configured as `delta.platforms.<code>`, such as
/// `delta.platforms.340000=https://ah.example`; without one only the province is named.
public final class Platforms {

    private final Lane lane;
    private final PropertyResolver settings;
    private final Dealings dealings;

    Platforms(Lane lane, PropertyResolver settings, Dealings dealings) {
        this.dealings = dealings;
        this.lane = lane;
        this.settings = settings;
        for (Province home : Province.values()) {
            // A slip in an address is found at the start and not by the first who follows it.
            address(home);
        }
    }

    public boolean isHere(Province home) {
        return lane.hosts(home);
    }

    /// The homes hosted here.
    public Set<Province> hosted() {
        return lane.homes();
    }

    /// Whether the node of a home is suspended here or has left: its people do not sign in here.
    public boolean isOpen(Province home) {
        return dealings.isOpen(home);
    }

    /// Whether somebody may be here whom a home's node vouched for at a moment.
    public boolean vouches(Province home, Instant at) {
        return dealings.vouches(home, at);
    }

    /// The homes whose nodes were admitted so that their people may sign in here.
    public Set<Province> visiting() {
        return dealings.visiting().keySet();
    }

    /// Where people find the home's platform; empty if nobody said.
    public Optional<URI> address(Province home) {
        return Optional.ofNullable(settings.getProperty("delta.platforms." + home.code()))
                .filter(text -> !text.isBlank())
                .map(text -> checked(home, text.strip()))
                .or(() -> Optional.ofNullable(dealings.visiting().get(home)));
    }

    private static URI checked(Province home, String text) {
        URI address = URI.create(text);
        String scheme = address.getScheme();
        if (address.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException(
                    "delta.platforms.%s is no web address: %s".formatted(home.code(), text));
        }
        return address;
    }

    /// For somebody who may know of what stands elsewhere: names the province and its address, and
    /// nothing of the matter itself.
    public RefusedException elsewhere(Province home) {
        Optional<URI> address = address(home);
        Refusal why =
                Refusal.of(
                                address.isPresent()
                                        ? FederationReason.STANDS_AT_MISDIRECTED
                                        : FederationReason.STANDS_ELSEWHERE_MISDIRECTED)
                        .with("province", home);
        return new RefusedException(
                address.map(there -> why.with("address", there.toString())).orElse(why));
    }
}

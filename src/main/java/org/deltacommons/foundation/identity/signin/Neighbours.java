package org.deltacommons.foundation.identity.signin;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.deltacommons.foundation.federation.Platforms;
import org.deltacommons.kernel.Province;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The other nodes whose people may sign in here with their account there, and at which ours may:
/// `delta.neighbours`, codes of homes. Each is known by its address in `delta.platforms`, this node
/// by its own, `delta.public-url`; nothing else is agreed upon, because whoever serves an address
/// publishes its keys there. Nodes that two persons admitted join them, those that are suspended
/// are none of them.
@Component
final class Neighbours {

    /// How a node is called at another: this and the code of a home that it hosts.
    private static final String CLIENT = "node-";

    private final Map<Province, URI> addresses = new LinkedHashMap<>();
    private final Platforms platforms;
    private final String own;
    private final Set<Province> hosted;

    /// @throws IllegalArgumentException if a neighbour is hosted here or has no address, or this
    ///   node has none
    Neighbours(
            Platforms platforms,
            @Value("${delta.neighbours:}") List<String> neighbours,
            @Value("${delta.public-url:}") String own) {
        this.platforms = platforms;
        this.own = plain(own);
        this.hosted = platforms.hosted();
        for (String code : neighbours) {
            Province home = Province.of(code.strip());
            if (platforms.isHere(home)) {
                throw new IllegalArgumentException(
                        "delta.neighbours names %s, which this node hosts".formatted(code));
            }
            URI address =
                    platforms
                            .address(home)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "delta.neighbours names %s: set delta.platforms.%s to its address"
                                                    .formatted(code, code)));
            addresses.put(home, URI.create(plain(address.toString())));
        }
        if (!addresses.isEmpty() && this.own.isEmpty()) {
            throw new IllegalArgumentException(
                    "delta.neighbours is set: set delta.public-url to this node's own address, too");
        }
    }

    private static String plain(String address) {
        String text = address.strip();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /// Those of the configuration and those that were admitted, less those that are suspended.
    Set<Province> all() {
        Set<Province> all = new LinkedHashSet<>(addresses.keySet());
        if (!own.isEmpty()) {
            all.addAll(platforms.visiting());
        }
        all.removeIf(home -> !platforms.isOpen(home));
        return all;
    }

    Optional<URI> address(Province home) {
        return Optional.of(home)
                .filter(all()::contains)
                .flatMap(one ->
                        Optional.ofNullable(addresses.get(one))
                                .or(() ->
                                        platforms
                                                .address(one)
                                                .map(URI::toString)
                                                .map(Neighbours::plain)
                                                .map(URI::create)));
    }

    /// Whether somebody who came from there may still be here.
    ///
    /// @param at when they came
    boolean vouches(Province home, Instant at) {
        return platforms.vouches(home, at);
    }

    /// This node's own address; empty if it has not been told one.
    Optional<String> own() {
        return own.isEmpty() ? Optional.empty() : Optional.of(own);
    }

    /// The homes hosted here: under each of their codes others know this node.
    Set<Province> hosted() {
        return hosted;
    }

    static String client(Province home) {
        return CLIENT + home.code();
    }

    /// The neighbour that comes under this name, if it is one.
    Optional<Province> named(String client) {
        return first(home -> client(home).equals(client));
    }

    /// The configured service that is a neighbour, if it is one; services are named by homes'
    /// codes.
    Optional<Province> service(String registration) {
        return first(home -> home.code().equals(registration));
    }

    private Optional<Province> first(Predicate<Province> wanted) {
        return all().stream().filter(wanted).findFirst();
    }
}

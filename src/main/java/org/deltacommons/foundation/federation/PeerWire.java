package org.deltacommons.foundation.federation;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How another node is reached, and how that goes.
///
/// @param key the public key by which it signs requests and answers
/// @param away whether it does not answer
/// @param silence since when nothing was heard; empty if never anything was
/// @param skew by how much its clock is ahead of this node's, by the answers that it signed
/// @param certificate until when the certificate holds that it showed; empty over plain HTTP, or
///   before it answered
public record PeerWire(
        URI address,
        String key,
        boolean away,
        Optional<Duration> silence,
        Duration skew,
        Optional<Instant> certificate) {}

package org.deltacommons.surface.insight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.deltacommons.foundation.finding.Found;
import org.deltacommons.kernel.Actor;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Tells what was opened and ordered after which search. Who it was is known here for a while, in
/// memory alone and under hashes whose key ends with the process; what is written down has neither
/// person nor thing nor sentence.
@Component
class Leads {

    private static final Duration OPENED_WITHIN = Duration.ofMinutes(30);
    private static final Duration ORDERED_WITHIN = Duration.ofHours(24);
    private static final int SEARCHES_MAX = 10_000;
    private static final int OPENED_MAX = 50_000;
    private static final int KEY_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    /// @param shown ids of the first hits in their order
    private record Search(
            Question question, List<String> shown, AtomicBoolean opened, AtomicBoolean ordered) {}

    private record Opened(Search search, int place) {}

    private final SearchLog log;
    private final SecretKeySpec key;
    private final Cache<String, Search> searches =
            Caffeine.newBuilder().expireAfterWrite(OPENED_WITHIN).maximumSize(SEARCHES_MAX).build();
    private final Cache<String, Opened> opened =
            Caffeine.newBuilder().expireAfterWrite(ORDERED_WITHIN).maximumSize(OPENED_MAX).build();

    Leads(SearchLog log) {
        this.log = log;
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, HMAC);
    }

    /// @param text as it was asked, before it was masked
    void asked(Question question, String text, Found found) {
        searches.put(
                token(who(question.actor()), text),
                new Search(
                        question,
                        found.hits().stream().map(hit -> hit.document().id()).toList(),
                        new AtomicBoolean(),
                        new AtomicBoolean()));
    }

    /// Somebody came to a thing from the hits of a sentence.
    void opened(Actor actor, String text, String thing) {
        Search search = searches.getIfPresent(token(who(actor), text));
        if (search == null) {
            return;
        }
        int place = search.shown().indexOf(thing) + 1;
        log.led(
                new Led(
                        search.question(),
                        Led.What.OPENED,
                        place,
                        search.opened().compareAndSet(false, true)));
        opened.put(token(actor.id(), thing), new Opened(search, place));
    }

    /// Somebody ordered a thing.
    ///
    /// @param by who, by id; a visitor orders nothing
    void ordered(String by, String thing) {
        String token = token(by, thing);
        Opened before = opened.getIfPresent(token);
        if (before != null) {
            opened.invalidate(token);
            Search search = before.search();
            log.led(
                    new Led(
                            search.question(),
                            Led.What.ORDERED,
                            before.place(),
                            search.ordered().compareAndSet(false, true)));
        }
    }

    /// A visitor is told from others by address and browser, for as long as this is kept.
    private static String who(Actor actor) {
        if (!actor.isVisitor()
                || !(RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes request)) {
            return actor.id();
        }
        return actor.id()
                + "/"
                + request.getRequest().getRemoteAddr()
                + "/"
                + request.getRequest().getHeader("User-Agent");
    }

    private String token(String who, String about) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            String both = who + "\u0000" + about.strip().toLowerCase(Locale.ROOT);
            return HexFormat.of().formatHex(mac.doFinal(both.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

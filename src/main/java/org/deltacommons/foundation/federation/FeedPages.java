package org.deltacommons.foundation.federation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Province;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A feed as C2SP's `tlog-tiles` serves a log, for everybody: its head, its tree, the keys. The
/// facts themselves are not among it, because each has its audience; hashes tell nothing of them.
@RestController
class FeedPages {

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");
    private static final Pattern TILE =
            Pattern.compile("((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

    private final Trees trees;
    private final Lane lane;
    private final Platforms platforms;
    private final PeerKeys keys;

    FeedPages(Trees trees, Lane lane, Platforms platforms, PeerKeys keys) {
        this.keys = keys;
        this.trees = trees;
        this.lane = lane;
        this.platforms = platforms;
    }

    private static RefusedException unknown() {
        return new RefusedException(WebReason.NOT_FOUND);
    }

    private Province hosted(String code) {
        Province home =
                Arrays.stream(Province.values())
                        .filter(one -> one.code().equals(code))
                        .findFirst()
                        .orElseThrow(FeedPages::unknown);
        if (!lane.hosts(home)) {
            throw platforms.elsewhere(home);
        }
        return home;
    }

    @GetMapping("/feeds/{home}/checkpoint")
    ResponseEntity<String> checkpoint(@PathVariable String home) {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noCache())
                .body(trees.checkpoint(hosted(home)).orElseThrow(FeedPages::unknown));
    }

    /// The keys of all homes that this node knows, for `bin/verify`.
    @GetMapping("/feeds/keys")
    ResponseEntity<String> known() {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noCache())
                .body(keys.text());
    }

    /// A verifier key a line, the present one first, then that by which the home cosigns.
    @GetMapping("/feeds/{home}/keys")
    ResponseEntity<String> keys(@PathVariable String home) {
        List<String> keys = trees.keys(hosted(home));
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noCache())
                .body(String.join("\n", keys) + "\n");
    }

    /// How the home came from one key to the next: an array of receipts, oldest first.
    @GetMapping("/feeds/{home}/key-changes")
    ResponseEntity<String> keyChanges(@PathVariable String home) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache())
                .body("[" + String.join(",", trees.keyChanges(hosted(home))) + "]");
    }

    /// @param rest the tile's index in groups of three digits, all but the last with an `x` before
    ///   them, and `.p/` with a width for what is no whole tile
    @GetMapping("/feeds/{home}/tile/{level}/{*rest}")
    ResponseEntity<byte[]> tile(
            @PathVariable String home, @PathVariable String level, @PathVariable String rest) {
        Province feed = hosted(home);
        Matcher path = TILE.matcher(rest.substring(1));
        if (!level.matches("[0-9]|[1-5][0-9]|6[0-3]") || !path.matches()) {
            throw unknown();
        }
        String digits = path.group(1).replaceAll("[x/]", "");
        if (digits.length() > 3 && digits.startsWith("000")) {
            // Each tile has one address.
            throw unknown();
        }
        int width = path.group(2) == null ? Tiles.WIDTH : Integer.parseInt(path.group(2));
        if (path.group(2) != null && width >= Tiles.WIDTH) {
            throw unknown();
        }
        byte[] hashes =
                trees.tile(feed, Integer.parseInt(level), Long.parseLong(digits), width)
                        .orElseThrow(FeedPages::unknown);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .body(hashes);
    }
}

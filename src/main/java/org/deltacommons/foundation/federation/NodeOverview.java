package org.deltacommons.foundation.federation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.foundation.federation.nodes.Card;
import org.deltacommons.foundation.federation.nodes.NodeKeys;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.procedures.Refusals;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/// The whole chain of trust on one page, for everybody: the keys of the nodes, by these the wires;
/// the keys of the homes, by these the heads; who cosigned each head; and what of it is refused or
/// soon ends.
@Controller
class NodeOverview {

    /// A button for a home here whose next key this reader may prepare.
    ///
    /// @param label in the reader's language
    record Prepared(String label, String url) {}

    private final Lane lane;
    private final Trees trees;
    private final Witness witness;
    private final HomeKeys homeKeys;
    private final PeerKeys keys;
    private final Residences residences;
    private final Keyring keyring;
    private final NodeKeys node;
    private final Refusals refusals;
    private final Words words;
    private final Clock clock;
    private final Duration skewMax;
    private final Duration certificateWarning;
    private final String address;

    /// @param skewMax beyond which requests are refused
    /// @param certificateWarning how long before its end a certificate is marked
    NodeOverview(
            Lane lane,
            Trees trees,
            Witness witness,
            HomeKeys homeKeys,
            PeerKeys keys,
            Residences residences,
            Keyring keyring,
            NodeKeys node,
            Refusals refusals,
            Words words,
            Clock clock,
            @Value("${delta.clock-skew-max:30s}") Duration skewMax,
            @Value("${delta.certificate-warning:P21D}") Duration certificateWarning,
            @Value("${delta.public-url:}") String address) {
        this.lane = lane;
        this.trees = trees;
        this.witness = witness;
        this.homeKeys = homeKeys;
        this.keys = keys;
        this.residences = residences;
        this.keyring = keyring;
        this.node = node;
        this.refusals = refusals;
        this.words = words;
        this.clock = clock;
        this.skewMax = skewMax;
        this.certificateWarning = certificateWarning;
        this.address = address;
    }

    @GetMapping("/nodes")
    ModelAndView all(Actor actor) {
        return new ModelAndView(
                "nodes",
                Map.of(
                        "links", links(actor),
                        "prepare", prepare(actor),
                        "refused", refused(),
                        "moved", residences.unknown(),
                        "card", card(),
                        "fetching", isAdministrator(actor),
                        "wires", wires(),
                        "heads", heads(),
                        "keys", keys()));
    }

    /// What the system administration of a home here may begin.
    private List<LinkView> links(Actor actor) {
        return isAdministrator(actor)
                ? List.of(
                        new LinkView(
                                "action.node-admission.stop", "/open/node-admission/stop", null),
                        new LinkView(
                                "action.node-admission.enter", "/open/node-admission/enter", null),
                        new LinkView(
                                "action.node-key-change.change",
                                "/open/node-key-change/change",
                                null),
                        new LinkView("action.home-taking.offer", "/open/home-taking/offer", null),
                        new LinkView("action.home-giving.give", "/open/home-giving/give", null),
                        new LinkView("action.key-change.believe", "/open/key-change/believe", null),
                        new LinkView(
                                "action.key-change.replace", "/open/key-change/replace", "key"))
                : List.of();
    }

    private boolean isAdministrator(Actor actor) {
        return lane.homes().stream().anyMatch(home -> actor.may(Role.SYSTEM_ADMIN, home.code()));
    }

    private List<Prepared> prepare(Actor actor) {
        Stream<Prepared> feeds =
                lane.homes().stream()
                        .filter(home -> actor.may(Role.SYSTEM_ADMIN, home.code()))
                        .filter(home -> next(home).isEmpty())
                        .map(home ->
                                new Prepared(
                                        words.say("nodes.prepare", "province", home),
                                        "/nodes/%s/next-key".formatted(home.code())));
        boolean free =
                isAdministrator(actor) && node.prepared().isEmpty() && node.nextAt().isEmpty();
        Stream<Prepared> requests =
                free
                        ? Stream.of(
                                new Prepared(
                                        words.say("nodes.prepare.request"),
                                        "/nodes/next-request-key"))
                        : Stream.empty();
        return Stream.concat(feeds, requests).toList();
    }

    /// The key that a home here shall go on to, if it has one that it does not sign by already.
    private Optional<NoteKey> next(Province home) {
        return keyring.prepared(home)
                .map(NoteSigner::key)
                .filter(key -> !trees.signers().present(home).equals(Optional.of(key)));
    }

    @PostMapping("/nodes/{home}/next-key")
    String prepare(@PathVariable String home, Actor actor) {
        Province mine =
                lane.homes().stream()
                        .filter(one -> one.code().equals(home))
                        .findFirst()
                        .orElseThrow(() -> new RefusedException(WebReason.NOT_FOUND));
        if (!actor.may(Role.SYSTEM_ADMIN, mine.code())) {
            refusals.denied(actor, "node.next-key", mine.code());
            throw new RefusedException(FederationReason.KEYS_FORBIDDEN);
        }
        trees.signers().prepareNext(mine);
        return "redirect:/nodes";
    }

    /// What this node's operator hands to the others.
    private Section card() {
        String card = ownCard();
        return Section.of(
                        "nodes.card",
                        org.deltacommons.foundation.web.Entry.of(
                                "nodes.card.fingerprint", Card.fingerprint(card)),
                        org.deltacommons.foundation.web.Entry.of("nodes.card.text", card))
                .introduced(words.say(address.isBlank() ? "nodes.card.bare" : "nodes.card.intro"));
    }

    private String ownCard() {
        List<Province> homes = lane.homes().stream().sorted().toList();
        return Card.signed(
                homes,
                address,
                node.present(),
                homes.stream()
                        .flatMap(home -> trees.signers().present(home).stream())
                        .flatMap(key -> Stream.of(key.text(), key.asWitness().text()))
                        .toList());
    }

    /// For the operators of other nodes: it is public, and proves nothing before two of them
    /// compared its fingerprint.
    @GetMapping("/nodes/card")
    ResponseEntity<String> cardOfThisNode() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .body(ownCard());
    }

    /// How this node came from one request key to the next; it proves itself.
    @GetMapping("/nodes/key-changes")
    ResponseEntity<String> keyChangesOfThisNode() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .body(node.told());
    }

    @PostMapping("/nodes/next-request-key")
    String prepareRequestKey(Actor actor) {
        if (!isAdministrator(actor)) {
            refusals.denied(actor, "node.next-request-key", actor.home().code());
            throw new RefusedException(FederationReason.KEYS_FORBIDDEN);
        }
        node.prepare();
        return "redirect:/nodes";
    }

    private List<Section> refused() {
        return homeKeys.refused().stream()
                .map(one ->
                        Section.of(
                                "nodes.refused",
                                org.deltacommons.foundation.web.Entry.of("feeds.home", one.home()),
                                org.deltacommons.foundation.web.Entry.of(
                                        "feeds.fork.since", one.since()),
                                org.deltacommons.foundation.web.Entry.of(
                                        "feeds.stop.why",
                                        words.say("nodes.refused." + one.why().name())),
                                org.deltacommons.foundation.web.Entry.of(
                                        "nodes.refused.note", one.note())))
                .toList();
    }

    private Table wires() {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        Cell.of(names(List.copyOf(lane.homes()))),
                        Cell.of(words.say("feeds.here")),
                        Cell.of(Fingerprint.of(node.present().publicKey().text())),
                        Cell.of(null),
                        Cell.of(null),
                        Cell.marked(ownState(), Mark.MET)));
        for (PeerFeed peer : keys.peers()) {
            peer.wire().ifPresent(wire -> rows.add(wire(peer, wire)));
        }
        return new Table(
                List.of(
                        Column.of("feeds.home"),
                        Column.of("nodes.address"),
                        Column.of("nodes.key"),
                        Column.of("nodes.skew"),
                        Column.of("nodes.certificate"),
                        Column.of("feeds.state")),
                rows,
                "nodes.none");
    }

    private String ownState() {
        return node.nextAt()
                .map(at ->
                        words.say(
                                "nodes.next-request-key",
                                Map.of("key", Fingerprint.of(node.nextKey()), "since", at)))
                .or(() ->
                        node.prepared()
                                .map(key ->
                                        words.say(
                                                "nodes.prepared-request-key",
                                                "key",
                                                Fingerprint.of(key.publicKey().text()))))
                .orElseGet(() -> words.say("feeds.well"));
    }

    private List<Cell> wire(PeerFeed peer, PeerWire wire) {
        boolean skewed = wire.skew().abs().compareTo(skewMax) > 0;
        String skew = words.say("nodes.skew.of", "seconds", wire.skew().toSeconds());
        return List.of(
                Cell.of(names(peer.origins().stream().sorted().toList())),
                Cell.of(wire.address()),
                Cell.of(Fingerprint.of(wire.key())),
                wire.silence().isEmpty()
                        ? Cell.of(null)
                        : Cell.marked(skew, skewed ? Mark.WARN : Mark.MET),
                wire.certificate().map(this::certificate).orElseGet(() -> Cell.of(null)),
                standing(peer, wire));
    }

    /// A node that is suspended or has left is not asked at all.
    private Cell standing(PeerFeed peer, PeerWire wire) {
        if (peer.origins().isEmpty()) {
            return Cell.of(words.say("nodes.homeless"));
        }
        Province home = peer.origins().iterator().next();
        if (keys.dealings().left().containsKey(home)) {
            return Cell.marked(words.say("nodes.left"), Mark.NOT_MET);
        }
        Instant since = keys.dealings().suspended().get(home);
        if (since != null) {
            return Cell.marked(words.say("nodes.suspended", "since", since), Mark.WARN);
        }
        return wire.away()
                ? Cell.marked(words.say("nodes.away"), Mark.WARN)
                : Cell.marked(words.say("feeds.well"), Mark.MET);
    }

    private Cell certificate(Instant end) {
        boolean near = end.minus(certificateWarning).isBefore(clock.instant());
        return Cell.marked(end, near ? Mark.WARN : Mark.MET);
    }

    private String names(List<Province> homes) {
        return homes.stream()
                .map(home -> words.say("nodes.name", "province", home))
                .collect(Collectors.joining(words.say("facts.and")));
    }

    /// Each head, by which key it is signed, and by whose it is cosigned.
    private Table heads() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Province home : Province.values()) {
            Optional<String> note =
                    lane.hosts(home) ? trees.checkpoint(home) : witness.cosigned(home);
            rows.add(head(home, note));
        }
        return new Table(
                List.of(
                        Column.of("feeds.home"),
                        Column.amount("feeds.signed"),
                        Column.of("nodes.signer"),
                        Column.of("nodes.cosigners")),
                rows,
                "nodes.none");
    }

    private List<Cell> head(Province home, Optional<String> note) {
        if (note.isEmpty()) {
            return List.of(
                    Cell.of(home),
                    Cell.of(0L),
                    Cell.of(words.say("nodes.unsigned")),
                    Cell.of(null));
        }
        try {
            SignedNote signed = SignedNote.parse(note.get());
            Checkpoint head = Checkpoint.of(signed);
            List<NoteKey> all = List.copyOf(keys.nodes().keySet());
            List<NoteKey> signers =
                    all.stream()
                            .filter(key -> signed.signatures().stream().anyMatch(key::made))
                            .toList();
            return List.of(
                    Cell.of(home),
                    Cell.of(head.size()),
                    Cell.of(
                            signers.stream()
                                    .filter(key -> !key.isWitness())
                                    .map(key -> Fingerprint.of(key.text()))
                                    .collect(Collectors.joining(words.say("facts.and")))),
                    Cell.of(
                            names(
                                    Arrays.stream(Province.values())
                                            .filter(other -> cosigned(signers, home, other))
                                            .toList())));
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean cosigned(List<NoteKey> signers, Province home, Province other) {
        return other != home
                && signers.stream()
                        .anyMatch(key -> key.isWitness() && key.name().equals(Entry.origin(other)));
    }

    /// Every key of every home, from when to when it signs, and how this node came to believe it.
    private Table keys() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Province home : Province.values()) {
            List<HomeKeys.Change> changes = homeKeys.of(home);
            List<NoteKey> known = HomeKeys.known(keys.first(home), changes);
            known.stream()
                    .filter(key -> !key.isWitness())
                    .forEach(key -> rows.add(key(home, key, changes)));
            if (lane.hosts(home)) {
                next(home)
                        .ifPresent(key ->
                                rows.add(
                                        List.of(
                                                Cell.of(home),
                                                Cell.of(Fingerprint.of(key.text())),
                                                Cell.of(key.suite()),
                                                Cell.of(null),
                                                Cell.of(null),
                                                Cell.marked(
                                                        words.say("nodes.prepared"), Mark.INFO))));
            }
        }
        return new Table(
                List.of(
                        Column.of("feeds.home"),
                        Column.of("nodes.key"),
                        Column.of("nodes.suite"),
                        Column.amount("nodes.from"),
                        Column.amount("nodes.until"),
                        Column.of("feeds.state")),
                rows,
                "nodes.none");
    }

    private List<Cell> key(Province home, NoteKey key, List<HomeKeys.Change> changes) {
        Optional<HomeKeys.Change> came =
                changes.stream().filter(one -> one.next().equals(key)).findFirst();
        Optional<HomeKeys.Change> went =
                changes.stream().filter(one -> one.former().equals(key)).findFirst();
        String state =
                went.map(one -> one.lost() ? "nodes.key.lost" : "nodes.key.over")
                        .orElse("nodes.key.present");
        return List.of(
                Cell.of(home),
                Cell.of(Fingerprint.of(key.text())),
                Cell.of(key.suite()),
                Cell.of(came.map(HomeKeys.Change::size).orElse(0L) + 1),
                Cell.of(went.map(HomeKeys.Change::size).orElse(null)),
                Cell.marked(
                        words.say(state),
                        went.isEmpty() ? Mark.MET : went.get().lost() ? Mark.NOT_MET : Mark.INFO));
    }
}

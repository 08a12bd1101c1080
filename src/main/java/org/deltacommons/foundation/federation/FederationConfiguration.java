package org.deltacommons.foundation.federation;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.FactReceipts;
import org.deltacommons.foundation.procedures.FactsElsewhere;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.web.Alarm;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The feeds of this node and what follows them.
@Configuration
class FederationConfiguration {

    @Bean
    Feeds feeds(GroupLane lane, Facts facts, JdbcClient jdbc) {
        return new Feeds(lane, facts, jdbc);
    }

    @Bean
    Keyring keyring(
            GroupLane lane, Environment settings, @Value("${delta.data:./data}") Path folder) {
        return new Keyring(lane.homes(), folder, settings);
    }

    @Bean
    Trees trees(
            GroupLane lane,
            Facts facts,
            Feeds feeds,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Keyring keys,
            Clock clock) {
        return new Trees(
                lane, facts, feeds::held, jdbc, new TransactionTemplate(transactions), keys, clock);
    }

    @Bean
    Witness witness(
            GroupLane lane,
            Trees trees,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new Witness(lane.homes(), trees, jdbc, new TransactionTemplate(transactions), clock);
    }

    @Bean
    SharedDocuments sharedDocuments(
            GroupLane lane,
            Feeds feeds,
            Dealings dealings,
            ObjectProvider<DocumentPieces> pieces,
            Audit audit) {
        return new SharedDocuments(lane, feeds, dealings, pieces, audit);
    }

    @Bean
    AskFirst askFirst(
            Dealings dealings,
            Witness witness,
            @Value("${delta.feeds.ask-first:PT5S}") Duration patience) {
        return new AskFirst(dealings, witness, patience);
    }

    /// Every page says that a home here writes no more.
    @Bean
    Alarm haltedHomes(GroupLane lane, Trees trees) {
        return () ->
                lane.homes().stream()
                        .flatMap(home -> trees.closed(home).stream())
                        .map(why -> new Phrase("alarm." + why.code(), why.values()))
                        .toList();
    }

    @Bean
    HomeKeys homeKeys(JdbcClient jdbc, Clock clock) {
        return new HomeKeys(jdbc, clock);
    }

    @Bean
    PeerKeys peerKeys(GroupLane lane, Trees trees, HomeKeys homeKeys, Dealings dealings) {
        return new PeerKeys(lane, trees, homeKeys, dealings);
    }

    @Bean
    Procedure<KeyChange> keyChangeProcedure(
            GroupLane lane, Keyring keyring, ObjectProvider<PeerKeys> keys) {
        return new KeyChanging(
                        new KeyChanging.AtHand() {
                            @Override
                            public boolean isHosted(Province home) {
                                return lane.hosts(home);
                            }

                            @Override
                            public Optional<NoteKey> present(Province home) {
                                return keys.getObject().present(home);
                            }

                            @Override
                            public Optional<NoteKey> prepared(Province home) {
                                return keyring.prepared(home).map(NoteSigner::key);
                            }
                        })
                .declared();
    }

    /// The next key's text is shown, of its fingerprint only what tells which it is.
    @Bean
    CasePage<KeyChange> keyChangePage() {
        return new CasePage<>() {
            @Override
            public Class<KeyChange> type() {
                return KeyChange.class;
            }

            @Override
            public List<Section> sections(KeyChange change, Actor actor) {
                return List.of(
                        Section.of(
                                "key-change.section",
                                Entry.of("feeds.home", change.origin()),
                                Entry.of("key-change.former", change.former()),
                                Entry.of("key-change.next", change.next()),
                                Entry.of("key-change.fingerprint", change.shown()),
                                Entry.of("key-change.lost", change.lost()),
                                Entry.of("key-change.reason", change.reason())));
            }
        };
    }

    /// Every page says that a home here cannot sign.
    @Bean
    Alarm missingKeys(GroupLane lane, Trees trees) {
        return () ->
                lane.homes().stream()
                        .filter(home -> trees.signers().isUnsigned(home))
                        .map(home -> Phrase.of("alarm.federation.KEY_MISSING", "province", home))
                        .toList();
    }

    /// Every page says whose node is suspended, because what needs it waits.
    @Bean
    Alarm suspendedNodes(Dealings dealings) {
        return () ->
                dealings.suspended().entrySet().stream()
                        .map(one ->
                                new Phrase(
                                        "alarm.federation.SUSPENDED",
                                        Map.of("province", one.getKey(), "since", one.getValue())))
                        .toList();
    }

    @Bean
    MenuEntry nodesMenu() {
        return new MenuEntry("menu.nodes", "/nodes", "key", 18, _ -> true).in(MenuEntry.FOOTER);
    }

    @Bean
    FactProofs factProofs(Trees trees, PeerKeys keys, Words words) {
        return new FactProofs(trees, keys, words);
    }

    @Bean
    Stops stops(JdbcClient jdbc, Clock clock) {
        return new Stops(jdbc, clock);
    }

    @Bean
    Peers peers(
            GroupLane lane,
            Dealings dealings,
            Stops stops,
            @Value("${delta.peers-away-after:PT10M}") Duration patience,
            Clock clock) {
        return new Peers(lane, dealings, stops, patience, clock);
    }

    @Bean
    Platforms platforms(GroupLane lane, Environment settings, Dealings dealings) {
        return new Platforms(lane, settings, dealings);
    }

    @Bean
    FactKinds factKinds(
            ObjectProvider<FactHandler<?>> handlers,
            ObjectProvider<Replica<?>> replicas,
            ObjectProvider<Projection> projections,
            ObjectProvider<FactKinds.Reading> reading) {
        return new FactKinds(
                handlers.orderedStream().toList(),
                replicas.orderedStream().toList(),
                projections.orderedStream().toList(),
                reading.getIfAvailable(() -> declared -> declared));
    }

    @Bean
    Announcements announcements(
            GroupLane lane,
            Facts facts,
            Records records,
            FactKinds kinds,
            ObjectProvider<FormerSchema<?, ?>> formers) {
        return new Announcements(
                lane,
                facts,
                records,
                kinds,
                new Dialects(kinds, lane.homes(), formers.orderedStream().toList()));
    }

    @Bean
    FactHandler<KindsAnnounced> announcementsHeard() {
        return Announcements.reaction();
    }

    @Bean
    MenuEntry factsMenu() {
        return new MenuEntry("menu.facts", "/facts", "broadcast", 15, _ -> true)
                .in(MenuEntry.FOOTER);
    }

    @Bean
    MenuEntry feedsMenu() {
        return new MenuEntry("menu.feeds", "/feeds", "git-commit", 16, _ -> true)
                .in(MenuEntry.FOOTER);
    }

    @Bean
    MenuEntry verifyMenu() {
        return new MenuEntry("menu.verify", "/verify", "shield-check", 17, _ -> true)
                .in(MenuEntry.FOOTER);
    }

    @Bean
    FollowerFigures followerFigures(
            Followers followers,
            Records records,
            Feeds feeds,
            Witness witness,
            Trees trees,
            Stops stops,
            Clock clock) {
        return new FollowerFigures(followers, records, feeds, witness, trees, stops, clock);
    }

    /// A case's page hands out what proves its facts.
    @Bean
    FactReceipts factReceipts(GroupLane lane, Trees trees) {
        return new FactReceipts() {
            @Override
            public boolean isKept(Province home) {
                return lane.hosts(home);
            }

            @Override
            public Optional<String> receipt(Province home, long index) {
                return trees.receipt(home, index);
            }
        };
    }

    /// A case's page tells what the other provinces said about it.
    @Bean
    FactsElsewhere factsElsewhere(Feeds feeds) {
        return feeds::aboutFromElsewhere;
    }

    @Bean
    Heard.ByHome heard(Feeds feeds, Records records, FactKinds kinds) {
        StoredHeard stored = new StoredHeard(feeds, records, kinds);
        return _ -> stored;
    }

    @Bean
    Followers followers(
            GroupLane lane,
            Feeds feeds,
            Heard.ByHome heard,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ObjectProvider<FactHandler<?>> handlers,
            ObjectProvider<Replica<?>> replicas,
            ObjectProvider<Projection> projections,
            Dealings dealings,
            Trees trees,
            Witness witness,
            Stops stops) {
        return new Followers(
                lane,
                feeds,
                heard,
                jdbc,
                new TransactionTemplate(transactions),
                handlers.orderedStream().toList(),
                replicas.orderedStream().toList(),
                projections.orderedStream().toList(),
                dealings,
                trees,
                witness,
                stops);
    }
}

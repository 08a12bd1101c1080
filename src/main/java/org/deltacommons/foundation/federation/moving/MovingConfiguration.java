package org.deltacommons.foundation.federation.moving;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.Handover;
import org.deltacommons.foundation.federation.HomeMoved;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.federation.Residence;
import org.deltacommons.foundation.federation.Trees;
import org.deltacommons.foundation.federation.nodes.NodeKeys;
import org.deltacommons.foundation.federation.nodes.Offer;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.lane.BeforeLanes;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.MovingFigures;
import org.deltacommons.foundation.lane.MovingRows;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.web.Alarm;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Homes that come and go.
@Configuration
class MovingConfiguration {

    @Bean
    Belongings belongings() {
        return Belongings.declared();
    }

    @Bean
    Taking taking(
            Environment settings,
            Belongings belongings,
            ObjectProvider<MovingRows> moving,
            ObjectProvider<MovingFigures> figures,
            @Value("${delta.data:./data}") Path data,
            Clock clock) {
        return new Taking(
                () ->
                        DriverManager.getConnection(
                                settings.getRequiredProperty("spring.flyway.url"),
                                settings.getRequiredProperty("spring.flyway.user"),
                                settings.getRequiredProperty("spring.flyway.password")),
                belongings,
                () -> moving.orderedStream().toList(),
                () -> figures.orderedStream().toList(),
                Handover.at(data, settings, clock),
                clock);
    }

    @Bean
    Parcels parcels(@Value("${delta.data:./data}") Path data) {
        return new Parcels(data);
    }

    /// Before any lane is opened: a home that came begins where it ended.
    @Bean
    BeforeLanes homesTakenIn(Taking taking, Parcels parcels) {
        return new Arrivals(taking, parcels);
    }

    @Bean
    Departing departing(
            GroupLane lane,
            DataSource database,
            Belongings belongings,
            ObjectProvider<MovingRows> moving,
            ObjectProvider<MovingFigures> figures,
            Trees trees,
            Feeds feeds,
            Records records,
            Parcels parcels) {
        return new Departing(
                lane,
                new Packing(
                        database,
                        belongings,
                        moving.orderedStream().toList(),
                        figures.orderedStream().toList(),
                        new SecureRandom()),
                trees,
                feeds,
                records,
                parcels);
    }

    @Bean
    Procedure<HomeGiving> givingProcedure(Trees trees) {
        return new Giving(home -> Optional.of(trees.keys(home)).map(List::getFirst)).declared();
    }

    @Bean
    Procedure<HomeTaking> takingProcedure(
            GroupLane lane,
            Feeds feeds,
            Taking taking,
            Parcels parcels,
            NodeKeys keys,
            Environment settings,
            @Value("${delta.data:./data}") Path data,
            Clock clock) {
        Handover handover = Handover.at(data, settings, clock);
        return new Accepting(
                        new Accepting.AtHand() {
                            @Override
                            public boolean isFollowed(Province home) {
                                return !lane.hosts(home) && feeds.newest(home) > 0;
                            }

                            @Override
                            public Accepting.Offered offer(Province home) {
                                String next = handover.prepare(home);
                                return new Accepting.Offered(
                                        keys.offer(
                                                home,
                                                settings.getProperty("delta.public-url", ""),
                                                next),
                                        next);
                            }

                            @Override
                            public Outcome<Taking.Found> tried(Province home) {
                                return taking.take(
                                        home,
                                        lane.homes(),
                                        parcels.file(home, feeds.newest(home)),
                                        parcels.keyFile(home),
                                        false);
                            }

                            @Override
                            public String digest(Province home, long size) {
                                return parcels.digest(home, size);
                            }
                        })
                .declared();
    }

    /// At which node a home lives, every node keeps.
    @Bean
    Replica<HomeMoved> residenceReplica() {
        return new Replica<>() {
            @Override
            public Class<HomeMoved> fact() {
                return HomeMoved.class;
            }

            @Override
            public List<Row> rows(HomeMoved told, RecordedFact fact) {
                return List.of(Residence.of(fact.origin(), told, fact.at()));
            }
        };
    }

    /// Every page says where a home has gone that was here.
    @Bean
    Alarm homesThatMoved(GroupLane lane, Records records) {
        return () ->
                lane.homes().stream()
                        .filter(lane::isEnded)
                        .flatMap(home ->
                                records.find(Residence.class, Residence.idOf(home)).stream())
                        .map(gone ->
                                new Phrase(
                                        "alarm.federation.HOME_MOVED",
                                        Map.of(
                                                "province", gone.home(),
                                                "address", gone.address())))
                        .toList();
    }

    @Bean
    CasePage<HomeGiving> givingPage(Departing departing) {
        return new CasePage<>() {
            @Override
            public Class<HomeGiving> type() {
                return HomeGiving.class;
            }

            @Override
            public List<Section> sections(HomeGiving giving, Actor actor) {
                List<Entry> lines = new ArrayList<>();
                lines.add(Entry.of("feeds.home", giving.home()));
                lines.add(Entry.of("giving.address", giving.address()));
                lines.add(Entry.of("admission.node-key", giving.nodeKey()));
                lines.add(Entry.of("key-change.former", giving.former()));
                lines.add(Entry.of("key-change.next", giving.next()));
                lines.add(
                        Entry.of(
                                "giving.offer",
                                Fingerprint.begun(Offer.fingerprint(giving.offer()))));
                lines.add(Entry.of("key-change.reason", giving.reason()));
                if (giving.state() == GivingState.GONE) {
                    lines.addAll(departing.told(giving.home()));
                }
                return List.of(Section.of("giving.section", lines));
            }
        };
    }

    @Bean
    CasePage<HomeTaking> takingPage() {
        return new CasePage<>() {
            @Override
            public Class<HomeTaking> type() {
                return HomeTaking.class;
            }

            @Override
            public List<Section> sections(HomeTaking taking, Actor actor) {
                List<Entry> lines = new ArrayList<>();
                lines.add(Entry.of("taking.moved", taking.moved()));
                lines.add(Entry.of("taking.offer", taking.offer()));
                lines.add(Entry.of("taking.fingerprint", Offer.fingerprint(taking.offer())));
                lines.add(Entry.of("key-change.reason", taking.reason()));
                String digest = taking.digest();
                if (digest != null) {
                    lines.add(Entry.of("taking.size", taking.size()));
                    lines.add(
                            Entry.of("taking.package", Fingerprint.begun(Fingerprint.of(digest))));
                    lines.add(Entry.of("taking.found", String.join("\n", taking.found())));
                }
                return List.of(Section.of("taking.section", lines));
            }
        };
    }
}

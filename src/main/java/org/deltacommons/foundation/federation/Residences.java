package org.deltacommons.foundation.federation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Province;
import org.springframework.stereotype.Component;

/// Where homes live that moved, and which of them live at a node that nobody gave to this one:
/// those are followed by nobody here until two persons admit that node.
@Component
class Residences {

    private final Lane lane;
    private final Records records;
    private final Dealings dealings;
    private final Words words;

    Residences(Lane lane, Records records, Dealings dealings, Words words) {
        this.lane = lane;
        this.records = records;
        this.dealings = dealings;
        this.words = words;
    }

    /// Empty for a home that never moved, or lives here.
    Optional<Residence> of(Province home) {
        return lane.hosts(home)
                ? Optional.empty()
                : records.find(Residence.class, Residence.idOf(home));
    }

    /// The same if no node that is known here is the one.
    Optional<Residence> unknown(Province home) {
        return of(home).filter(_ ->
                dealings.peers().stream().noneMatch(peer -> peer.origins().contains(home)));
    }

    /// What the operators have to do about each, in the reader's language.
    List<String> unknown() {
        return Stream.of(Province.values())
                .flatMap(home -> unknown(home).stream())
                .map(one ->
                        words.say(
                                "nodes.moved",
                                Map.of(
                                        "province", one.home(),
                                        "address", one.address(),
                                        "since", one.since())))
                .toList();
    }
}

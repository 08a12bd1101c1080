package org.deltacommons.commons.resources.intake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.deltacommons.Shelf;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// The seeded resources and their providers, read the way the first start reads them, without a
/// database.
public final class SeedInHand {

    private final List<Row> rows = new ArrayList<>();

    public SeedInHand(Words words, Clock clock) {
        Lane hand =
                new Lane() {
                    @Override
                    public <A> Outcome<A> submit(
                            Command<A> command, Function<Rows, Outcome<Unit<A>>> decision) {
                        Unit<A> unit =
                                decision.apply(new Shelf(command.home(), clock.instant()))
                                        .orThrow();
                        for (var part : unit.parts()) {
                            if (part instanceof Put(Row after)) {
                                rows.add(after);
                            }
                        }
                        return Outcome.done(unit.answer());
                    }

                    @Override
                    public boolean hosts(Province home) {
                        return true;
                    }
                };
        new SeedCatalogue(hand, words, clock).load();
    }

    public List<Resource> resources() {
        return only(Resource.class);
    }

    public List<Provider> providers() {
        return only(Provider.class);
    }

    private <R extends Row> List<R> only(Class<R> type) {
        return rows.stream().filter(type::isInstance).map(type::cast).toList();
    }
}

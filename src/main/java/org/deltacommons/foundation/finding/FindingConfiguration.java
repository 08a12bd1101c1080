package org.deltacommons.foundation.finding;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.web.Contributed;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Province;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The index of this node.
@Configuration
class FindingConfiguration {

    /// @param root a folder of its own; several processes never share one
    /// @param meaning whether meanings are compared besides words
    @Bean
    Finding finding(
            @Value("${delta.index:${delta.data}/index}") Path root,
            @Value("${delta.finding.meaning:true}") boolean meaning,
            Feeds feeds,
            ObjectProvider<Findable> findables,
            ObjectProvider<FindingWatch> watches) {
        Finding.Source source =
                new Finding.Source() {
                    @Override
                    public List<RecordedFact> after(Province origin, long after, int limit) {
                        return feeds.after(origin, after, limit);
                    }

                    @Override
                    public long newest(Province origin) {
                        return feeds.newest(origin);
                    }
                };
        return new Finding(
                        root,
                        source,
                        findables.orderedStream().toList(),
                        meaning ? BgeEmbedder::new : null)
                .watchedBy(() -> watches.orderedStream().toList());
    }

    @Bean
    FindingViews findingViews(
            Finding finding,
            Words words,
            Clock clock,
            ObjectProvider<Standpoint> standpoints,
            ObjectProvider<FindingOffer> offers) {
        Contributed<Standpoint> standpoint = new Contributed<>(standpoints);
        return new FindingViews(
                finding,
                words,
                new Orderings(standpoint::first, clock, words),
                () -> offers.orderedStream().toList());
    }

    @Bean
    MenuEntry findingMenu() {
        return new MenuEntry("menu.finding", "/finding", "search", 10, _ -> true);
    }
}

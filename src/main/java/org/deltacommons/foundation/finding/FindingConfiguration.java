package org.deltacommons.foundation.finding;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.web.Contributed;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The index of this node.
@Configuration
class FindingConfiguration {

    /// @param root a folder of its own; several processes never share one
    /// @param meaning whether meanings are compared besides words
    /// @param kind `embedded`, or `opensearch` for a server beside this process
    /// @param addresses of the server's nodes
    /// @param index what the names of its indexes begin with; several processes never share one
    /// @param user blank where the server asks for none
    @Bean
    Finding finding(
            @Value("${delta.index:${delta.data}/index}") Path root,
            @Value("${delta.finding.meaning:true}") boolean meaning,
            @Value("${delta.finding.engine:embedded}") String kind,
            @Value("${delta.finding.opensearch.addresses:}") List<URI> addresses,
            @Value("${delta.finding.opensearch.index:delta}") String index,
            @Value("${delta.finding.opensearch.user:}") String user,
            @Value("${delta.finding.opensearch.password:}") String password,
            Feeds feeds,
            ObjectProvider<Findable> findables,
            ObjectProvider<FindingWatch> watches) {
        List<Findable> all = findables.orderedStream().toList();
        Map<String, Dimension> dimensions = Dimension.of(all);
        @Nullable Supplier<Embedder> model = meaning ? BgeEmbedder::new : null;
        Engine engine =
                switch (kind) {
                    case "embedded" -> new EmbeddedEngine(root, dimensions, model);
                    case "opensearch" ->
                            new OpenSearchEngine(
                                    new OpenSearch.Access(addresses, index, user, password),
                                    root,
                                    dimensions,
                                    model);
                    default ->
                            throw new IllegalArgumentException(
                                    "delta.finding.engine is embedded or opensearch, not " + kind);
                };
        return new Finding(engine, source(feeds), all)
                .watchedBy(() -> watches.orderedStream().toList());
    }

    private static Finding.Source source(Feeds feeds) {
        return new Finding.Source() {
            @Override
            public List<RecordedFact> after(Province origin, long after, int limit) {
                return feeds.after(origin, after, limit);
            }

            @Override
            public long newest(Province origin) {
                return feeds.newest(origin);
            }
        };
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
                new Contributed<>(offers)::all);
    }

    @Bean
    FindingFigures findingFigures(Finding finding) {
        return new FindingFigures(finding);
    }

    @Bean("indexHealthIndicator")
    FindingHealth findingHealth(Finding finding) {
        return new FindingHealth(finding);
    }

    @Bean
    MenuEntry findingMenu() {
        return new MenuEntry("menu.finding", "/finding", "search", 10, _ -> true);
    }
}

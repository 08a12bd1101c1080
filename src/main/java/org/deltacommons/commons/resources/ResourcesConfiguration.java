package org.deltacommons.commons.resources;

import java.util.List;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.procedures.NamedThings;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.web.Words;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The parts of the module: port, procedures, what the other provinces keep.
@Configuration
class ResourcesConfiguration {

    @Bean
    NamedThings namedResources(Records records, Words words) {
        return NamedThings.rows(
                records, Resource.class, one -> one.details().name(words.english()));
    }

    @Bean
    Resources resources(Records records, Organisations organisations) {
        return new PostgresResources(records, organisations);
    }

    @Bean
    Procedure<Resource> resourceProcedure(Rules rules) {
        return ResourceProcedure.declare(rules);
    }

    @Bean
    Procedure<Provider> providerProcedure() {
        return ProviderProcedure.declare();
    }

    /// One kind of fact and the row that it carries.
    private record Kept<B extends Record>(Class<B> fact, java.util.function.Function<B, Row> row)
            implements Replica<B> {
        @Override
        public List<Row> rows(B body, RecordedFact from) {
            return List.of(row.apply(body));
        }
    }

    @Bean
    Replica<ResourceListed> keepListed() {
        return new Kept<>(ResourceListed.class, ResourceListed::resource);
    }

    @Bean
    Replica<ResourceUnlisted> keepUnlisted() {
        return new Kept<>(ResourceUnlisted.class, ResourceUnlisted::resource);
    }

    @Bean
    Replica<ProviderListed> keepProvider() {
        return new Kept<>(ProviderListed.class, ProviderListed::provider);
    }

    @Bean
    Replica<ProviderSuspended> keepSuspended() {
        return new Kept<>(ProviderSuspended.class, ProviderSuspended::provider);
    }

    @Bean
    Replica<ProviderDelisted> keepDelisted() {
        return new Kept<>(ProviderDelisted.class, ProviderDelisted::provider);
    }
}

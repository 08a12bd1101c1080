package org.deltacommons.foundation.identity.accounts;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationRecorded;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Texts;
import org.springframework.stereotype.Component;

/// Reads organisations by SQL, and keeps those of other nodes.
@Component
final class PostgresOrganisations implements Organisations, Replica<OrganisationRecorded> {

    private static final int UNITS_MAX = 500;
    private static final int ALIKE_MAX = 20;
    private static final int NAMES_MAX = 20_000;
    private static final int LEVELS_MAX = 6;

    private final Records records;
    private final LoadingCache<String, Optional<Organisation>> known =
            Caffeine.newBuilder()
                    .maximumSize(NAMES_MAX)
                    .expireAfterWrite(Duration.ofMinutes(1))
                    .build(this::find);

    PostgresOrganisations(Records records) {
        this.records = records;
    }

    @Override
    public Optional<Organisation> find(String id) {
        return id.matches("[A-Za-z0-9][A-Za-z0-9./:_-]{0,79}")
                ? records.find(Organisation.class, Id.of(id))
                : Optional.empty();
    }

    @Override
    public Optional<Organisation> byCode(String code) {
        return records
                .list(
                        Organisation.class,
                        "t.credit_code = :code AND t.state <> 'REFUSED'",
                        "t.registered_at, t.id",
                        Map.of("code", Texts.code(code)),
                        1)
                .stream()
                .findFirst();
    }

    @Override
    public String name(String id, Locale language) {
        return known.get(id).map(organisation -> organisation.name(language)).orElse(id);
    }

    @Override
    public Optional<Organisation> legalPerson(String id) {
        Optional<Organisation> at = find(id);
        for (int level = 0; level < LEVELS_MAX && at.isPresent(); level++) {
            if (at.get().isLegalPerson()) {
                return at;
            }
            Id<Organisation> parent = at.get().parent();
            at = parent == null ? Optional.empty() : find(parent.value());
        }
        return Optional.empty();
    }

    @Override
    public List<Organisation> units(String id) {
        return records.list(
                Organisation.class,
                "t.parent = :parent",
                "t.name_zh, t.id",
                Map.of("parent", id),
                UNITS_MAX);
    }

    @Override
    public List<Organisation> alike(Organisation organisation) {
        CreditCode code = organisation.creditCode();
        return records.list(
                Organisation.class,
                "t.id <> :id AND t.state <> 'REFUSED' AND t.credit_code IS NOT NULL AND (%s = :name OR t.credit_code = :code)"
                        .formatted(OrganisationRegister.PLAIN_NAME),
                "t.registered_at, t.id",
                Map.of(
                        "id", organisation.id().value(),
                        "name", Texts.name(organisation.nameZh()),
                        "code", code == null ? "" : code.value()),
                ALIKE_MAX);
    }

    @Override
    public Class<OrganisationRecorded> fact() {
        return OrganisationRecorded.class;
    }

    @Override
    public List<Row> rows(OrganisationRecorded body, RecordedFact fact) {
        return List.of(body.row());
    }
}

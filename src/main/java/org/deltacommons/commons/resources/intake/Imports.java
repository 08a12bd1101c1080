package org.deltacommons.commons.resources.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourcesReason;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.papers.TableFile;
import org.deltacommons.foundation.papers.TableLimits;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.rulebook.Divisions;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.deltacommons.kernel.Sha256;
import org.springframework.stereotype.Service;

/// Takes tables in: first judged as a whole, then, if wanted, applied.
@Service
public class Imports {

    /// The answer of the commands: the import, and how it stands.
    public record Noted(String batch, ImportState state) {}

    private static final int CHUNK = 500;

    private final Lane lane;
    private final Records records;
    private final Staging staging;
    private final Words words;
    private final Clock clock;
    private final Ids ids;
    private final Applying applying;
    private final DivisionWords divisions = new DivisionWords(new Divisions());

    Imports(
            Lane lane,
            Records records,
            Staging staging,
            Words words,
            Clock clock,
            Ids ids,
            Applying applying) {
        this.lane = lane;
        this.records = records;
        this.staging = staging;
        this.words = words;
        this.clock = clock;
        this.ids = ids;
        this.applying = applying;
    }

    /// Judges a table and keeps the judgement; nothing is imported.
    ///
    /// @param key makes sending the same form twice harmless
    public Outcome<Noted> check(Actor actor, String organisation, TableFile file, String key) {
        Optional<Provider> provider = records.find(Provider.class, Provider.idOf(organisation));
        if (provider.isEmpty() || !lane.hosts(provider.get().home())) {
            return Outcome.refused(ResourcesReason.PROVIDER_NOT_FOUND);
        }
        if (!actor.may(Role.PROVIDER_MANAGER, organisation)) {
            return Outcome.refused(ResourcesReason.PLACE_FORBIDDEN);
        }
        Outcome<TableCheck.Checked> checked = judged(provider.get(), file);
        return checked.then(done -> keep(actor, provider.get(), file, done, key));
    }

    private Outcome<TableCheck.Checked> judged(Provider provider, TableFile file) {
        String id = provider.id().value();
        String key = id.startsWith("org-") ? id.substring(4) : id;
        LocalDate today = clock.instant().atZone(WorkingDays.ZONE).toLocalDate();
        return new TableCheck(
                        new Dictionary(words),
                        divisions,
                        words,
                        id,
                        Set.of(id, key, provider.nameZh(), provider.nameEn()),
                        today,
                        this::known)
                .check(file, TableLimits.USUAL);
    }

    private Map<String, Resource> known(Collection<String> wanted) {
        Map<String, Resource> known = new HashMap<>();
        List<String> all = List.copyOf(wanted);
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<String> some = all.subList(from, Math.min(all.size(), from + CHUNK));
            records.list(Resource.class, "t.id IN (:ids)", "t.id", Map.of("ids", some), CHUNK)
                    .forEach(resource -> known.put(resource.id().value(), resource));
        }
        return known;
    }

    private Outcome<Noted> keep(
            Actor actor,
            Provider provider,
            TableFile file,
            TableCheck.Checked checked,
            String key) {
        Import batch =
                new Import(
                        ids.next("imp"),
                        provider.home(),
                        provider.id().value(),
                        ImportState.CHECKED,
                        file.name(),
                        Sha256.hex(file.bytes()),
                        actor.id(),
                        clock.instant(),
                        checked.lines().size(),
                        checked.count(Line.Verdict.WRONG),
                        checked.count(Line.Verdict.FRESH),
                        checked.count(Line.Verdict.CHANGED),
                        checked.count(Line.Verdict.SAME),
                        checked.ignored());
        staging.keep(batch.id().value(), checked.lines());
        Command<Noted> command =
                Command.of(
                                provider.home(),
                                actor,
                                "resources.checkImport",
                                Map.of("provider", batch.provider(), "digest", batch.digest()),
                                Noted.class)
                        .keyed(key.isBlank() ? null : key);
        return lane.submit(
                command,
                rows ->
                        Outcome.done(
                                Unit.of(
                                        new Noted(batch.id().value(), batch.state()),
                                        new Put(batch))));
    }

    /// Begins to apply an import; [Applying] does the rest, also after a restart.
    ///
    /// @param validOnly leave the wrong rows out; else one wrong row refuses all
    public Outcome<Noted> apply(Actor actor, Id<Import> id, boolean validOnly) {
        Optional<Import> known = find(actor, id);
        if (known.isEmpty()) {
            return Outcome.refused(ResourcesReason.IMPORT_NOT_FOUND);
        }
        Command<Noted> command =
                Command.of(
                        known.get().home(),
                        actor,
                        "resources.applyImport",
                        Map.of("batch", id.value(), "validOnly", validOnly),
                        Noted.class);
        Outcome<Noted> outcome =
                lane.submit(
                        command,
                        rows -> {
                            Import batch = rows.get(Import.class, id);
                            Refusal obstacle = obstacle(batch, validOnly);
                            if (obstacle != null) {
                                return Outcome.refused(obstacle);
                            }
                            Import begun =
                                    batch.in(
                                            batch.bringsNothing()
                                                    ? ImportState.DONE
                                                    : ImportState.APPLYING);
                            return Outcome.done(
                                    Unit.of(new Noted(id.value(), begun.state()), new Put(begun)));
                        });
        if (outcome.isDone()) {
            applying.wake();
        }
        return outcome;
    }

    private static @org.jspecify.annotations.Nullable Refusal obstacle(
            Import batch, boolean validOnly) {
        if (batch.state() != ImportState.CHECKED) {
            return Refusal.of(ResourcesReason.IMPORT_DONE);
        }
        return batch.wrong() > 0 && !validOnly
                ? Refusal.of(ResourcesReason.ROWS_WRONG, "wrong", batch.wrong())
                : null;
    }

    /// An import of a provider that the actor manages.
    public Optional<Import> find(Actor actor, Id<Import> id) {
        return records.find(Import.class, id)
                .filter(batch -> actor.may(Role.PROVIDER_MANAGER, batch.provider()));
    }

    /// Whether the very same file was imported before.
    public Optional<Import> before(Import batch) {
        return records
                .list(
                        Import.class,
                        "t.provider = :provider AND t.digest = :digest AND t.state = 'DONE'"
                                + " AND t.id <> :id",
                        "t.at DESC, t.id",
                        Map.of(
                                "provider", batch.provider(),
                                "digest", batch.digest(),
                                "id", batch.id().value()),
                        1)
                .stream()
                .findFirst();
    }

    /// The last ones of a provider.
    public List<Import> ofProvider(String provider, int limit) {
        return records.list(
                Import.class,
                "t.provider = :provider",
                "t.at DESC, t.id",
                Map.of("provider", provider),
                limit);
    }

    /// The rows that are wrong, in the order of the file.
    public List<Line> wrong(Import batch, int after, int limit) {
        return staging.lines(batch.id().value(), List.of(Line.Verdict.WRONG), after, limit);
    }
}

package org.deltacommons.commons.resources.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deltacommons.commons.resources.Catalogue;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.ProviderListed;
import org.deltacommons.commons.resources.ProviderState;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourceListed;
import org.deltacommons.commons.resources.ResourceState;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.papers.TableFile;
import org.deltacommons.foundation.papers.TableLimits;
import org.deltacommons.foundation.papers.TableRow;
import org.deltacommons.foundation.rulebook.Divisions;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.springframework.stereotype.Component;

/// The seed takes the way of an import, row by row, but is published at once.
@Component
class SeedCatalogue implements Catalogue {

    /// How many records a Unit brought.
    record Loaded(int records) {}

    private static final int CHUNK = 200;
    private static final LocalDate PRICES_FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate ACCREDITED_UNTIL = LocalDate.of(2029, 12, 31);

    private final Lane lane;
    private final Words words;
    private final Clock clock;

    SeedCatalogue(Lane lane, Words words, Clock clock) {
        this.lane = lane;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public int load() {
        Map<String, Map<String, String>> organisations = new LinkedHashMap<>();
        table("organisations.csv").forEach(row -> organisations.put(row.get("key"), row));
        List<Draft> drafts = drafts();
        providers(organisations, drafts);
        Map<Province, List<Resource>> byHome = new EnumMap<>(Province.class);
        Instant now = clock.instant();
        for (Draft draft : drafts) {
            Province home = division(organisations, draft.provider()).province();
            byHome.computeIfAbsent(home, h -> new ArrayList<>()).add(resource(draft, home, now));
        }
        int loaded = 0;
        for (Map.Entry<Province, List<Resource>> entry : byHome.entrySet()) {
            if (lane.hosts(entry.getKey())) {
                loaded += load(entry.getKey(), entry.getValue());
            }
        }
        return loaded;
    }

    private static Map<String, String> organisation(
            Map<String, Map<String, String>> organisations, String key) {
        return Objects.requireNonNull(organisations.get(key), "no organisation " + key);
    }

    private static DivisionCode division(
            Map<String, Map<String, String>> organisations, String key) {
        return new DivisionCode(
                Objects.requireNonNull(organisation(organisations, key).get("division")));
    }

    private int load(Province home, List<Resource> wanted) {
        int loaded = 0;
        for (int from = 0; from < wanted.size(); from += CHUNK) {
            List<Resource> some = wanted.subList(from, Math.min(wanted.size(), from + CHUNK));
            loaded +=
                    submit(
                            home,
                            rows -> {
                                List<Part> parts = new ArrayList<>();
                                for (Resource one : some) {
                                    if (rows.find(Resource.class, one.id()).isEmpty()) {
                                        parts.add(new Put(one));
                                        parts.add(
                                                new Fact(
                                                        one.id().value(),
                                                        Audience.PUBLIC,
                                                        ResourceListed.of(one)));
                                    }
                                }
                                return parts;
                            });
        }
        return loaded;
    }

    private int submit(
            Province home,
            java.util.function.Function<org.deltacommons.foundation.lane.Rows, List<Part>> parts) {
        Command<Loaded> command =
                Command.of(home, Actor.system(home), "resources.load", Map.of(), Loaded.class);
        return lane.submit(
                        command,
                        rows -> {
                            List<Part> all = parts.apply(rows);
                            return Outcome.done(Unit.of(new Loaded(all.size() / 2), all));
                        })
                .orThrow()
                .records();
    }

    private static Resource resource(Draft draft, Province home, Instant now) {
        String provider = "org-" + draft.provider();
        return new Resource(
                Resource.idOf(provider, draft.innerId()),
                home,
                ResourceState.PUBLISHED,
                provider,
                draft.innerId(),
                draft.details(),
                draft.terms(),
                draft.prices(),
                now,
                null,
                null);
    }

    private List<Draft> drafts() {
        Dictionary dictionary = new Dictionary(words);
        DivisionWords divisions = new DivisionWords(new Divisions());
        Map<Field, Integer> columns = new EnumMap<>(Field.class);
        List<Draft> drafts = new ArrayList<>();
        read(
                "resources.csv",
                row -> {
                    if (columns.isEmpty()) {
                        for (int i = 0; i < row.cells().size(); i++) {
                            int column = i;
                            dictionary
                                    .field(row.cell(i))
                                    .ifPresent(field -> columns.put(field, column));
                        }
                        return;
                    }
                    Cells cells = new Cells(row, columns, dictionary, divisions::find);
                    String provider = "org-" + cells.text(Field.PROVIDER);
                    Draft draft = new RowReader(provider, PRICES_FROM, true).read(cells);
                    if (draft == null) {
                        throw new IllegalStateException(
                                "seed/resources.csv row " + row.number() + ": " + cells.faults());
                    }
                    drafts.add(draft);
                });
        return drafts;
    }

    /// Every organisation that offers something: verified where the seed says by whom, else only
    /// recorded, because no verification is claimed for real bodies.
    private void providers(Map<String, Map<String, String>> organisations, List<Draft> drafts) {
        Map<String, List<Draft>> byProvider = new LinkedHashMap<>();
        drafts.forEach(draft ->
                byProvider.computeIfAbsent(draft.provider(), p -> new ArrayList<>()).add(draft));
        Map<Province, List<Provider>> byHome = new EnumMap<>(Province.class);
        byProvider.forEach((key, offered) -> {
            Provider provider = provider(organisation(organisations, key), offered);
            byHome.computeIfAbsent(provider.home(), h -> new ArrayList<>()).add(provider);
        });
        byHome.forEach((home, some) -> {
            if (lane.hosts(home)) {
                submit(
                        home,
                        rows -> {
                            List<Part> parts = new ArrayList<>();
                            for (Provider one : some) {
                                if (rows.find(Provider.class, one.id()).isEmpty()) {
                                    parts.add(new Put(one));
                                    parts.add(
                                            new Fact(
                                                    one.id().value(),
                                                    Audience.PUBLIC,
                                                    new ProviderListed(one)));
                                }
                            }
                            return parts;
                        });
            }
        });
    }

    private Provider provider(Map<String, String> organisation, List<Draft> offered) {
        DivisionCode division = new DivisionCode(organisation.getOrDefault("division", ""));
        boolean demo = Boolean.parseBoolean(organisation.get("is_demo"));
        String verifiedBy = organisation.getOrDefault("verified_by", "");
        Set<ServiceClass> catalogue = new LinkedHashSet<>();
        offered.forEach(draft -> catalogue.add(draft.details().offer().serviceClass()));
        ProviderState state =
                verifiedBy.isEmpty() ? ProviderState.RECORDED : ProviderState.VERIFIED;
        String key = organisation.getOrDefault("key", "");
        return new Provider(
                Provider.idOf("org-" + key),
                division.province(),
                state,
                organisation.getOrDefault("name_zh", ""),
                organisation.getOrDefault("name_en", ""),
                division,
                demo ? accreditations(key, offered) : List.of(),
                List.copyOf(catalogue),
                "",
                verifiedBy.isEmpty() ? null : "org-" + verifiedBy,
                List.of(new Provider.Standing(state, clock.instant(), "")),
                demo,
                organisation.getOrDefault("source", ""));
    }

    /// Invented numbers for invented providers; they begin with 示例.
    private static List<Provider.Accreditation> accreditations(String key, List<Draft> offered) {
        List<Provider.Accreditation> all = new ArrayList<>();
        if (offered.stream().anyMatch(draft -> draft.details().offer().cma())) {
            all.add(new Provider.Accreditation("CMA", "示例-" + key, PRICES_FROM, ACCREDITED_UNTIL));
        }
        if (offered.stream().anyMatch(draft -> draft.details().offer().cnas())) {
            all.add(new Provider.Accreditation("CNAS", "示例-" + key, PRICES_FROM, ACCREDITED_UNTIL));
        }
        return all;
    }

    private static List<Map<String, String>> table(String name) {
        List<List<String>> headers = new ArrayList<>();
        List<Map<String, String>> rows = new ArrayList<>();
        read(
                name,
                row -> {
                    if (headers.isEmpty()) {
                        headers.add(row.cells());
                        return;
                    }
                    Map<String, String> values = new LinkedHashMap<>();
                    for (int i = 0; i < headers.getFirst().size(); i++) {
                        values.put(headers.getFirst().get(i), row.cell(i));
                    }
                    rows.add(values);
                });
        return rows;
    }

    private static void read(String name, java.util.function.Consumer<TableRow> rows) {
        try (InputStream in = SeedCatalogue.class.getResourceAsStream("/seed/" + name)) {
            byte[] bytes = Objects.requireNonNull(in, "no seed/" + name).readAllBytes();
            new TableFile(name, bytes).read(TableLimits.USUAL, rows).orThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package org.deltacommons.commons.enterprises;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Share;

/// Loads what is known of the cast. All of it is invented and says so; what is there already is
/// left alone, but for persons who are named by another key by now; loading twice changes nothing.
/// Days are counted from the day of loading, so that the cast is as it should be in any year.
public final class EnterpriseSeed {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    private static final String SOURCE = "示例工商登记数据";

    /// How many records a home got.
    record Loaded(int records) {}

    private final Lane lane;
    private final PersonKeys persons;

    public EnterpriseSeed(Lane lane, PersonKeys persons) {
        this.lane = lane;
        this.persons = persons;
    }

    /// @return how many records were new, over all homes hosted here
    public int load() {
        Map<String, CSVRecord> organisations = new LinkedHashMap<>();
        read("organisations").forEach(row -> organisations.put(row.get("key"), row));
        List<CSVRecord> enterprises = read("enterprises");
        Map<String, List<CSVRecord>> ties =
                read("relations").stream()
                        .collect(Collectors.groupingBy(row -> row.get("organisation")));
        int loaded = 0;
        for (Province home : Province.values()) {
            if (lane.hosts(home)) {
                loaded += load(home, organisations, enterprises, ties);
            }
        }
        return loaded;
    }

    private int load(
            Province home,
            Map<String, CSVRecord> organisations,
            List<CSVRecord> enterprises,
            Map<String, List<CSVRecord>> ties) {
        Command<Loaded> command =
                Command.of(
                        home,
                        Actor.system(home),
                        "enterprises.load",
                        Map.of("enterprises", enterprises.size()),
                        Loaded.class);
        return lane.submit(
                        command,
                        rows -> {
                            List<Part> parts = new ArrayList<>();
                            for (CSVRecord row : enterprises) {
                                CSVRecord body = known(organisations, row.get("key"));
                                if (division(body).province() == home) {
                                    parts.addAll(enterprise(row, body, rows));
                                    if (Boolean.parseBoolean(row.get("relations"))) {
                                        parts.addAll(
                                                relations(body, organisations, ties, false, rows));
                                    }
                                }
                            }
                            for (CSVRecord body : organisations.values()) {
                                boolean provider =
                                        body.get("kind").equals("PLATFORM")
                                                && division(body).province() == home;
                                if (provider) {
                                    parts.addAll(relations(body, organisations, ties, true, rows));
                                }
                            }
                            return Outcome.done(Unit.of(new Loaded(parts.size() / 2), parts));
                        })
                .orThrow()
                .records();
    }

    private static CSVRecord known(Map<String, CSVRecord> organisations, String key) {
        return Objects.requireNonNull(organisations.get(key), "no organisation " + key);
    }

    private static DivisionCode division(CSVRecord body) {
        return new DivisionCode(body.get("division"));
    }

    private List<Part> enterprise(CSVRecord row, CSVRecord body, Rows rows) {
        Id<Enterprise> id = Id.of("org-" + row.get("key"));
        if (rows.find(Enterprise.class, id).isPresent()) {
            return List.of();
        }
        LocalDate today = LocalDate.ofInstant(rows.now(), WorkingDays.ZONE);
        return List.of(
                new Put(SeededFirm.of(id, row, body, today)),
                new Fact(
                        id.value(),
                        Audience.HOME,
                        new EnterpriseRecorded(id.value(), "registration", true, SOURCE, today)));
    }

    /// A platform that is no legal person belongs to its parent.
    private List<Part> relations(
            CSVRecord body,
            Map<String, CSVRecord> organisations,
            Map<String, List<CSVRecord>> ties,
            boolean provider,
            Rows rows) {
        Id<RelationsOf> id = Id.of("org-" + body.get("key"));
        Optional<RelationsOf> known = rows.find(RelationsOf.class, id);
        List<PersonKey> keys = persons.of(PersonKeyState.of(rows));
        LocalDate asOf = LocalDate.ofInstant(rows.now(), WorkingDays.ZONE).minusDays(10);
        List<Relation> relations = new ArrayList<>();
        if (!body.get("parent").isEmpty()) {
            relations.add(
                    new Relation(
                            RelationKind.AFFILIATION,
                            "org-" + body.get("parent"),
                            known(organisations, body.get("parent")).get("name_zh"),
                            null,
                            SOURCE,
                            asOf));
        }
        ties.getOrDefault(body.get("key"), List.of())
                .forEach(tie -> relations.add(relation(tie, keys, asOf)));
        if (known.filter(row -> names(row.relations()).equals(names(relations))).isPresent()) {
            return List.of();
        }
        RelationsOf all =
                new RelationsOf(
                        id,
                        division(body).province(),
                        body.get("name_zh"),
                        relations,
                        asOf,
                        SOURCE,
                        provider);
        return List.of(
                new Put(all),
                new Fact(
                        id.value(),
                        provider ? Audience.FOUR : Audience.HOME,
                        new RelationsStated(all.masked())));
    }

    private static List<List<String>> names(List<Relation> relations) {
        return relations.stream().map(Relation::others).toList();
    }

    private static Relation relation(CSVRecord tie, List<PersonKey> keys, LocalDate asOf) {
        String share = tie.get("share_percent");
        List<String> parties = parties(tie, keys);
        return new Relation(
                RelationKind.valueOf(tie.get("kind")),
                parties.isEmpty() ? null : parties.getFirst(),
                parties.size() < 2 ? null : parties.get(1),
                tie.get("other_name"),
                share.isEmpty() ? null : Share.percent(Integer.parseInt(share)),
                SOURCE,
                asOf);
    }

    private static List<String> parties(CSVRecord tie, List<PersonKey> keys) {
        String other = tie.get("other");
        if (!other.isEmpty()) {
            return List.of(other.startsWith("ext-") ? other : "org-" + other);
        }
        String identity = tie.get("identity");
        return identity.isEmpty() ? List.of() : keys.stream().map(key -> key.of(identity)).toList();
    }

    private static List<CSVRecord> read(String name) {
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(
                                EnterpriseSeed.class.getResourceAsStream("/seed/" + name + ".csv"),
                                name),
                        StandardCharsets.UTF_8)) {
            return FORMAT.parse(reader).getRecords();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

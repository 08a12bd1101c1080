package org.deltacommons.commons.vouchers;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.springframework.stereotype.Component;

/// Opens the programmes of `seed/programmes.csv` with their books, and tells what a firm of the
/// cast had used of its ceiling before this system. What is there already is left alone.
@Component
public class ProgrammeSeed {

    /// What was opened.
    record Opened(String programme) {}

    private static final String USED_BEFORE = "prior-use";

    private final GroupLane lane;
    private final ClaimTerms terms;

    ProgrammeSeed(GroupLane lane, ClaimTerms terms) {
        this.lane = lane;
        this.terms = terms;
    }

    /// The last day on which something of the programmes can be claimed, by the rules of a day.
    ///
    /// @return empty if one of them has no rule, or carries over to the next year
    public Optional<LocalDate> lastClaims(LocalDate today) {
        List<Optional<LocalDate>> last =
                programmes().stream().map(one -> terms.last(one, today)).toList();
        return last.stream().allMatch(Optional::isPresent)
                ? last.stream().flatMap(Optional::stream).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    /// @return how many programmes the file has
    public int load() {
        List<Programme> programmes = programmes();
        for (Programme programme : programmes) {
            if (lane.hosts(programme.home())) {
                open(programme);
            }
        }
        return programmes.size();
    }

    private void open(Programme programme) {
        Command<Opened> command =
                Command.of(
                        programme.home(),
                        Actor.system(programme.home()),
                        "vouchers.open-programme",
                        programme,
                        Opened.class);
        lane.submit(
                        command,
                        rows -> {
                            List<Part> parts =
                                    rows.find(Programme.class, programme.id()).isPresent()
                                            ? List.of()
                                            : opening(programme);
                            return Outcome.done(Unit.of(new Opened(programme.id().value()), parts));
                        })
                .orThrow();
    }

    private static List<Part> opening(Programme programme) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Put(programme));
        parts.add(
                new Fact(programme.id().value(), Audience.PUBLIC, new ProgrammeOpened(programme)));
        parts.addAll(Chart.begun(programme));
        return parts;
    }

    /// What a firm had used of a year's ceiling before this system, as the issuer certified it.
    ///
    /// @param ceiling of the year, from the rule in force
    /// @param used certified by the issuer
    public void usedBefore(String programme, String firm, Money ceiling, Money used) {
        Programme of =
                programmes().stream()
                        .filter(each -> each.id().value().equals(programme))
                        .findFirst()
                        .orElseThrow();
        if (!lane.hosts(of.home())) {
            return;
        }
        lane.submit(
                        Command.of(
                                of.home(),
                                Actor.system(of.home()),
                                "vouchers.used-before",
                                List.of(programme, firm, used),
                                Opened.class),
                        rows ->
                                Outcome.done(
                                        Unit.of(
                                                new Opened(programme),
                                                prior(of, firm, ceiling, used, rows))))
                .orThrow();
    }

    private static List<Part> prior(
            Programme of, String firm, Money ceiling, Money used, Rows rows) {
        Chart chart = Chart.of(of);
        String account = Chart.ceiling(of.issuer(), firm, of.year());
        if (rows.look(Balances.class, account).isPresent()) {
            return List.of();
        }
        return List.of(
                new Put(
                        new Ceiling(
                                Id.of(account), of.home(), of.issuer(), firm, of.year(), ceiling)),
                chart.openCeiling(of.issuer(), firm, of.year()),
                new LedgerPart.Post(
                        account + "/open", chart.allowance(), account, ceiling, USED_BEFORE, null),
                new LedgerPart.Post(
                        account + "/" + USED_BEFORE,
                        account,
                        chart.allowanceUsed(),
                        used,
                        USED_BEFORE,
                        null));
    }

    private static List<Programme> programmes() {
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(
                                ProgrammeSeed.class.getResourceAsStream("/seed/programmes.csv")),
                        StandardCharsets.UTF_8)) {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .stream()
                    .map(ProgrammeSeed::programme)
                    .toList();
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static Programme programme(CSVRecord line) {
        DivisionCode issuer = new DivisionCode(line.get("issuer_division"));
        return new Programme(
                Id.of(line.get("key")),
                issuer.province(),
                issuer,
                line.get("name_zh"),
                line.get("name_en"),
                Integer.parseInt(line.get("year")),
                Money.parse(line.get("budget_yuan")),
                true,
                true,
                line.get("source"));
    }
}

package org.deltacommons.surface.seeding;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.deltacommons.commons.bookings.BookingsDemo;
import org.deltacommons.commons.clearing.ClearingDemo;
import org.deltacommons.commons.enterprises.EnterpriseSeed;
import org.deltacommons.commons.resources.Catalogue;
import org.deltacommons.commons.vouchers.ProgrammeSeed;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.identity.Cast;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.procedures.Calendars;
import org.deltacommons.foundation.rulebook.RuleSeed;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Loads everything that a fresh installation shows. A marker file in the data folder says that it
/// was done, so that later starts lose no time.
@Component
@Order(0)
@ConditionalOnProperty(name = "delta.seed", havingValue = "true", matchIfMissing = true)
class FirstStart implements ApplicationRunner {

    private static final int LOOKS_FOR_PROPOSAL = 30;
    private static final String MARKER = "seeded.v1";

    /// One step with its name.
    private interface Step {
        Object run() throws Exception;
    }

    private final Path data;
    private final Cast cast;
    private final Calendars calendars;
    private final RuleSeed rules;
    private final ProgrammeSeed programmes;
    private final EnterpriseSeed enterprises;
    private final Catalogue catalogue;
    private final BookingsDemo agendas;
    private final ClearingDemo clearing;
    private final People people;
    private final Followers followers;
    private final Clock clock;
    private final PrintStream out = System.out;

    FirstStart(
            @Value("${delta.data}") Path data,
            Cast cast,
            Calendars calendars,
            RuleSeed rules,
            ProgrammeSeed programmes,
            EnterpriseSeed enterprises,
            Catalogue catalogue,
            BookingsDemo agendas,
            ClearingDemo clearing,
            People people,
            Followers followers,
            Clock clock) {
        this.data = data;
        this.cast = cast;
        this.calendars = calendars;
        this.rules = rules;
        this.programmes = programmes;
        this.enterprises = enterprises;
        this.catalogue = catalogue;
        this.agendas = agendas;
        this.clearing = clearing;
        this.people = people;
        this.followers = followers;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) throws Exception {
        Path marker = data.resolve(MARKER);
        if (!Files.exists(marker)) {
            load(marker);
        }
        sayWhetherItIsTooLate();
    }

    /// Whoever follows the main job should not learn at its end that nothing is paid any more.
    private void sayWhetherItIsTooLate() {
        LocalDate today = today();
        programmes
                .lastClaims(today)
                .filter(today::isAfter)
                .ifPresent(last ->
                        out.printf(
                                "The demonstration's vouchers could be claimed until %s. To follow"
                                        + " the main job: bin/run --data demo --today %d-03-02%n",
                                last, last.getYear()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    }

    private void load(Path marker) throws Exception {
        Files.createDirectories(data);
        Path signIns = data.resolve("sign-ins.txt");
        step(
                1,
                "organisations and people",
                () -> {
                    cast.load(signIns);
                    return "sign-ins in " + signIns;
                });
        step(2, "working-day calendars", calendars::load);
        step(3, "rules", rules::load);
        step(4, "voucher programmes", programmes::load);
        step(5, "enterprises", enterprises::load);
        step(6, "resources", catalogue::load);
        step(7, "agendas and training certificates", agendas::load);
        step(
                8,
                "what was used before",
                () -> {
                    // The cast's main firm had used 278,400 of its ceiling of
                    // 300,000 yuan.
                    programmes.usedBefore(
                            "mas-2026", "org-jiangpan", Money.yuan(300_000), Money.yuan(278_400));
                    return 1;
                });
        step(9, "followers", () -> followers.settle(Duration.ofMinutes(5)));
        step(10, "clearing agreement of the demonstration zone", this::agree);
        Files.writeString(marker, "");
    }

    /// For this year and the next, proposed by Shanghai and signed by each party's own officer. At
    /// a node without Shanghai the proposal comes from there; one that does not come in time is
    /// signed by hand.
    private int agree() {
        int year = today().getYear();
        boolean leads =
                people.actor("person-sh.clearing")
                        .map(lead ->
                                clearing.propose(
                                        lead,
                                        LocalDate.of(year, 1, 1),
                                        LocalDate.of(year + 1, 12, 31)))
                        .isPresent();
        boolean signs =
                ClearingDemo.PARTIES.stream()
                        .anyMatch(party -> people.actor(officer(party)).isPresent());
        int signed = 0;
        int looks = leads || !signs ? 1 : LOOKS_FOR_PROPOSAL;
        for (int look = 0; look < looks && signed == 0; look++) {
            if (look > 0) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
            followers.settle(Duration.ofMinutes(1));
            signed = clearing.sign(province -> people.actor(officer(province)).orElseThrow());
        }
        followers.settle(Duration.ofMinutes(1));
        return signed;
    }

    private static String officer(Province province) {
        return switch (province) {
            case SHANGHAI -> "person-sh.officer";
            case JIANGSU -> "person-js.officer";
            case ZHEJIANG -> "person-zj.officer";
            case ANHUI -> "person-ah.officer";
        };
    }

    private void step(int number, String what, Step step) throws Exception {
        long from = System.nanoTime();
        out.printf("Loading %d/10 %s …%n", number, what);
        Object result = step.run();
        out.printf(
                "Loading %d/10 %s: %s (%d ms)%n",
                number, what, result, (System.nanoTime() - from) / 1_000_000);
    }
}

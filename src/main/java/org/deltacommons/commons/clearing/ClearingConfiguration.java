package org.deltacommons.commons.clearing;

import java.util.List;
import java.util.Map;
import org.deltacommons.commons.vouchers.Agreements;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.OptionSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The declared procedures between provinces.
@Configuration
class ClearingConfiguration {

    private static final int AGREEMENTS_MAX = 200;

    @Bean
    Procedure<Agreement> agreementProcedure() {
        return Agreeing.procedure();
    }

    @Bean
    Procedure<Advance> advanceProcedure() {
        return Advancing.procedure();
    }

    @Bean
    Procedure<Receipt> receiptProcedure() {
        return Receipt.procedure();
    }

    @Bean
    Procedure<Clawback> clawbackProcedure() {
        return Clawback.procedure();
    }

    @Bean
    Procedure<Netting> nettingProcedure() {
        return Nettings.procedure();
    }

    @Bean
    Procedure<Dispute> disputeProcedure() {
        return Disputes.procedure();
    }

    @Bean
    Agreements agreementsInForce() {
        return Agreeing.port();
    }

    /// The agreements whose periods somebody's province opens.
    @Bean
    OptionSource agreementOptions(Records records) {
        return actor -> {
            List<String> homes =
                    Officials.provinces(actor).stream().map(province -> province.code()).toList();
            return homes.isEmpty()
                    ? List.of()
                    : records
                            .list(
                                    Agreement.class,
                                    "t.home IN (:homes) AND t.state IN ('IN_FORCE', 'ENDED')",
                                    "t.number",
                                    Map.of("homes", homes),
                                    AGREEMENTS_MAX)
                            .stream()
                            .filter(agreement -> agreement.lead() == agreement.home())
                            .map(agreement -> new Option(agreement.number(), agreement.number()))
                            .toList();
        };
    }

    @Bean
    MenuEntry reconciliationMenu() {
        return new MenuEntry(
                        "menu.reconciliation", "/reconciliation", "scale", 44, Officials::isOne)
                .in("menu.books");
    }

    @Bean
    MenuEntry clearingMenu() {
        return new MenuEntry("menu.clearing", "/clearing", "arrows-exchange", 45, Officials::isOne)
                .in("menu.books");
    }

    @Bean
    ClearingDemo clearingDemo(
            Procedures procedures,
            Procedure<Agreement> agreements,
            GroupLane lane,
            Records records) {
        return new ClearingDemo(procedures, agreements, lane, records);
    }
}

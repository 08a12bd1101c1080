package org.deltacommons.commons.vouchers;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.NamedThings;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.OptionSource;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The choices of the forms: my firms, the programmes in force, my vouchers.
@Configuration
class FormChoices {

    private static final List<Role> FIRM_ROLES =
            List.of(Role.FIRM_ENGINEER, Role.FIRM_FINANCE, Role.SIGNATORY);

    /// The organisations somebody acts for as a firm.
    static List<String> firms(Actor actor) {
        return actor.memberships().stream()
                .filter(membership -> FIRM_ROLES.contains(membership.role()))
                .map(Membership::where)
                .distinct()
                .toList();
    }

    @Bean
    NamedThings namedProgrammes(Records records, Words words) {
        return NamedThings.rows(records, Programme.class, one -> one.name(words.english()));
    }

    @Bean
    OptionSource firmOptions(Organisations organisations, Words words) {
        return actor ->
                firms(actor).stream()
                        .map(firm -> new Option(firm, organisations.name(firm, words.language())))
                        .toList();
    }

    @Bean
    OptionSource programmeOptions(Records records, Words words) {
        return actor ->
                records.list(Programme.class, "t.open", "t.issuer, t.id", Map.of(), 500).stream()
                        .map(programme ->
                                new Option(programme.id().value(), programme.name(words.english())))
                        .toList();
    }

    /// Valid vouchers with what is left of them.
    @Bean
    OptionSource voucherOptions(Records records, Ledger ledger, Words words, Clock clock) {
        return actor ->
                Stream.of(firms(actor))
                        .filter(firms -> !firms.isEmpty())
                        .flatMap(firms ->
                                records
                                        .list(
                                                Voucher.class,
                                                "t.firm IN (:firms) AND t.state = 'GRANTED'",
                                                "t.granted_at DESC",
                                                Map.of("firms", firms),
                                                100)
                                        .stream())
                        .filter(voucher -> voucher.isUsable(clock.instant()))
                        .map(voucher ->
                                new Option(
                                        voucher.id().value(),
                                        words.say(
                                                "voucher.option",
                                                Map.of(
                                                        "programme",
                                                        voucher.programmeName(),
                                                        "left",
                                                        left(ledger, voucher)))))
                        .toList();
    }

    static Money left(Ledger ledger, Voucher voucher) {
        return ledger.balances(Chart.voucher(voucher.id().value()))
                .map(Balances::available)
                .orElse(Money.ZERO);
    }
}

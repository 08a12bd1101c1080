package org.deltacommons.commons.vouchers;

import java.util.List;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How a provider's province learns that an account is wanted, and answers from what it has where
/// it can.
@Configuration
class AccountHandlers {

    private interface Reaction<B> {
        List<Part> parts(B body, RecordedFact fact, Rows rows);
    }

    private record Asked<B extends Record>(Class<B> fact, Reaction<B> reaction)
            implements FactHandler<B> {
        @Override
        public List<Part> on(B body, RecordedFact recorded, Rows rows) {
            return reaction.parts(body, recorded, rows);
        }
    }

    @Bean
    Procedure<AccountRequest> accountRequestProcedure() {
        return AccountRequest.procedure();
    }

    /// Whether the province that asks keeps the order, and the payee is at home here: nobody else
    /// learns where a provider is paid.
    private static boolean mayAsk(RecordedFact fact, String order, String payee, Rows rows) {
        return rows.find(Organisation.class, Id.<Organisation>of(payee))
                        .filter(found -> found.home() == rows.home())
                        .isPresent()
                && rows.find(Booking.class, Booking.idOf(order))
                        .filter(booking ->
                                booking.home() == rows.home()
                                        && booking.orderHome() == fact.origin())
                        .isPresent();
    }

    private static AccountRequest request(
            RecordedFact fact,
            Rows rows,
            String claim,
            String provider,
            Money amount,
            String number,
            String reason) {
        return new AccountRequest(
                AccountRequest.idOf(claim, number),
                rows.home(),
                AccountState.ASKED,
                fact.origin(),
                claim,
                fact.subject(),
                provider,
                amount,
                number,
                reason,
                rows.now());
    }

    /// Captured in favour of a provider of this home: what it gave before is told at once.
    @Bean
    FactHandler<VoucherCaptured> accountWanted(Procedure<AccountRequest> procedure, Moving moving) {
        return new Asked<>(
                VoucherCaptured.class,
                (body, fact, rows) -> {
                    boolean direct = body.route().equals(PaymentRoute.PROVIDER_DIRECT.name());
                    if (!direct || !mayAsk(fact, body.order(), body.payee(), rows)) {
                        return List.of();
                    }
                    return told(
                            request(fact, rows, body.claim(), body.payee(), body.amount(), "", ""),
                            procedure,
                            moving,
                            rows);
                });
    }

    /// From what the provider said before, or once it has been asked.
    private static List<Part> told(
            AccountRequest asked, Procedure<AccountRequest> procedure, Moving moving, Rows rows) {
        return rows.find(PayeeAccount.class, PayeeAccount.idOf(asked.provider()))
                .map(kept -> List.<Part>of(asked.told(kept.account())))
                .orElseGet(() -> moving.parts(procedure, null, "ask", Move.to(asked), rows));
    }

    /// An advance that was declined: the issuer pays the provider itself.
    @Bean
    FactHandler<AccountWanted> accountWantedAfterAll(
            Procedure<AccountRequest> procedure, Moving moving) {
        return new Asked<>(
                AccountWanted.class,
                (body, fact, rows) ->
                        mayAsk(fact, body.order(), body.payee(), rows)
                                ? told(
                                        request(
                                                fact,
                                                rows,
                                                body.claim(),
                                                body.payee(),
                                                body.amount(),
                                                "",
                                                body.reason()),
                                        procedure,
                                        moving,
                                        rows)
                                : List.of());
    }

    @Bean
    FactHandler<PaymentReturned> accountWantedAgain(
            Procedure<AccountRequest> procedure, Moving moving) {
        return new Asked<>(
                PaymentReturned.class,
                (body, fact, rows) ->
                        mayAsk(fact, body.order(), body.payee(), rows)
                                ? moving.parts(
                                        procedure,
                                        null,
                                        "ask",
                                        Move.to(
                                                request(
                                                        fact,
                                                        rows,
                                                        body.claim(),
                                                        body.payee(),
                                                        body.amount(),
                                                        body.number(),
                                                        body.reason())),
                                        rows)
                                : List.of());
    }

    private record Page() implements CasePage<AccountRequest> {
        @Override
        public Class<AccountRequest> type() {
            return AccountRequest.class;
        }

        @Override
        public List<Section> sections(AccountRequest request, Actor actor) {
            return List.of(
                    Section.of(
                            "account-request.section.what",
                            Entry.of("account-request.amount", request.amount()),
                            Entry.of("account-request.issuer", request.orderHome()),
                            Entry.of("account-request.claim", request.claim()),
                            Entry.of(
                                    "account-request.number",
                                    request.number().isEmpty() ? null : request.number()),
                            Entry.of(
                                    "account-request.reason",
                                    request.reason().isEmpty() ? null : request.reason())));
        }
    }

    @Bean
    CasePage<AccountRequest> accountRequestCase() {
        return new Page();
    }
}

package org.deltacommons.commons.clearing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/// One party's copy of a clearing period (清算期). All copies hold the same statements and come to the
/// same balances, because each is computed from the parties' facts alone.
///
/// @param owed what creditors stated, one line for each ordered pair of parties
/// @param confirmed what debtors stated about the same pairs
/// @param signatures of this round
/// @param transfers settlements made so far
/// @param note why it is disputed
/// @param aside obligations that are settled apart
/// @param leftOut parties that do not take part in this round
@Stored("clearing.netting")
public record Netting(
        Id<Netting> id,
        Province home,
        NettingState state,
        String agreement,
        int period,
        int round,
        Province lead,
        List<Province> parties,
        List<Owed> owed,
        List<Owed> confirmed,
        List<Signature> signatures,
        List<Transfer> transfers,
        Instant openedAt,
        @Nullable @Personal String note,
        List<Aside> aside,
        List<Province> leftOut)
        implements Case {

    /// So many obligations of one pair a period takes at most; the rest waits for the next.
    static final int ITEMS_MAX = 500;

    /// What one party owes another.
    ///
    /// @param count of advances
    /// @param upTo the index in the creditor's feed up to which they count
    /// @param items the advances and clawbacks, one by one
    public record Owed(
            Province creditor,
            Province debtor,
            Money amount,
            int count,
            long upTo,
            List<Item> items) {

        public Owed {
            items = List.copyOf(items);
        }

        boolean isPair(Owed other) {
            return creditor == other.creditor && debtor == other.debtor;
        }

        boolean saysSame(Owed other) {
            return amount.equals(other.amount) && items.equals(other.items);
        }

        Optional<Item> item(int sequence) {
            return items.stream().filter(one -> one.sequence() == sequence).findFirst();
        }
    }

    /// One obligation.
    public record Item(int sequence, String claim, Money amount) {}

    /// An obligation about which creditor and debtor say different things; null where one of them
    /// knows of none.
    record Difference(Owed pair, int sequence, @Nullable Item creditor, @Nullable Item debtor) {}

    /// @param digest of what was signed
    public record Signature(Province party, String digest) {}

    /// A settlement.
    ///
    /// @param number of the payment
    /// @param missedBecause why the payee says that it did not arrive
    /// @param attempt counts the payments between the two for this period
    public record Transfer(
            Province payer,
            Province payee,
            Money amount,
            String number,
            LocalDate paidOn,
            @Nullable LocalDate receivedOn,
            @Nullable @Personal String missedBecause,
            int attempt) {

        boolean isMissed() {
            return missedBecause != null;
        }

        boolean isBetween(Province from, Province to) {
            return payer == from && payee == to;
        }

        Transfer received(LocalDate on) {
            return new Transfer(payer, payee, amount, number, paidOn, on, null, attempt);
        }

        Transfer missed(String because) {
            return new Transfer(payer, payee, amount, number, paidOn, null, because, attempt);
        }

        private boolean isAnswered() {
            return receivedOn != null || missedBecause != null;
        }

        private boolean isSame(Transfer other) {
            return isBetween(other.payer, other.payee) && attempt == other.attempt;
        }
    }

    public Netting {
        parties = parties.stream().sorted().distinct().toList();
        owed = List.copyOf(owed);
        confirmed = List.copyOf(confirmed);
        signatures = List.copyOf(signatures);
        transfers = List.copyOf(transfers);
        aside = List.copyOf(aside);
        leftOut = leftOut.stream().sorted().distinct().toList();
    }

    static Id<Netting> idOf(Header header, Province home) {
        return Id.of(header.subject() + "-" + home.code());
    }

    static Netting opened(Header header, Province home, Instant at) {
        return new Netting(
                idOf(header, home),
                home,
                NettingState.STATING,
                header.agreement(),
                header.period(),
                header.round(),
                header.lead(),
                header.parties(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                at,
                null,
                header.aside(),
                header.leftOut());
    }

    Header header() {
        return new Header(agreement, period, round, lead, parties, aside, leftOut);
    }

    /// Who takes part in this round.
    List<Province> active() {
        return parties.stream().filter(party -> !leftOut.contains(party)).toList();
    }

    boolean isLeftOut() {
        return leftOut.contains(home);
    }

    @Override
    public String title() {
        return agreement + " · " + period;
    }

    @Override
    public DivisionCode division() {
        return home.division();
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case HOME, OWNER, ISSUER -> Optional.of(home.code());
            case FIRM, PROVIDER, LEGAL_PERSON, VERIFIER -> Optional.empty();
        };
    }

    /// Whether every creditor has stated and every debtor has confirmed.
    boolean isComplete() {
        int pairs = active().size() * (active().size() - 1);
        return owed.size() == pairs && confirmed.size() == pairs;
    }

    /// The pairs about which creditor and debtor say different things.
    List<Owed> disputed() {
        return owed.stream()
                .filter(stated ->
                        confirmed.stream()
                                .filter(stated::isPair)
                                .anyMatch(said -> !said.saysSame(stated)))
                .toList();
    }

    /// The obligations that the disputed pairs differ in, one by one.
    List<Difference> differences() {
        List<Difference> found = new ArrayList<>();
        for (Owed stated : disputed()) {
            Owed said = confirmed.stream().filter(stated::isPair).findFirst().orElseThrow();
            Stream.concat(stated.items().stream(), said.items().stream())
                    .map(Item::sequence)
                    .distinct()
                    .sorted()
                    .map(sequence ->
                            new Difference(
                                    stated,
                                    sequence,
                                    stated.item(sequence).orElse(null),
                                    said.item(sequence).orElse(null)))
                    .filter(one -> !Objects.equals(one.creditor(), one.debtor()))
                    .forEach(found::add);
        }
        return found;
    }

    /// What this home may dispute: its own obligations, as either side states them.
    List<Aside> disputable(String reason) {
        Map<String, Aside> own = new LinkedHashMap<>();
        Stream.concat(owed.stream(), confirmed.stream())
                .filter(pair -> pair.creditor() == home || pair.debtor() == home)
                .forEach(pair ->
                        pair.items()
                                .forEach(item ->
                                        own.putIfAbsent(
                                                key(pair, item),
                                                new Aside(
                                                        pair.creditor(),
                                                        pair.debtor(),
                                                        item.sequence(),
                                                        item.claim(),
                                                        item.amount(),
                                                        home,
                                                        reason))));
        return own.values().stream()
                .filter(one ->
                        aside.stream()
                                .noneMatch(known ->
                                        known.isAbout(
                                                one.creditor(), one.debtor(), one.sequence())))
                .toList();
    }

    private static String key(Owed pair, Item item) {
        return pair.creditor().code() + "/" + pair.debtor().code() + "/" + item.sequence();
    }

    /// Where this home keeps its dispute about what is set aside, if it has one.
    Id<Dispute> disputeAbout(Aside one) {
        return Disputed.id(agreement, home, one.creditor(), one.debtor(), one.sequence());
    }

    Plan plan() {
        return Plan.of(active(), owed);
    }

    /// What this party still has to pay, by payee.
    List<Plan.Payment> unpaid() {
        return plan().payments().stream()
                .filter(payment -> payment.payer() == home)
                .filter(payment ->
                        transfers.stream()
                                .noneMatch(t ->
                                        !t.isMissed()
                                                && t.isBetween(payment.payer(), payment.payee())))
                .toList();
    }

    /// Whether everything that this party pays or gets has arrived.
    boolean isSettled() {
        return plan().payments().stream()
                .filter(payment -> payment.payer() == home || payment.payee() == home)
                .allMatch(payment ->
                        transfer(payment.payer(), payment.payee())
                                .filter(t -> t.receivedOn() != null)
                                .isPresent());
    }

    Optional<Transfer> transfer(Province payer, Province payee) {
        return transfers.stream()
                .filter(t -> !t.isMissed() && t.isBetween(payer, payee))
                .findFirst();
    }

    /// Which attempt the next settlement between the two is.
    int nextAttempt(Province payer, Province payee) {
        return 1 + (int) transfers.stream().filter(t -> t.isBetween(payer, payee)).count();
    }

    boolean isSignedByAll() {
        List<Province> signers = signatures.stream().map(Signature::party).toList();
        return signers.containsAll(active());
    }

    /// Who takes part and has not signed, as a list of one's own.
    List<Province> unsigned() {
        List<Province> missing = new ArrayList<>(active());
        missing.removeIf(this::isSignedBy);
        return missing;
    }

    /// Whether all have signed what is paid here now.
    boolean isNetted() {
        return switch (state) {
            case TO_PAY, SENT, TO_RECEIVE, CLOSED -> true;
            case STATING, DIFFERING, TO_SIGN, SIGNED, LEFT_OUT -> false;
        };
    }

    /// Whether a settlement is one that this period asks for, to the fen.
    boolean isDue(Transfer transfer) {
        return plan().payments().stream()
                .anyMatch(payment ->
                        transfer.isBetween(payment.payer(), payment.payee())
                                && transfer.amount().equals(payment.amount()));
    }

    boolean isSignedBy(Province party) {
        return signatures.stream().anyMatch(signature -> signature.party() == party);
    }

    /// SHA-256 of everything that a signature stands for, in one order at every party.
    String digest() {
        List<String> lines = new ArrayList<>();
        lines.add(agreement + "/" + period + "/" + round);
        owed.stream()
                .sorted(Comparator.comparing(Owed::creditor).thenComparing(Owed::debtor))
                .forEach(pair -> {
                    lines.add(
                            "%s>%s=%d#%d@%d"
                                    .formatted(
                                            pair.debtor().code(),
                                            pair.creditor().code(),
                                            pair.amount().fen(),
                                            pair.count(),
                                            pair.upTo()));
                    pair.items()
                            .forEach(item ->
                                    lines.add(
                                            "%d:%s=%d"
                                                    .formatted(
                                                            item.sequence(),
                                                            item.claim(),
                                                            item.amount().fen())));
                });
        aside.stream()
                .map(one ->
                        "aside %s>%s#%d"
                                .formatted(
                                        one.debtor().code(), one.creditor().code(), one.sequence()))
                .sorted()
                .forEach(lines::add);
        leftOut.forEach(party -> lines.add("without " + party.code()));
        return Sha256.hex(String.join("\n", lines));
    }

    Netting in(NettingState next) {
        return with(next, owed, confirmed, signatures, transfers, note);
    }

    Netting noted(@Nullable String words) {
        return with(state, owed, confirmed, signatures, transfers, words);
    }

    /// With one obligation more that is to be settled apart.
    Netting without(Aside item) {
        List<Aside> all = new ArrayList<>(aside);
        all.removeIf(one -> one.isAbout(item.creditor(), item.debtor(), item.sequence()));
        all.add(item);
        all.sort(
                Comparator.comparing(Aside::creditor)
                        .thenComparing(Aside::debtor)
                        .thenComparing(Aside::sequence));
        return new Netting(
                id,
                home,
                state,
                agreement,
                period,
                round,
                lead,
                parties,
                owed,
                confirmed,
                signatures,
                transfers,
                openedAt,
                item.reason(),
                all,
                leftOut);
    }

    Netting stated(List<Owed> lines) {
        return with(state, merged(owed, lines), confirmed, signatures, transfers, note);
    }

    Netting confirmed(Owed line) {
        return with(state, owed, merged(confirmed, List.of(line)), signatures, transfers, note);
    }

    Netting signed(Signature signature) {
        List<Signature> all = new ArrayList<>(signatures);
        all.removeIf(one -> one.party() == signature.party());
        all.add(signature);
        return with(state, owed, confirmed, all, transfers, note);
    }

    Netting transferred(Transfer transfer) {
        List<Transfer> all = new ArrayList<>(transfers);
        // Feeds bring words out of order: what arrived or was missed is not unsaid by an
        // announcement that is read later.
        boolean known = all.stream().anyMatch(one -> transfer.isSame(one) && one.isAnswered());
        if (!known || transfer.isAnswered()) {
            all.removeIf(transfer::isSame);
            all.add(transfer);
        }
        return with(state, owed, confirmed, signatures, all, note);
    }

    private static List<Owed> merged(List<Owed> old, List<Owed> lines) {
        List<Owed> all = new ArrayList<>(old);
        all.removeIf(one -> lines.stream().anyMatch(one::isPair));
        all.addAll(lines);
        all.sort(Comparator.comparing(Owed::creditor).thenComparing(Owed::debtor));
        return all;
    }

    private Netting with(
            NettingState next,
            List<Owed> stated,
            List<Owed> said,
            List<Signature> signers,
            List<Transfer> settled,
            @Nullable String words) {
        return new Netting(
                id, home, next, agreement, period, round, lead, parties, stated, said, signers,
                settled, openedAt, words, aside, leftOut);
    }
}

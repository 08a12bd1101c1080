package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// What a period comes to: one balance a party and the payments that bring all of them to zero. The
/// same input gives the same plan at every party.
///
/// @param balances what each party is owed (positive) or owes (negative); they add up to zero
/// @param payments at most one less than there are parties
record Plan(Map<Province, Money> balances, List<Payment> payments) {

    record Payment(Province payer, Province payee, Money amount) {}

    static Plan of(List<Province> parties, List<Netting.Owed> owed) {
        Map<Province, Money> balances = new EnumMap<>(Province.class);
        parties.forEach(party -> balances.put(party, Money.ZERO));
        for (Netting.Owed one : owed) {
            balances.merge(one.creditor(), one.amount(), Money::plus);
            balances.merge(one.debtor(), one.amount().negated(), Money::plus);
        }
        return new Plan(Map.copyOf(balances), payments(balances));
    }

    /// The largest debtor pays the largest creditor until nothing is left; of equals the one with
    /// the lower code comes first. Each payment brings at least one party to zero.
    private static List<Payment> payments(Map<Province, Money> balances) {
        Map<Province, Money> left = new EnumMap<>(balances);
        List<Payment> payments = new ArrayList<>();
        while (true) {
            Map.Entry<Province, Money> payee = largest(left, 1);
            Map.Entry<Province, Money> payer = largest(left, -1);
            Money amount = payee.getValue().min(payer.getValue().negated());
            if (!amount.isPositive()) {
                return payments;
            }
            payments.add(new Payment(payer.getKey(), payee.getKey(), amount));
            left.merge(payee.getKey(), amount.negated(), Money::plus);
            left.merge(payer.getKey(), amount, Money::plus);
        }
    }

    private static Map.Entry<Province, Money> largest(Map<Province, Money> left, int sign) {
        return left.entrySet().stream()
                .max(
                        Comparator.comparingLong((Map.Entry<Province, Money> one) ->
                                        sign * one.getValue().fen())
                                .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::copyOf)
                .orElseThrow();
    }
}

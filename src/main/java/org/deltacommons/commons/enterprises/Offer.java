package org.deltacommons.commons.enterprises;

import java.util.List;
import org.deltacommons.foundation.rulebook.Applied;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// What one programme would give to one asker.
///
/// @param programme the programme's key
/// @param issuer whose it is
/// @param conditions each with its answer
/// @param ceiling the most in a year; null where the programme has nothing for the asker
/// @param amount of the contract asked about; null if none was, or the class is not paid
record Offer(
        String programme,
        DivisionCode issuer,
        Applied<VoucherRule> rule,
        List<Condition> conditions,
        @Nullable Money ceiling,
        @Nullable Money amount) {

    static Offer of(
            String programme,
            DivisionCode issuer,
            Applied<VoucherRule> rule,
            List<Condition> conditions,
            boolean team,
            @Nullable ServiceClass service,
            @Nullable Money contract) {
        Money ceiling = rule.value().ceiling(team).orElse(null);
        Money amount =
                ceiling == null || service == null || contract == null
                        ? null
                        : rule.value().shareOf(service, contract).min(ceiling);
        return new Offer(programme, issuer, rule, conditions, ceiling, amount);
    }

    Check verdict() {
        return Condition.all(conditions);
    }
}

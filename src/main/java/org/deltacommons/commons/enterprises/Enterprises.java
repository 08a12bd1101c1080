package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.rulebook.ThresholdRule;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// What decisions ask about enterprises. Pure: reads rows by id and nothing else.
public final class Enterprises {

    static final String HONESTY_DAYS = "honesty.days";
    private static final int HONESTY_DAYS_ELSE = 90;

    private final Rules rules;

    public Enterprises(Rules rules) {
        this.rules = rules;
    }

    /// @param organisation the organisation's id, such as `org-jiangpan`
    ///
    /// @return its record at this home, or as far as it is known here; of one that moved away with
    ///   the division it moved to
    public Optional<Enterprise> find(Rows rows, String organisation) {
        return Enterprise.keptHere(rows, organisation)
                .or(() -> rows.find(Enterprise.class, Id.<Enterprise>of(organisation)))
                .map(known ->
                        rows.find(Moved.class, Moved.idOf(organisation, rows.home()))
                                .map(Moved::successor)
                                .map(known::leftFor)
                                .orElse(known));
    }

    /// Whether an organisation is or was at home in a province: where it moved to it orders anew,
    /// where it was it goes on with what it was granted there.
    public static boolean wasEverAt(
            Rows rows, String organisation, Province registered, Province home) {
        Province at = registered;
        for (int moves = 0; at != home && moves < Province.values().length; moves++) {
            DivisionCode next =
                    rows.find(Moved.class, Moved.idOf(organisation, at))
                            .map(Moved::successor)
                            .orElse(null);
            if (next == null) {
                return false;
            }
            at = next.province();
        }
        return at == home;
    }

    /// Where an organisation's record is kept now, as far as this node knows.
    public static Optional<Province> homeOf(Records records, String organisation) {
        return present(records, organisation).map(Enterprise::home);
    }

    /// The record that is kept now, after every move.
    static Optional<Enterprise> present(Records records, String organisation) {
        if (!organisation.matches("[A-Za-z0-9][A-Za-z0-9-]{0,70}")) {
            return Optional.empty();
        }
        return Stream.concat(
                        Arrays.stream(Province.values())
                                .map(home -> Enterprise.idIn(organisation, home)),
                        Stream.of(Id.<Enterprise>of(organisation)))
                .flatMap(id -> records.find(Enterprise.class, id).stream())
                .filter(found -> movedTo(records, found).isEmpty())
                .findFirst();
    }

    /// Where the organisation went whose record this was.
    static Optional<Moved> movedTo(Records records, Enterprise record) {
        return records.find(Moved.class, Moved.idOf(record.organisation(), record.home()))
                .filter(moved -> moved.successor() != null);
    }

    /// Every condition of a programme, each met, not met or not verified. To be kept with the
    /// decision. An organisation of which nothing is known meets nothing and fails nothing.
    ///
    /// @param issuer whose programme
    /// @param on the day that counts, Asia/Shanghai
    public List<Condition> eligibility(
            Rows rows, String organisation, VoucherRule rule, DivisionCode issuer, LocalDate on) {
        return find(rows, organisation)
                .map(enterprise -> at(rows, issuer, on).judge(enterprise, rule, issuer, on))
                .orElseGet(Eligibility::unknown);
    }

    /// Whether two organisations are related parties, met when they are not. The same name with
    /// another identity is no relation; without data on either the answer is "not verified".
    ///
    /// @param hops how many ties apart, 0 to 3; see [VoucherRule#relatedPartyHops]
    public Condition related(Rows rows, String organisation, String other, int hops) {
        return new Kinship(rows).between(organisation, other, hops);
    }

    /// The yardsticks of a day.
    Eligibility at(Rows rows, DivisionCode division, LocalDate on) {
        long days =
                rules.at(rows, ThresholdRule.class, ThresholdRule.topic(HONESTY_DAYS), division, on)
                        .map(rule -> rule.value().limit())
                        .orElse((long) HONESTY_DAYS_ELSE);
        return new Eligibility(
                rules.at(rows, SizeRule.class, division, on).orElse(null), Math.toIntExact(days));
    }
}

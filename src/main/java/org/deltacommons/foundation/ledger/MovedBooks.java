package org.deltacommons.foundation.ledger;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltacommons.foundation.lane.MovingFigures;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The books of a home that moves: every account stands at the fen where it stood, and what stands
/// is what the transfers come to.
@Component
final class MovedBooks implements MovingFigures {

    @Override
    public Map<String, String> of(Province home, JdbcClient there) {
        return there.sql(
                        """
                        SELECT count(*) AS accounts,
                               coalesce(sum(debits_posted_fen), 0) AS debits,
                               coalesce(sum(debits_pending_fen + credits_pending_fen), 0) AS pending,
                               encode(sha256(convert_to(coalesce(string_agg(
                                   concat_ws(' ', number, sequence, debits_posted_fen,
                                             debits_pending_fen, credits_posted_fen,
                                             credits_pending_fen), ',' ORDER BY number), ''),
                                   'UTF8')), 'hex') AS balances
                        FROM ledger.balance WHERE home = ?
                        """)
                .params(home.code())
                .query((row, _) ->
                        Map.of(
                                "ledger.accounts", row.getString("accounts"),
                                "ledger.posted-fen", row.getString("debits"),
                                "ledger.pending-fen", row.getString("pending"),
                                "ledger.balances", row.getString("balances")))
                .single();
    }

    @Override
    public List<String> wrong(Province home, JdbcClient there) {
        return there.sql(
                        """
                        WITH stands AS (
                            SELECT coalesce(sum(debits_posted_fen), 0) AS debits,
                                   coalesce(sum(credits_posted_fen), 0) AS credits,
                                   coalesce(sum(debits_pending_fen), 0) AS held,
                                   coalesce(sum(credits_pending_fen), 0) AS owed
                            FROM ledger.balance WHERE home = :home
                        ), moved AS (
                            SELECT coalesce(sum(amount_fen)
                                       FILTER (WHERE kind IN ('POST', 'CAPTURE', 'REVERSE')), 0) AS posted
                            FROM ledger.transfer WHERE home = :home
                        )
                        SELECT name FROM stands CROSS JOIN moved CROSS JOIN LATERAL (VALUES
                            ('trial-balance', debits <> credits OR held <> owed),
                            ('transfers', debits <> posted)) AS looked (name, wrong)
                        WHERE wrong
                        """)
                .param("home", home.code())
                .query((row, _) -> Objects.requireNonNull(row.getString("name")))
                .list();
    }
}

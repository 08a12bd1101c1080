package org.deltacommons.commons.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;

import java.time.Instant;
import java.util.List;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.Test;

/// What is kept of a party that speaks of rounds which its lead has not opened.
class EarlyWordsTest {

    private static final Header ROUND =
            Header.first("A-1", 3, SHANGHAI, List.of(SHANGHAI, JIANGSU, ZHEJIANG));

    private static EarlyWords.Early said(RoundWord word) {
        return EarlyWords.Early.of(
                word,
                new RecordedFact(
                        ZHEJIANG,
                        7,
                        "clearing.NettingSigned",
                        2,
                        ROUND.subject(),
                        Audience.FOUR,
                        Json.told((Record) word),
                        Instant.EPOCH,
                        "system"));
    }

    @Test
    void of_one_party_only_so_many_words_of_a_round_are_kept_and_none_twice() {
        EarlyWords known = EarlyWords.none(ROUND, JIANGSU, ZHEJIANG);
        for (int i = 0; i < EarlyWords.WORDS_MAX; i++) {
            NettingSigned word = new NettingSigned(ROUND, ZHEJIANG, "digest " + i);
            assertThat(known.takes(word)).isTrue();
            known = known.with(said(word));
            assertThat(known.takes(word)).isFalse();
        }
        assertThat(known.takes(new NettingSigned(ROUND, ZHEJIANG, "one more"))).isFalse();
        assertThat(known.words()).hasSize(EarlyWords.WORDS_MAX);
        assertThat(known.dealtWith().words()).isEmpty();
    }

    @Test
    void every_word_is_read_as_it_was_said() {
        Netting.Owed owed = new Netting.Owed(SHANGHAI, ZHEJIANG, Money.yuan(1), 0, 9, List.of());
        Netting.Transfer transfer =
                new Netting.Transfer(
                        ZHEJIANG,
                        SHANGHAI,
                        Money.yuan(1),
                        "S-1",
                        java.time.LocalDate.of(2026, 3, 5),
                        null,
                        null,
                        1);
        Aside item = new Aside(SHANGHAI, ZHEJIANG, 1, "clm-1", Money.yuan(1), ZHEJIANG, "why");
        for (RoundWord word :
                List.of(
                        new ReceivablesStated(ROUND, ZHEJIANG, List.of(owed)),
                        new PayablesConfirmed(ROUND, owed),
                        new NettingSigned(ROUND, ZHEJIANG, "digest"),
                        new NettingContested(ROUND, ZHEJIANG, "why"),
                        new ItemDisputed(ROUND, item),
                        new SettlementPaid(ROUND, transfer),
                        new SettlementReceived(ROUND, transfer),
                        new SettlementMissed(ROUND, transfer, "why"))) {
            EarlyWords.Early kept = Json.read(Json.text(said(word)), EarlyWords.Early.class);
            assertThat(kept.word()).isEqualTo(word);
        }
    }

    @Test
    void a_round_is_believed_only_if_it_may_have_been_opened_meanwhile() {
        assertThat(EarlyWords.isAhead(ROUND, 2, 0)).isTrue();
        Header hundred = Header.first("A-1", 100, SHANGHAI, ROUND.parties());
        assertThat(EarlyWords.isAhead(hundred, 0, 0)).isTrue();
        Header more = Header.first("A-1", 101, SHANGHAI, ROUND.parties());
        assertThat(EarlyWords.isAhead(more, 0, 0)).isFalse();
        Header round = new Header("A-1", 3, 102, SHANGHAI, ROUND.parties(), List.of(), List.of());
        assertThat(EarlyWords.isAhead(round, 3, 2)).isTrue();
        assertThat(EarlyWords.isAhead(round, 3, 1)).isFalse();
    }
}

package org.deltacommons.foundation.federation.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTest {

    private static final RecordedFact FACT =
            new RecordedFact(
                    Province.ANHUI,
                    1501,
                    "vouchers.OrderPlaced",
                    2,
                    "VC-1",
                    Audience.of(Province.SHANGHAI, Province.ZHEJIANG),
                    Json.tree(Map.of("fen", "9007199254740993", "name", "\u9ad8\u6e05")),
                    Instant.parse("2026-03-05T02:00:00.000001Z"),
                    "person-li");

    @Test
    void what_was_written_is_read_as_the_same_fact() throws Malformed {
        assertThat(Entry.read(Entry.text(FACT))).isEqualTo(FACT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"index\":\"1501\"`|`\"index\":\"0\"`",
                "`\"index\":\"1501\"`|`\"index\":1501`",
                "`\"index\":\"1501\"`|`\"index\":\"01501\"`",
                "`\"index\":\"1501\"`|`\"index\":\"18446744073709551615\"`",
                "`\"schema\":2`|`\"schema\":0`",
                "`\"schema\":2`|`\"schema\":2.0`",
                "`\"schema\":2`|`\"schema\":4294967298`",
                "`\"schema\":2`|`\"schema\":2,\"more\":1`",
                "`\"schema\":2`|`\"schema\":2,\"schema\":3`",
                "`,\"schema\":2`|``",
                "`310000,330000`|`310000,999999`",
                "`2026-03-05T`|`yesterday`",
                "`\"origin\":\"340000\"`|`\"origin\":\"440000\"`",
                "`{\"at\"`|`[{\"at\"`",
            })
    void what_could_be_read_in_two_ways_or_none_is_refused(String right, String wrong) {
        String whole = Entry.text(FACT);
        assertThat(whole).contains(right);
        assertThatThrownBy(() -> Entry.read(whole.replace(right, wrong == null ? "" : wrong)))
                .isInstanceOf(Malformed.class);
    }
}

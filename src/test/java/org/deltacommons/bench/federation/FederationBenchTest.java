package org.deltacommons.bench.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The benchmark of the feeds in its shortest form: it runs, every fact arrives once, and the
/// results are printed. How fast it was decides nothing here.
class FederationBenchTest {

    @Test
    void feeds_pass_between_two_processes_and_an_empty_third_catches_up() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            FederationBench.run(out, FederationBench.Size.TINY, "");
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("plain rows arrived, each once")
                .containsPattern("RESULT feed_vs_plain [0-9]+[.][0-9]{2} ratio")
                .containsPattern("RESULT feed_lag_p99 [0-9.]+ ms")
                .containsPattern("RESULT reactions [0-9.]+ a second")
                .contains("RESULT proof_bytes_10000 448 bytes")
                .containsPattern("RESULT verify_10000 [0-9.]+ µs")
                .containsPattern("RESULT one_signature_vs_each [0-9.]+ ratio")
                .containsPattern("RESULT catch_up_2000 [0-9.]+ s");
    }
}

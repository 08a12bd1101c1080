package org.deltacommons.bench.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SavedNeedsBenchTest {

    @Test
    void a_small_run_finds_fits_and_prints_a_row_for_each_size() throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        assertThat(SavedNeedsBench.run(out, 40, 20, 200)).isPositive();
        assertThat(told.toString(StandardCharsets.UTF_8).lines()).hasSize(4);
    }
}

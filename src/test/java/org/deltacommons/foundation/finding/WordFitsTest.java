package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordFitsTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "10, 10", "4095, 7", "4096, 7", "300000, 2500", "100000, 60000"})
    void every_fit_stays_what_it_was_however_few_differ(int count, int different) {
        SplittableRandom random = new SplittableRandom(count);
        float[] values = new float[different];
        for (int i = 0; i < different; i++) {
            values[i] = (float) random.nextDouble(0.01, 30);
        }
        float[] fits = new float[count];
        for (int i = 0; i < count; i++) {
            fits[i] = values[random.nextInt(different)];
        }
        WordFits kept = WordFits.of(fits.clone(), 30);
        assertThat(kept.count()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat(kept.at(i)).isEqualTo(fits[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({"300000, 2500, 2.1", "300000, 40000, 2.6", "4000, 10, 4", "100000, 60000, 4"})
    void many_that_hardly_differ_take_about_half_the_room(int count, int different, double bytes) {
        float[] fits = new float[count];
        for (int i = 0; i < count; i++) {
            fits[i] = 1 + i % different;
        }
        assertThat(WordFits.of(fits, different).bytes()).isLessThanOrEqualTo((int) (bytes * count));
    }
}

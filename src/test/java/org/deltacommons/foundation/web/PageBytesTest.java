package org.deltacommons.foundation.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageBytesTest {

    private static final List<String> SIGNS =
            List.of("a", "<", "é", "ß", "券", "　", "\uD83D\uDE00", "\uD840\uDC00", "\0", "\uFFFD");

    /// However it is cut, also between the halves of a sign.
    private static byte[] written(String text, Random chance) throws IOException {
        try (PageBytes page = new PageBytes()) {
            for (int from = 0; from < text.length(); ) {
                int count = Math.min(text.length() - from, chance.nextInt(40));
                if (chance.nextBoolean()) {
                    page.write(text, from, count);
                } else {
                    page.write(text.toCharArray(), from, count);
                }
                from += count;
            }
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            page.writeTo(sent);
            assertThat(page.length()).isEqualTo(sent.size());
            return sent.toByteArray();
        }
    }

    @Test
    void a_page_leaves_in_the_bytes_that_java_makes_of_it() throws IOException {
        Random chance = new Random(7);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            int length = round < 190 ? chance.nextInt(300) : 60_000;
            for (int i = 0; i < length; i++) {
                text.append(SIGNS.get(chance.nextInt(SIGNS.size())));
            }
            assertThat(written(text.toString(), chance))
                    .as("round %d", round)
                    .isEqualTo(text.toString().getBytes(UTF_8));
        }
    }

    @Test
    void a_half_without_its_other_becomes_a_question_mark() throws IOException {
        for (String text : List.of("\uD83Da", "\uDE00", "\uD83D\uD83D\uDE00", "a\uDE00\uDE00b")) {
            assertThat(written(text, new Random(1))).isEqualTo(text.getBytes(UTF_8));
        }
    }

    /// Rooms are handed on; nothing of one page may stand in another.
    @Test
    void a_page_has_nothing_of_the_page_before() throws IOException {
        written("很长的一页".repeat(20_000), new Random(1));
        assertThat(written("短", new Random(1))).isEqualTo("短".getBytes(UTF_8));
    }
}

package org.deltacommons.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void a_cursor_comes_back_as_it_was_given_out() {
        Cursor cursor = new Cursor("2026-03-05T06:30:00Z|场发射 𠮷", "ord-1");
        assertThat(Cursor.decode(cursor.encode())).contains(cursor);
        assertThat(Cursor.decode(new Cursor("", "x").encode())).contains(new Cursor("", "x"));
    }

    @Test
    void a_cursor_can_stand_in_an_address_as_it_is() {
        assertThat(new Cursor("??>>", "a/b").encode()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void no_cursor_means_from_the_beginning() {
        assertThat(Cursor.decode(null)).isEmpty();
        assertThat(Cursor.decode(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!!", "garbage", "AAAA", "%00", "5L2g5aW9", "/w"})
    void garbage_is_refused_as_invalid(String garbage) {
        assertThatThrownBy(() -> Cursor.decode(garbage))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(Problems.status(refused.refusal().code()).value())
                                        .isEqualTo(422));
    }

    @Test
    void a_cursor_of_boundless_length_is_not_even_decoded() {
        assertThatThrownBy(() -> Cursor.decode("A".repeat(1_000_000)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void a_page_knows_whether_there_is_more() {
        Paged<String> first =
                Paged.of(List.of("a", "b", "c"), 2, 5, last -> new Cursor(last, last));
        assertThat(first.items()).containsExactly("a", "b");
        assertThat(Cursor.decode(first.next())).contains(new Cursor("b", "b"));
        assertThat(Paged.of(List.of("c"), 2, 5, last -> new Cursor(last, last)).next()).isNull();
    }
}

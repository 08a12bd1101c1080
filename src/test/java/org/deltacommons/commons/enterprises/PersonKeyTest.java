package org.deltacommons.commons.enterprises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The key of the cross-check hash has a number, and is in force when all four agree.
class PersonKeyTest {

    private static final Instant NOW = Instant.parse("2026-03-06T02:00:00Z");
    private static final String FIRST = "a secret of the four provinces";
    private static final String SECOND = "another secret of the four provinces";
    private static final String OTHER = new PersonKey(2, "a mistaken secret of one").fingerprint();

    @TempDir private Path folder;

    private static String fingerprint() {
        return new PersonKey(2, SECOND).fingerprint();
    }

    @Test
    void a_hash_says_by_which_key_it_was_made_and_a_name_is_none() {
        assertThat(PersonKey.numberOf(new PersonKey(FIRST).of("1"))).isEqualTo(1);
        assertThat(PersonKey.numberOf(new PersonKey(12, SECOND).of("1"))).isEqualTo(12);
        assertThat(PersonKey.numberOf("person-of-somebody")).isZero();
        assertThat(fingerprint()).matches("[0-9a-f]{4}( [0-9a-f]{4}){3}");
    }

    @Test
    void the_next_key_is_in_force_when_all_four_have_agreed_to_the_same_secret() {
        PersonKeyState anhui = PersonKeyState.first(ANHUI);
        for (var one : List.of(SHANGHAI, JIANGSU, ANHUI)) {
            anhui = anhui.with(one, 2, fingerprint(), NOW);
            assertThat(anhui.inForce()).isEqualTo(1);
        }
        PersonKeyState mistaken = anhui.with(ZHEJIANG, 2, OTHER, NOW);
        assertThat(mistaken.inForce()).isEqualTo(1);
        PersonKeyState all = mistaken.with(ZHEJIANG, 2, fingerprint(), NOW);
        assertThat(all.inForce()).isEqualTo(2);
        assertThat(all.fingerprint()).isEqualTo(fingerprint());
        assertThat(all.nextFingerprint()).isNull();
        assertThat(all.agreed()).isEmpty();
        // Said late or twice, it changes nothing.
        assertThat(all.with(SHANGHAI, 2, OTHER, NOW)).isEqualTo(all);
        assertThat(all.with(SHANGHAI, 1, OTHER, NOW)).isEqualTo(all);
    }

    @Test
    void three_are_not_enough_and_nobody_agrees_for_another() {
        PersonKeyState anhui = PersonKeyState.first(ANHUI);
        for (var one : List.of(SHANGHAI, JIANGSU, ZHEJIANG)) {
            anhui = anhui.with(one, 2, fingerprint(), NOW);
        }
        assertThat(anhui.inForce()).isEqualTo(1);
        assertThat(anhui.nextFingerprint()).isNull();
    }

    @Test
    void hashes_are_made_by_both_keys_from_the_homes_own_agreement_until_all_have_agreed()
            throws Exception {
        PersonKeys keys = new PersonKeys(FIRST, "", folder);
        PersonKeyState state = PersonKeyState.first(ANHUI);
        assertThat(keys.of(state)).hasSize(1);
        assertThat(keys.next(2)).isEmpty();
        Files.writeString(folder.resolve("person.next.key"), SECOND + "\n");
        assertThat(keys.next(2)).isPresent();
        assertThat(keys.of(state)).hasSize(1);
        state = state.with(ANHUI, 2, fingerprint(), NOW);
        assertThat(keys.of(state))
                .extracting(key -> PersonKey.numberOf(key.of("1")))
                .containsExactly(1, 2);
        for (var one : List.of(SHANGHAI, JIANGSU, ZHEJIANG)) {
            state = state.with(one, 2, fingerprint(), NOW);
        }
        assertThat(keys.of(state))
                .extracting(key -> key.of("1"))
                .containsExactly(new PersonKey(2, SECOND).of("1"));
        // The operator has put the new secret in the old one's place.
        assertThat(new PersonKeys(SECOND, "", folder.resolve("elsewhere")).of(state))
                .extracting(key -> key.of("1"))
                .containsExactly(new PersonKey(2, SECOND).of("1"));
        // Without the secret nobody is named by a wrong one.
        assertThat(new PersonKeys(FIRST, "", folder.resolve("elsewhere")).of(state)).isEmpty();
    }
}

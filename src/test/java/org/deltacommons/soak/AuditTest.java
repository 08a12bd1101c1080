package org.deltacommons.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.deltacommons.soak.Audit.Effect;
import org.deltacommons.soak.Audit.Fault;
import org.deltacommons.soak.Audit.Finding;
import org.deltacommons.soak.Memory.Sent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A soak is worth what its audit would find.
class AuditTest {

    private static final Answer PLACED = Answer.done("ord-1", "PLACED");
    private static final Answer REFUSED = Answer.refused("vouchers.VOUCHER_EMPTY");

    private static List<Fault> faults(@Nullable Answer told, Effect effect) {
        Request request =
                new Request(
                        "m-1",
                        new Machine("http://localhost:1", "firm", new Properties()),
                        "order",
                        "place",
                        null,
                        Map.of());
        Sent sent = new Memory().remember(request);
        if (told != null) {
            sent.acknowledged(told);
        }
        return Audit.judge(sent, effect).stream().map(Finding::fault).toList();
    }

    private static Effect effect(@Nullable Answer kept, String... cases) {
        return new Effect(List.of(cases), kept, List.of());
    }

    @Test
    void what_was_acknowledged_and_is_there_once_is_sound() {
        assertThat(faults(PLACED, effect(PLACED, "ord-1"))).isEmpty();
        assertThat(faults(REFUSED, effect(REFUSED))).isEmpty();
        // Refused before it came to the lane: nothing is kept and nothing happened.
        assertThat(faults(REFUSED, effect(null))).isEmpty();
    }

    @Test
    void what_was_not_acknowledged_may_be_there_or_not_but_wholly() {
        assertThat(faults(null, effect(null))).isEmpty();
        assertThat(faults(null, effect(PLACED, "ord-1"))).isEmpty();
        assertThat(faults(null, effect(REFUSED))).isEmpty();
        assertThat(faults(null, effect(null, "ord-1"))).containsExactly(Fault.TORN);
        assertThat(faults(null, effect(PLACED))).containsExactly(Fault.TORN);
        assertThat(faults(null, new Effect(List.of("ord-1"), PLACED, List.of("two holds"))))
                .containsExactly(Fault.TORN);
    }

    @Test
    void an_acknowledged_case_that_is_gone_is_lost() {
        assertThat(faults(PLACED, effect(null))).containsExactly(Fault.LOST);
        assertThat(faults(PLACED, effect(Answer.done("ord-2", "PLACED"), "ord-2")))
                .containsExactly(Fault.LOST, Fault.CONTRADICTED);
    }

    @Test
    void a_case_that_is_there_twice_is_doubled_whatever_was_acknowledged() {
        assertThat(faults(PLACED, effect(PLACED, "ord-1", "ord-2"))).containsExactly(Fault.DOUBLED);
        assertThat(faults(null, effect(PLACED, "ord-1", "ord-2"))).containsExactly(Fault.DOUBLED);
    }

    @Test
    void a_refusal_that_happened_all_the_same_is_a_contradiction() {
        assertThat(faults(REFUSED, effect(PLACED, "ord-1"))).containsExactly(Fault.CONTRADICTED);
        assertThat(faults(PLACED, effect(REFUSED))).contains(Fault.LOST, Fault.CONTRADICTED);
    }
}

package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.SHANGHAI;

import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.deltacommons.Nodes;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.federation.Copied.Told;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.web.Shell;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A node of four is started on yesterday's backup.
class FourNodesRestoredTest {

    private static Nodes nodes;

    record Said(String text) {}

    @BeforeAll
    static void start() {
        nodes = Nodes.four("restored");
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static Outcome<Said> says(String text) {
        Command<Said> command =
                Command.of(
                        ANHUI,
                        Actor.system(ANHUI),
                        "fedtest.say",
                        Map.of("text", text),
                        Said.class);
        return nodes.at(ANHUI)
                .getBean(GroupLane.class)
                .submit(
                        command,
                        _ ->
                                Outcome.done(
                                        Unit.of(
                                                new Said(text),
                                                List.of(
                                                        new Fact(
                                                                "subject",
                                                                Audience.of(SHANGHAI),
                                                                new Told(
                                                                        new Copied(
                                                                                Id.of(
                                                                                        text
                                                                                                .replace(
                                                                                                        ' ',
                                                                                                        '-')),
                                                                                ANHUI,
                                                                                text)))))));
    }

    private static long cosigned() {
        return nodes.at(SHANGHAI).getBean(Witness.class).size(ANHUI);
    }

    private static void told(String text) {
        says(text).orThrow();
        nodes.settle();
    }

    @Test
    void it_learns_from_the_others_that_it_is_behind_before_it_answers_and_stays_read_only() {
        told("before the backup");
        nodes.restart(ANHUI, () -> TestDatabase.copy("restored_340000", "restored_backup"));
        nodes.settle();
        told("after the backup");
        long signed = cosigned();
        nodes.restart(
                ANHUI,
                () -> {
                    TestDatabase.copy("restored_340000", "restored_lost");
                    TestDatabase.copy("restored_backup", "restored_340000");
                });

        assertThat(nodes.at(ANHUI).getBean(Trees.class).halted(ANHUI)).contains(Trees.Halt.BEHIND);
        assertThatThrownBy(() -> says("over what was told").orThrow())
                .hasMessageContaining("federation.BEHIND");
        assertThat(nodes.at(ANHUI).getBean(Shell.class).alarms())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.key()).isEqualTo("alarm.federation.BEHIND"));
        assertThat(cosigned()).isEqualTo(signed);
        assertThat(nodes.at(SHANGHAI).getBean(Witness.class).isForked(ANHUI)).isFalse();

        nodes.restart(ANHUI, () -> TestDatabase.copy("restored_lost", "restored_340000"));
        assertThat(nodes.at(ANHUI).getBean(Shell.class).alarms()).isEmpty();
        told("with the newer backup");
        Awaitility.await().until(() -> cosigned() > signed);
        assertThat(nodes.at(SHANGHAI).getBean(Witness.class).isForked(ANHUI)).isFalse();
    }
}

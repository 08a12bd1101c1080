package org.deltacommons;

import java.time.Duration;
import java.time.Instant;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.federation.HeldBack;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.springframework.context.ApplicationContext;

/// Where a story of several provinces plays: one node that hosts all four, or a node for each.
public interface Theatre {

    /// The application that hosts a home.
    ApplicationContext at(Province home);

    /// Somebody of the cast, as their own home knows them.
    Actor actor(String username);

    /// Waits until every province has dealt with every fact that was meant for it.
    void settle();

    void forward(Duration more);

    void to(Instant instant);

    /// What an origin tells does not reach a reader any more, or does again; only where the theatre
    /// has wires that can be cut.
    void cut(Province reader, Province origin, boolean dead);

    /// No word crosses between a home and the others, or all that was said meanwhile arrives.
    default void away(Province home, boolean gone) {
        for (Province other : Province.values()) {
            if (other != home) {
                cut(other, home, gone);
                cut(home, other, gone);
            }
        }
    }

    /// All four provinces in one application on one database.
    static Theatre ofOne(ApplicationContext context) {
        Cast2026.Stage stage = context.getBean(Cast2026.Stage.class);
        HeldBack.Wires wires = context.getBeanProvider(HeldBack.Wires.class).getIfAvailable();
        return new Theatre() {
            @Override
            public ApplicationContext at(Province home) {
                return context;
            }

            @Override
            public Actor actor(String username) {
                return stage.actor(username);
            }

            @Override
            public void settle() {
                if (wires == null) {
                    stage.settle();
                } else {
                    wires.settle(
                            context.getBean(Followers.class),
                            context.getBean(Feeds.class),
                            Duration.ofSeconds(60));
                }
            }

            @Override
            public void cut(Province reader, Province origin, boolean dead) {
                java.util.Objects.requireNonNull(wires, "imports no HeldBack")
                        .cut(reader, origin, dead, stage.clock.instant());
            }

            @Override
            public void forward(Duration more) {
                stage.clock.forward(more);
            }

            @Override
            public void to(Instant instant) {
                stage.clock.to(instant);
            }
        };
    }
}

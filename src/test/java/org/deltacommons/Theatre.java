package org.deltacommons;

import java.time.Duration;
import java.time.Instant;
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

    /// All four provinces in one application on one database.
    static Theatre ofOne(ApplicationContext context) {
        Cast2026.Stage stage = context.getBean(Cast2026.Stage.class);
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
                stage.settle();
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

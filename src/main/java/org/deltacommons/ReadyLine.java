package org.deltacommons;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Says once where to look. Scripts and people wait for this line.
@Component
@NullMarked
class ReadyLine {

    private final ApplicationContext context;
    private final AtomicBoolean said = new AtomicBoolean();

    ReadyLine(ApplicationContext context) {
        this.context = context;
    }

    // Traffic is accepted after all runners and all ApplicationReadyEvent listeners: the last word.
    @EventListener
    void accepting(AvailabilityChangeEvent<ReadinessState> change) {
        boolean accepting = change.getState() == ReadinessState.ACCEPTING_TRAFFIC;
        if (accepting
                && context instanceof WebServerApplicationContext web
                && web.getWebServer() != null
                && said.compareAndSet(false, true)) {
            System.out.println("Ready: http://localhost:" + web.getWebServer().getPort());
            if (context.getEnvironment()
                    .getProperty("delta.exit-when-ready", Boolean.class, false)) {
                // The start that bin/run uses to teach the JVM; everything stops as on Ctrl-C.
                System.exit(0);
            }
        }
    }
}

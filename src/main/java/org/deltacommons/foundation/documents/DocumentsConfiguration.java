package org.deltacommons.foundation.documents;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What goes on in the background.
@Configuration(proxyBeanMethods = false)
class DocumentsConfiguration {

    /// Four times a day, on one instance at a time.
    @Bean
    RecurringTask<Void> sweepDocuments(Documents documents) {
        return Tasks.recurring("documents.sweep", FixedDelay.of(Duration.ofHours(6)))
                .execute((_, _) -> documents.sweep());
    }
}

package org.deltacommons.surface.insight;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.deltacommons.foundation.web.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The jobs and the menu.
@Configuration
class InsightConfiguration {

    @Bean
    RecurringTask<Void> tellSearches(SearchFigures figures) {
        return Tasks.recurring("insight-tell", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> figures.tell());
    }

    @Bean
    RecurringTask<Void> forgetSearches(SearchFigures figures) {
        return Tasks.recurring("insight-forget", FixedDelay.of(Duration.ofHours(6)))
                .execute((_, _) -> figures.forget());
    }

    @Bean
    MenuEntry searchesMenu() {
        return new MenuEntry("menu.searches", "/searches", "chart-bar", 65, SearchReaders::may)
                .in("menu.needs.all");
    }
}

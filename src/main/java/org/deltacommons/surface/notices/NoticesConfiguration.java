package org.deltacommons.surface.notices;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.web.Badge;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/// The parts of the module, as far as they are configured.
@Configuration
@EnableConfigurationProperties(NoticeSettings.class)
class NoticesConfiguration {

    private static final String MENU = "menu.inbox";

    /// Whoever knows addresses contributes their own.
    @Bean
    @ConditionalOnMissingBean
    Recipients recipients(People people) {
        return new PeopleAsRecipients(people);
    }

    /// Mail and gateways, none of them unless configured.
    @Bean
    Channels channels(
            NoticeSettings settings,
            ObjectProvider<JavaMailSender> mail,
            ObjectProvider<Channel> contributed,
            Words words,
            Clock clock,
            @Value("${delta.public-url:http://localhost:${server.port:8080}}") String base) {
        List<Channel> channels = new ArrayList<>(contributed.orderedStream().toList());
        JavaMailSender sender = mail.getIfAvailable();
        String from = settings.mailFrom();
        if (sender != null && from != null) {
            channels.add(new MailChannel(sender, from, words, base.replaceAll("/+$", "")));
        }
        settings.gateways().forEach(one -> channels.add(new WebhookChannel(one, clock)));
        return new Channels(channels);
    }

    /// All ways out of this node.
    record Channels(List<Channel> all) {
        Channels {
            all = List.copyOf(all);
        }
    }

    @Bean
    MenuEntry inboxEntry() {
        return new MenuEntry(MENU, "/inbox", "bell", 20, actor -> !actor.isVisitor())
                .in(MenuEntry.TOP);
    }

    @Bean
    MenuEntry deliveriesEntry() {
        return new MenuEntry(
                "menu.deliveries",
                "/notices/deliveries",
                "send",
                920,
                actor -> actor.has(Role.SYSTEM_ADMIN));
    }

    @Bean
    Badge unread() {
        return new Badge() {
            @Override
            public String menuKey() {
                return MENU;
            }

            @Override
            public Optional<Count> count(Actor actor) {
                return Optional.of(Inbox.unread(actor.id()));
            }
        };
    }

    @Bean
    @ConditionalOnProperty(name = "delta.notices.deliver", matchIfMissing = true)
    RecurringTask<Void> deliverNotices(Outbox outbox) {
        return Tasks.recurring("notices.deliver", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((_, _) -> outbox.work());
    }
}

package org.deltacommons.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltacommons.kernel.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class ShellTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final Shell shell =
            shell(wanted -> {
                asked.incrementAndGet();
                return wanted.stream().map(_ -> 7).toList();
            });

    @BeforeEach
    void begin() {
        RequestContextHolder.setRequestAttributes(
                new ServletRequestAttributes(new MockHttpServletRequest("GET", "/cases/order/x")));
    }

    @AfterEach
    void end() {
        RequestContextHolder.resetRequestAttributes();
    }

    private static Shell shell(
            java.util.function.Function<List<Badge.Count>, List<Integer>> counted) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("entry", new MenuEntry("menu.todo", "/worklist", "list", 1, _ -> true));
        beans.addBean(
                "badge",
                new Badge() {
                    @Override
                    public String menuKey() {
                        return "menu.todo";
                    }

                    @Override
                    public Optional<Count> count(Actor actor) {
                        return Optional.of(new Count("SELECT 1", Map.of()));
                    }
                });
        return new Shell(
                beans.getBeanProvider(MenuEntry.class),
                beans.getBeanProvider(Badge.class),
                beans.getBeanProvider(Alarm.class),
                counted);
    }

    private static String count(Shell shell) {
        return shell.menus().menu().getFirst().count();
    }

    @Test
    void what_waits_is_asked_once_and_by_the_page_where_the_page_asks_anyway() {
        assertThat(count(shell)).isEqualTo("7");
        shell.countWith((_, _) -> () -> 12);
        assertThat(count(shell)).isEqualTo("12");
        assertThat(asked).hasValue(1);
    }

    /// The page that says what failed has a menu, too.
    @Test
    void counts_that_fail_take_no_page_with_them() {
        shell.countWith((_, _) ->
                () -> {
                    throw new IllegalStateException("the database is away");
                });
        assertThat(count(shell)).isEmpty();
        Shell broken =
                shell(_ -> {
                    throw new IllegalStateException("the database is away");
                });
        begin();
        assertThat(count(broken)).isEmpty();
    }
}

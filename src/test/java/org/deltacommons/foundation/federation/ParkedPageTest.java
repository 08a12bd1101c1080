package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.microsoft.playwright.options.LoadState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deltacommons.Browser;
import org.deltacommons.Cast2026;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/// What a home cannot act upon is put aside with all that comes after it on the same subject, is
/// shown, and goes on in its order once the cause is mended; and the observer's page.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "delta.data=target/fork-${delta.test.fork:1}/test-data/parked")
@AutoConfigureMockMvc
@Import({Cast2026.class, ParkedPageTest.Tripping.class})
class ParkedPageTest {

    @FactKind("fedtest.Stepped")
    record Stepped(int step) {}

    private record Done() {}

    /// A reaction with a bug that somebody mends later.
    @TestConfiguration(proxyBeanMethods = false)
    static class Tripping {
        static final AtomicBoolean BROKEN = new AtomicBoolean();
        static final List<String> APPLIED = new CopyOnWriteArrayList<>();

        @Bean
        FactHandler<Stepped> stepping() {
            return FactHandler.of(
                    Stepped.class,
                    (body, fact, _) -> {
                        if (BROKEN.get() && body.step() == 1) {
                            throw new StackOverflowError("a step that nobody thought of");
                        }
                        APPLIED.add(fact.subject() + " " + body.step());
                        return List.of();
                    });
        }
    }

    @Autowired private MockMvc web;
    @Autowired private GroupLane lane;
    @Autowired private Records records;
    @Autowired private Followers followers;
    @Autowired private Audit audit;
    @Autowired private JdbcClient jdbc;
    @Autowired private Stops stops;
    @Autowired private Words words;
    @Autowired private TransactionTemplate transactions;
    @Autowired private Cast2026.Stage stage;
    @LocalServerPort private int port;

    @AfterEach
    void mended() {
        Tripping.BROKEN.set(false);
        Tripping.APPLIED.clear();
    }

    private void tell(String subject, int... steps) {
        Command<Done> command =
                Command.of(
                        Province.ANHUI,
                        Actor.system(Province.ANHUI),
                        "fedtest.step",
                        Map.of(),
                        Done.class);
        Outcome<Done> outcome =
                lane.submit(
                        command,
                        _ ->
                                Outcome.done(
                                        Unit.of(
                                                new Done(),
                                                Arrays.stream(steps)
                                                        .mapToObj(step ->
                                                                new Fact(
                                                                        subject,
                                                                        Audience.HOME,
                                                                        new Stepped(step)))
                                                        .toList())));
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        stage.settle();
    }

    private List<Parked> parked(String subject, boolean open) {
        return records.list(
                Parked.class,
                "t.subject = :subject AND t.open = :open",
                "t.position",
                Map.of("subject", subject, "open", open),
                100);
    }

    private static String path(Parked one) {
        return "/feeds/parked/%s/%s/%d"
                .formatted(one.home().code(), one.origin().code(), one.position());
    }

    private void ask(Parked one, String who) throws Exception {
        web.perform(post(path(one)).with(as(stage.actor(who))).with(csrf()))
                .andExpect(redirectedUrl("/feeds/parked"));
    }

    private static List<String> applied(String subject) {
        return Tripping.APPLIED.stream().filter(one -> one.startsWith(subject + " ")).toList();
    }

    @Test
    void what_failed_is_released_in_its_order_when_somebody_asks_after_it_was_mended()
            throws Exception {
        Tripping.BROKEN.set(true);
        tell("case-a", 0, 1, 2, 3);
        tell("case-b", 2);
        assertThat(applied("case-a")).containsExactly("case-a 0");
        assertThat(applied("case-b")).as("others go on").containsExactly("case-b 2");
        assertThat(parked("case-a", true))
                .extracting(Parked::why)
                .containsExactly(Parked.Why.FAILED, Parked.Why.BEHIND, Parked.Why.BEHIND);
        Parked first = parked("case-a", true).getFirst();
        web.perform(get("/feeds"))
                .andExpect(content().string(containsString("fedtest.Stepped")))
                .andExpect(content().string(containsString("办理时出错")))
                .andExpect(content().string(not(containsString("nobody thought of"))));
        web.perform(get("/feeds/parked").with(as(stage.actor("ah.system"))))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("a step that nobody thought of")))
                .andExpect(content().string(containsString("case-a")));
        Tripping.BROKEN.set(false);
        ask(first, "ah.system");
        await().until(() -> parked("case-a", true).isEmpty());
        assertThat(applied("case-a"))
                .containsExactly("case-a 0", "case-a 1", "case-a 2", "case-a 3");
        tell("case-a", 4);
        assertThat(applied("case-a")).endsWith("case-a 4");
        assertThat(parked("case-a", true)).isEmpty();
        // Once more, and nothing happens twice.
        ask(first, "ah.system");
        stage.settle();
        assertThat(applied("case-a")).hasSize(5);
        assertThat(
                        audit.count(
                                AuditQuery.of(Set.of(Province.ANHUI))
                                        .kind(AuditKind.ADMINISTRATION)
                                        .by("person-ah.system")
                                        .about(first.id().value())))
                .isEqualTo(2);
    }

    @Test
    void what_still_fails_stays_and_all_that_comes_after_it() throws Exception {
        Tripping.BROKEN.set(true);
        tell("case-c", 1, 2);
        ask(parked("case-c", true).getFirst(), "ah.system");
        await().until(() -> parked("case-c", true).getFirst().tries() == 1);
        tell("case-c", 3);
        assertThat(parked("case-c", true)).hasSize(3);
        assertThat(parked("case-c", true).getFirst().asked()).isFalse();
        assertThat(applied("case-c")).isEmpty();
    }

    @Test
    void a_start_tries_all_that_is_parked() throws Exception {
        Tripping.BROKEN.set(true);
        tell("case-d", 1, 2);
        Tripping.BROKEN.set(false);
        assertThat(parked("case-d", true)).hasSize(2);
        followers.stop();
        followers.start();
        await().until(() -> parked("case-d", true).isEmpty());
        assertThat(applied("case-d")).containsExactly("case-d 1", "case-d 2");
    }

    @Test
    void nobody_but_the_homes_own_system_administrator_sees_the_reasons_or_tries_again()
            throws Exception {
        Tripping.BROKEN.set(true);
        tell("case-e", 1);
        Parked one = parked("case-e", true).getFirst();
        for (String who : List.of("ah.auditor", "jiangpan.finance", "sh.system")) {
            web.perform(post(path(one)).with(as(stage.actor(who))).with(csrf()))
                    .andExpect(status().isForbidden());
        }
        web.perform(get("/feeds/parked").with(as(stage.actor("ah.auditor"))))
                .andExpect(status().isForbidden());
        web.perform(get("/feeds/parked")).andExpect(status().isUnauthorized());
        web.perform(get("/feeds/parked").with(as(stage.actor("sh.system"))))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("case-e"))));
        assertThat(parked("case-e", true).getFirst().asked()).isFalse();
        web.perform(
                        post("/feeds/parked/340000/340000/999999999")
                                .with(as(stage.actor("ah.system")))
                                .with(csrf()))
                .andExpect(status().isNotFound());
    }

    @Test
    void the_pages_are_for_everybodys_eyes_and_for_a_telephone() throws Exception {
        Tripping.BROKEN.set(true);
        tell("case-f", 1, 2, 3);
        transactions.executeWithoutResult(_ ->
                stops.stop(
                        Province.JIANGSU,
                        12,
                        Stops.Why.NOT_AS_SIGNED,
                        "what came instead",
                        "the signed head",
                        ""));
        try (Browser browser = Browser.start().at("http://localhost:" + port)) {
            for (int width : new int[] {1280, 375}) {
                try (Browser.Visitor visitor = browser.visitor(width, 900, false)) {
                    visitor.open("/feeds").check("feeds-" + width);
                    visitor.open("/feeds?lang=en").check("feeds-en-" + width);
                    visitor.open("/verify").check("verify-" + width);
                    visitor.open("/sign-in?lang=zh").check("sign-in-" + width);
                    visitor.page().locator("#username").fill("ah.system");
                    visitor.page().locator("#password").fill(stage.password("ah.system"));
                    visitor.page().locator("form[action='/sign-in'] button[type=submit]").click();
                    visitor.page().waitForLoadState(LoadState.LOAD);
                    visitor.open("/feeds/parked").check("feeds-parked-" + width);
                }
            }
        } finally {
            transactions.executeWithoutResult(_ -> {
                WritingHome.name(jdbc, Province.JIANGSU);
                stops.mended(Province.JIANGSU);
            });
        }
    }

    private static ObservedFeed feed(
            Province home,
            long size,
            long signed,
            long witnessed,
            ObservedFeed.Support support,
            ObservedFeed.Trouble trouble,
            List<ObservedFeed.Seal> seals,
            List<ObservedFeed.Reader> readers) {
        return new ObservedFeed(
                home, true, size, signed, witnessed, support, trouble, 1_200, seals, readers);
    }

    /// The states that a feed can be in and that one node of a test never is in all at once.
    @Test
    void each_state_of_a_feed_has_its_sign_in_the_drawing() {
        ObservedFeed.Reader ready = new ObservedFeed.Reader("通知", 0);
        List<ObservedFeed.Seal> seals =
                List.of(
                        new ObservedFeed.Seal(Province.JIANGSU, 1_501),
                        new ObservedFeed.Seal(Province.ZHEJIANG, 1_501),
                        new ObservedFeed.Seal(Province.ANHUI, 1_480));
        Map<String, ObservedFeed> states =
                Map.of(
                        "feed-head",
                        feed(
                                Province.SHANGHAI,
                                1_503,
                                1_501,
                                1_501,
                                ObservedFeed.Support.WITNESSED,
                                ObservedFeed.Trouble.NONE,
                                seals,
                                List.of(
                                        ready,
                                        new ObservedFeed.Reader("查找索引", 320),
                                        new ObservedFeed.Reader("名字长得没有哪一块屏幕放得下的跟随者<b>也", 12_000))),
                        "feed-fork",
                        feed(
                                Province.JIANGSU,
                                1_501,
                                1_400,
                                1_400,
                                ObservedFeed.Support.BY_US,
                                ObservedFeed.Trouble.FORKED,
                                seals.subList(1, 2),
                                List.of(ready)),
                        "feed-cross",
                        feed(
                                Province.ZHEJIANG,
                                1_501,
                                1_501,
                                1_501,
                                ObservedFeed.Support.BY_US,
                                ObservedFeed.Trouble.STOPPED,
                                seals.subList(2, 3),
                                List.of(new ObservedFeed.Reader("安徽的办理", 301))),
                        "feed-head is-away",
                        feed(
                                Province.ANHUI,
                                1_501,
                                1_501,
                                1_501,
                                ObservedFeed.Support.BY_US,
                                ObservedFeed.Trouble.AWAY,
                                seals.subList(0, 1),
                                List.of(ready)),
                        "还没有事实",
                        feed(
                                Province.ANHUI,
                                0,
                                0,
                                0,
                                ObservedFeed.Support.WITNESSED,
                                ObservedFeed.Trouble.NONE,
                                List.of(),
                                List.of(ready)));
        StringBuilder all = new StringBuilder();
        for (int width : new int[] {FeedDrawing.WIDE, FeedDrawing.NARROW}) {
            states.forEach((sign, feed) -> {
                String drawn = FeedDrawing.of(feed, width, "一句话", words);
                assertThat(drawn).contains(sign).contains("<title>一句话</title>");
                assertThat(drawn).doesNotContain("<b>").doesNotContain("NaN");
                all.append("<p>").append(drawn).append("</p>");
            });
        }
        try (Browser browser = Browser.start().at("http://localhost:" + port);
                Browser.Visitor visitor = browser.visitor(1280, 900, false)) {
            visitor.open("/feeds");
            // Into the page with its own styles.
            visitor.page()
                    .evaluate(
                            "drawn => document.querySelector('main').innerHTML = drawn",
                            all.toString());
            visitor.page()
                    .addStyleTag(
                            new com.microsoft.playwright.Page.AddStyleTagOptions()
                                    .setUrl("/feeds.css"));
            visitor.shot("feeds-states");
            assertThat(visitor.page().locator("svg.feed-drawing").count()).isEqualTo(10);
        }
    }

    /// What is nearer to the head stands nearer to it, and nothing outside the drawing.
    @Test
    void the_further_behind_the_further_from_the_head() {
        ObservedFeed feed =
                feed(
                        Province.ANHUI,
                        10,
                        10,
                        10,
                        ObservedFeed.Support.WITNESSED,
                        ObservedFeed.Trouble.NONE,
                        List.of(),
                        List.of());
        double last = FeedDrawing.at(0, FeedDrawing.NARROW);
        assertThat(last).isLessThan(FeedDrawing.NARROW);
        for (long behind : new long[] {1, 9, 10, 500, 20_000, 100_000}) {
            double here = FeedDrawing.at(behind, FeedDrawing.NARROW);
            assertThat(here).isLessThan(last).isPositive();
            last = here;
        }
        assertThat(FeedDrawing.at(Long.MAX_VALUE, FeedDrawing.NARROW)).isEqualTo(last);
        assertThat(FeedDrawing.of(feed, FeedDrawing.NARROW, "", words)).contains("feed-sure");
    }
}

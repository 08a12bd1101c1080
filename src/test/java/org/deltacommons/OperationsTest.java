package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.deltacommons.Signed.as;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.forwardedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltacommons.foundation.lane.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// What whoever runs the product sees of it: figures for the collector, and a log that machines
/// read.
@SpringBootTest(
        properties = {
            "management.prometheus.metrics.export.enabled=true",
            "delta.data=target/fork-${delta.test.fork:1}/test-data/operations"
        })
@AutoConfigureMockMvc
@Import({Cast2026.class, OperationsTest.Probe.class})
class OperationsTest {

    private static final Logger LOG = LoggerFactory.getLogger(OperationsTest.class);

    @TestConfiguration(proxyBeanMethods = false)
    @RestController
    static class Probe {

        /// Says something while a case is looked at, as a fault would.
        @GetMapping("/cases/{procedure}/{id}/probe")
        String probe(@PathVariable String procedure, @PathVariable String id) {
            LOG.warn("probed");
            return procedure;
        }
    }

    private final List<ILoggingEvent> heard = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    event.prepareForDeferredProcessing();
                    heard.add(event);
                }
            };

    @Autowired private MockMvc web;
    @Autowired private Environment settings;
    @Autowired private Cast2026.Stage stage;

    private String figures() throws Exception {
        return web.perform(
                        get("/actuator/prometheus")
                                .with(request -> {
                                    request.setRemoteAddr("127.0.0.1");
                                    return request;
                                }))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static Optional<Double> value(String figures, String name, String... labels) {
        Matcher line =
                Pattern.compile("^" + name + "\\{([^}]*)} (\\S+)$", Pattern.MULTILINE)
                        .matcher(figures);
        while (line.find()) {
            if (List.of(labels).stream().allMatch(line.group(1)::contains)) {
                return Optional.of(Double.parseDouble(line.group(2)));
            }
        }
        return Optional.empty();
    }

    @Test
    void the_health_of_finding_is_told_to_whoever_balances_the_load() {
        // Until the index is built it says so, and answers all the same.
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        web.perform(get("/actuator/health/finding"))
                                .andExpect(status().isOk())
                                .andExpect(content().json("{\"status\":\"UP\"}")));
    }

    @Test
    void the_collector_gets_figures_of_each_lane_of_the_followers_and_of_http() throws Exception {
        stage.settle();
        web.perform(get("/procedures")).andExpect(status().isOk());
        String figures = figures();
        for (String home : List.of("310000", "320000", "330000", "340000")) {
            String of = "home=\"" + home + "\"";
            double units = value(figures, "delta_lane_units_total", of).orElseThrow();
            double commits = value(figures, "delta_lane_commits_total", of).orElseThrow();
            assertThat(units).isGreaterThanOrEqualTo(commits);
            assertThat(commits).isPositive();
            assertThat(
                            value(
                                    figures,
                                    "delta_follower_lag",
                                    "follower=\"reactions-" + home + "\"",
                                    "origin=\"340000\""))
                    .contains(0.0);
            assertThat(value(figures, "delta_facts_parked", of)).contains(0.0);
        }
        assertThat(value(figures, "delta_follower_lag", "follower=\"projection-finding\""))
                .contains(0.0);
        assertThat(
                        value(
                                figures,
                                "http_server_requests_seconds_count",
                                "uri=\"/procedures\"",
                                "status=\"200\""))
                .isPresent();
        assertThat(figures).contains("hikaricp_connections", "jvm_memory_used_bytes");
    }

    @Test
    void figures_are_for_this_machine_and_for_system_administrators() throws Exception {
        web.perform(
                        get("/actuator/prometheus")
                                .with(request -> {
                                    request.setRemoteAddr("203.0.113.9");
                                    return request;
                                }))
                .andExpect(forwardedUrl("/error"))
                .andExpect(content().string(""));
        web.perform(
                        get("/actuator/prometheus")
                                .with(as(stage.actor("ah.officer")))
                                .with(request -> {
                                    request.setRemoteAddr("203.0.113.9");
                                    return request;
                                }))
                .andExpect(forwardedUrl("/error"))
                .andExpect(content().string(""));
    }

    /// The line as `logging.structured.format.console=ecs` writes it. The tests have a way of
    /// logging of their own, so the encoder is asked itself.
    private JsonNode probed() {
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.putObject(Environment.class.getName(), settings);
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        return Json.parse(new String(encoder.encode(heard.getLast()), StandardCharsets.UTF_8));
    }

    @BeforeEach
    void listen() {
        appender.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        appender.start();
        ((ch.qos.logback.classic.Logger) LOG).addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        ((ch.qos.logback.classic.Logger) LOG).detachAppender(appender);
    }

    /// ECS writes a name with dots as it is or as objects in objects.
    private static String field(JsonNode line, String name) {
        return line.has(name)
                ? line.get(name).asString()
                : line.at("/" + name.replace('.', '/')).asString("");
    }

    @Test
    void a_line_of_the_log_names_the_trace_and_the_case() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        web.perform(
                        get("/cases/order/ord-20260305-abc/probe")
                                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))
                .andExpect(status().isOk())
                .andExpect(header().string("X-Trace-Id", trace));
        JsonNode line = probed();
        assertThat(field(line, "trace.id")).isEqualTo(trace);
        assertThat(field(line, "case.id")).isEqualTo("ord-20260305-abc");
        assertThat(field(line, "case.procedure")).isEqualTo("order");
        assertThat(field(line, "log.level")).isEqualTo("WARN");
        assertThat(field(line, "service.name")).isEqualTo("delta-commons");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
            })
    void a_request_without_a_trace_of_its_own_gets_a_new_one(String parent) throws Exception {
        String given =
                web.perform(get("/cases/order/ord-1/probe").header("traceparent", parent))
                        .andReturn()
                        .getResponse()
                        .getHeader("X-Trace-Id");
        assertThat(given).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
        assertThat(parent).doesNotContain(String.valueOf(given));
        assertThat(field(probed(), "trace.id")).isEqualTo(given);
    }

    @Test
    void the_next_request_on_the_same_thread_does_not_inherit_a_case() throws Exception {
        web.perform(get("/cases/order/ord-1/probe")).andExpect(status().isOk());
        LOG.warn("probed");
        JsonNode line = probed();
        assertThat(field(line, "case.id")).isEmpty();
        assertThat(field(line, "trace.id")).isEmpty();
    }
}

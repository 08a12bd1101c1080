package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.Findable;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;

/// The orders of hits that depend on who looks and when, over everything that is loaded.
@WaysContext
class FindingOrdersTest {

    private static final int PAGE = 40;

    @Autowired Ways.Desk desk;
    @Autowired MockMvc web;
    @Autowired Finding finding;
    @Autowired List<Findable> findables;

    private String answer(MockHttpServletRequestBuilder request, Actor actor) throws Exception {
        return web.perform(request.with(as(actor)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    /// Every hit of every page.
    private List<JsonNode> all(String sort, Actor actor) throws Exception {
        finding.refresh();
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        do {
            MockHttpServletRequestBuilder page =
                    get("/api/v1/finding").param("sort", sort).param("size", "" + PAGE);
            JsonNode found =
                    Json.parse(answer(next.isEmpty() ? page : page.param("after", next), actor));
            found.get("items").forEach(items::add);
            next = found.path("next").asString("");
        } while (!next.isEmpty());
        assertThat(items).hasSizeGreaterThan(2 * PAGE);
        assertThat(items.stream().map(one -> one.get("id").asString())).doesNotHaveDuplicates();
        return items;
    }

    private List<JsonNode> notes(List<JsonNode> items, Actor actor) throws Exception {
        List<JsonNode> notes = new ArrayList<>();
        for (int from = 0; from < items.size(); from += PAGE) {
            String[] ids =
                    items.subList(from, Math.min(items.size(), from + PAGE)).stream()
                            .map(one -> one.get("kind").asString() + ":" + one.get("id").asString())
                            .toArray(String[]::new);
            Json.parse(answer(get("/api/v1/finding/notes").param("id", ids), actor))
                    .get("items")
                    .forEach(notes::add);
        }
        return notes;
    }

    private static JsonNode value(JsonNode item, String name) {
        return item.path("sorted").path(name);
    }

    private static JsonNode note(JsonNode noted, String... kinds) {
        return noted.get("notes")
                .valueStream()
                .filter(note -> List.of(kinds).contains(note.get("kind").asString()))
                .findFirst()
                .orElseGet(() -> Json.parse("{}"));
    }

    /// What the index works out for all is what an order would come to for each.
    @Test
    void the_order_by_what_one_pays_oneself_is_that_of_the_orders_one_could_place()
            throws Exception {
        Ways.Firm firm = desk.firm("340500");
        desk.granted(firm, "mas-2026", Money.yuan(300), "mas.officer");
        List<JsonNode> items = all("own", firm.person());
        List<Long> own =
                items.stream()
                        .map(one -> value(one, "own"))
                        .map(money -> money.isNumber() ? money.asLong() : Long.MAX_VALUE)
                        .toList();
        assertThat(own).isSorted();
        Map<String, Long> byId = new java.util.HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            byId.put(items.get(i).get("id").asString(), own.get(i));
        }
        int split = 0;
        for (JsonNode noted : notes(items, firm.person())) {
            JsonNode cost = note(noted, "split", "cost", "no-voucher");
            if (cost.has("values")) {
                JsonNode values = cost.get("values");
                assertThat(byId.get(noted.get("id").asString()))
                        .as(cost.toString())
                        .isEqualTo(values.get(values.has("own") ? "own" : "total").asLong());
                split += values.has("own") ? 1 : 0;
            }
        }
        // Some beyond what the voucher holds, so that its limit counts, too.
        assertThat(split).isGreaterThan(10);
        assertThat(answer(get("/finding").param("sort", "own"), firm.person()))
                .contains("已扣除现有创新券", "自付");
        assertThat(answer(get("/finding").param("sort", "own"), desk.firm("340500").person()))
                .contains("目前没有可用的创新券");
    }

    @Test
    void the_order_by_the_next_slot_is_that_of_the_calendars() throws Exception {
        Actor person = desk.firm("340500").person();
        List<JsonNode> items = all("free", person);
        List<Instant> slots =
                items.stream()
                        .map(one -> value(one, "freeFrom"))
                        .map(at -> at.isString() ? Instant.parse(at.asString()) : Instant.MAX)
                        .toList();
        assertThat(slots).isSortedAccordingTo(Comparator.naturalOrder());
        Map<String, Instant> byId = new java.util.HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            byId.put(items.get(i).get("id").asString(), slots.get(i));
        }
        int free = 0;
        for (JsonNode noted : notes(items, person)) {
            JsonNode slot = note(noted, "free", "free-untold").path("values").path("slot");
            if (!slot.isMissingNode()) {
                free++;
                assertThat(byId.get(noted.get("id").asString()))
                        .isEqualTo(Instant.parse(slot.get("from").asString()));
            }
        }
        assertThat(free).isGreaterThan(10);
        assertThat(slots.stream().filter(slot -> slot != Instant.MAX)).hasSize(free);
    }

    /// Nothing happens for ten days, and no fact tells anything.
    @Test
    void calendars_are_known_for_the_next_days_however_long_nothing_changes() throws Exception {
        Actor person = desk.firm("340500").person();
        desk.stage().clock.forward(Duration.ofDays(10));
        for (int part = 0; part < Finding.RENEWALS; part++) {
            finding.renew();
        }
        List<JsonNode> items = all("free", person);
        Map<String, String> slots = new java.util.HashMap<>();
        items.stream()
                .filter(one -> value(one, "freeFrom").isString())
                .forEach(one ->
                        slots.put(one.get("id").asString(), value(one, "freeFrom").asString()));
        for (JsonNode noted : notes(items, person)) {
            JsonNode slot = note(noted, "free", "free-untold").path("values").path("slot");
            if (!slot.isMissingNode()) {
                assertThat(slots)
                        .containsEntry(noted.get("id").asString(), slot.get("from").asString());
            }
        }
        assertThat(slots).hasSizeGreaterThan(10);
    }

    @Test
    void distances_are_counted_from_the_firms_seat_or_from_the_city_that_was_chosen()
            throws Exception {
        Actor person = desk.firm("340500").person();
        List<Long> metres =
                all("distance", person).stream()
                        .map(one -> value(one, "distanceM"))
                        .map(far -> far.isNumber() ? far.asLong() : Long.MAX_VALUE)
                        .toList();
        assertThat(metres).isSorted().contains(0L);
        assertThat(answer(get("/finding").param("sort", "distance"), person))
                .contains("按马鞍山市到资源所在城市的直线距离排序", "不是门到门", "公里");
        assertThat(
                        answer(
                                get("/finding")
                                        .param("sort", "distance")
                                        .param("near", "330100")
                                        .param("lang", "en"),
                                person))
                .contains("By the straight line from Hangzhou", "city to city", "Same city");
    }

    @Test
    void a_voucher_programme_is_found_with_what_it_pays_and_leads_to_its_rule() throws Exception {
        // Nobody can have a firm before the programmes are there.
        desk.firm("340500");
        finding.refresh();
        web.perform(get("/api/v1/finding").param("q", "马鞍山创新券").param("type", "programme"))
                .andExpect(
                        jsonPath("$.items[?(@.id == 'mas-2026')].url")
                                .value("/rules/voucher.programme.mas-2026/340500"));
        web.perform(get("/finding").param("q", "检验检测 创新券").param("type", "programme"))
                .andExpect(content().string(containsString("每家企业每年最多 300,000.00 元，有效期 12 个月")));
        web.perform(get("/rules/voucher.programme.mas-2026/340500")).andExpect(status().isOk());
    }

    /// What answers while the index is built, or its server is away.
    @Test
    void every_kind_is_found_by_name_in_the_records() {
        desk.firm("340500");
        assertThat(named("programme", true, "马鞍山", "创新券")).contains("mas-2026");
        assertThat(named("programme", true, "ma'anshan")).contains("mas-2026");
        assertThat(named("programme", true, "马鞍山", "电镜")).isEmpty();
        assertThat(named("programme", false, "马鞍山", "电镜")).contains("mas-2026");
        assertThat(named("provider", true, "大学")).isNotEmpty();
        assertThat(named("resource", true, "扫描电镜")).isNotEmpty();
        for (Findable findable : findables) {
            assertThat(named(findable.kind(), true, "%")).as(findable.kind()).isEmpty();
            assertThat(findable.named(List.of(), true, 3)).hasSizeLessThanOrEqualTo(3);
        }
    }

    private List<String> named(String kind, boolean every, String... words) {
        return findables.stream()
                .filter(one -> one.kind().equals(kind))
                .flatMap(one -> one.named(List.of(words), every, 200).stream())
                .map(FindDocument::id)
                .toList();
    }

    @Test
    void a_visitor_chooses_a_city_and_a_machine_names_one() throws Exception {
        web.perform(get("/finding").param("sort", "distance").param("lang", "zh"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("请选择一个城市")));
        web.perform(get("/finding").param("sort", "own").param("lang", "zh"))
                .andExpect(content().string(containsString("按标价排序")));
        web.perform(get("/api/v1/finding").param("sort", "distance"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("near")));
        web.perform(get("/api/v1/finding").param("sort", "distance").param("near", "310000"))
                .andExpect(status().isOk());
    }

    @Test
    void an_order_or_a_city_that_there_is_not_is_refused_with_a_sentence() throws Exception {
        for (String sort : List.of("nearest", "'; DROP", "-price")) {
            for (String path : List.of("/finding", "/api/v1/finding", "/resources")) {
                web.perform(get(path).param("sort", sort).param("lang", "zh"))
                        .andExpect(status().isUnprocessableContent())
                        .andExpect(content().string(containsString("sort")));
            }
        }
        for (String near : List.of("340000", "999999", "x")) {
            web.perform(get("/finding").param("sort", "distance").param("near", near))
                    .andExpect(status().isUnprocessableContent());
        }
    }

    @Test
    void it_is_said_where_something_stands_in_an_order_and_what_it_does_not_meet()
            throws Exception {
        Actor person = desk.firm("340500").person();
        String why =
                answer(
                        get("/finding")
                                .param("q", "扫描电镜，合肥")
                                .param("sort", "distance")
                                .param("missing", "GeminiSEM 450")
                                .param("lang", "zh"),
                        person);
        assertThat(why).contains("在结果中排第");
        JsonNode whether =
                Json.parse(
                        answer(
                                get("/api/v1/finding/why")
                                        .param("q", "扫描电镜，合肥")
                                        .param("sort", "free")
                                        .param("id", desk.resource("SC-SEM-001")),
                                person));
        assertThat(whether.get("found").asBoolean()).isTrue();
        assertThat(whether.get("unmet").toString()).contains("340100");
        assertThat(whether.get("measured").asBoolean()).isTrue();
    }
}

package org.deltacommons.commons.bookings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.commons.resources.OpenHours;
import org.deltacommons.commons.resources.ProviderState;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.web.servlet.MockMvc;

/// The pages, whole, and who is refused.
@SpringBootTest
@AutoConfigureMockMvc
class BookingsPageTest {

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        Scene.Hands hands() {
            return new Scene.Hands();
        }
    }

    private static final String SEM = "res-7a9e";
    private static final String ORDER = "ord-20260302-page";
    private static final Actor STRANGER =
            new Actor(
                    "t-stranger",
                    "t-stranger",
                    Province.SHANGHAI,
                    List.of(
                            new Membership(Role.PROVIDER_MANAGER, "org-other"),
                            new Membership(Role.OPERATOR, "org-other")),
                    null);

    @Autowired GroupLane lane;
    @Autowired Facts facts;
    @Autowired Records records;
    @Autowired Followers followers;
    @Autowired Procedures procedures;
    @Autowired Procedure<Booking> procedure;
    @Autowired MockMvc web;
    @Autowired Clock clock;

    @BeforeEach
    void begin() {
        if (records.find(
                        org.deltacommons.commons.resources.Resource.class,
                        org.deltacommons.kernel.Id.of(SEM))
                .isPresent()) {
            return;
        }
        Scene scene = new Scene(lane, facts, records, followers, procedures, procedure);
        scene.there(
                BookingMother.resource(SEM, BookingMother.terms(false), false),
                BookingMother.provider(ProviderState.VERIFIED));
        scene.tell(
                Province.ANHUI,
                ORDER,
                BookingMother.slot(ORDER, SEM, "2026-03-05T09:30", "2026-03-05T12:30", false));
    }

    @Test
    void anybody_sees_the_week_and_nobody_sees_who_booked() throws Exception {
        web.perform(get("/resources/" + SEM + "/times?from=2026-03-05"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/orders/new?resource=" + SEM)))
                .andExpect(content().string(containsString("is-taken")))
                .andExpect(content().string(not(containsString("示例·企业"))));
        web.perform(get("/resources/" + SEM))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("week-grid")));
        web.perform(get("/resources/" + SEM + "/calendar.ics"))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("text/calendar"))
                .andExpect(content().string(containsString("DTSTART:20260305T013000Z")))
                .andExpect(content().string(not(containsString("示例·企业"))));
        web.perform(get("/api/v1/resources/" + SEM + "/free"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[0].from").exists());
        web.perform(get("/resources/res-none/times")).andExpect(status().isNotFound());
    }

    @Test
    void the_managers_pages_are_the_managers() throws Exception {
        for (String page :
                List.of("/bookings", "/bookings/agenda", "/bookings/permits", "/today")) {
            web.perform(get(page).with(as(Scene.MANAGER))).andExpect(status().isOk());
        }
        web.perform(get("/bookings").with(as(Scene.MANAGER)))
                .andExpect(content().string(containsString("示例·企业 " + ORDER)));
        web.perform(get("/bookings").with(as(STRANGER)))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("示例·企业 " + ORDER))));
        web.perform(get("/bookings/agenda").with(as(Scene.OPERATOR)))
                .andExpect(status().isForbidden());
        web.perform(get("/bookings")).andExpect(status().isUnauthorized());
        web.perform(get("/bookings?format=csv").with(as(Scene.MANAGER))).andExpect(status().isOk());
    }

    @Test
    void the_case_shows_its_sections_and_the_contract_is_a_paper() throws Exception {
        String id = Booking.idOf(ORDER).value();
        web.perform(get("/cases/booking/" + id).with(as(Scene.MANAGER)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("必备条款")))
                .andExpect(content().string(containsString("循环后负极片截面")));
        for (String paper : List.of("/contract", "/labels.pdf")) {
            web.perform(get("/bookings/" + id + paper).with(as(Scene.MANAGER)))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType("application/pdf"));
            web.perform(get("/bookings/" + id + paper).with(as(STRANGER)))
                    .andExpect(status().isNotFound());
        }
    }

    @Test
    void a_week_goes_by_the_hour_and_offers_at_least_the_shortest_booking() throws Exception {
        String resource = "res-7a9f";
        new Scene(lane, facts, records, followers, procedures, procedure)
                .there(
                        BookingMother.resource(
                                resource,
                                new BookingTerms(
                                        List.of(BookingMode.SLOT),
                                        30,
                                        120,
                                        480,
                                        0,
                                        0,
                                        0,
                                        OpenHours.parse("1-7 08:00-12:00"),
                                        false),
                                false),
                        BookingMother.provider(ProviderState.VERIFIED));
        LocalDate soon = LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE).plusDays(14);
        String week =
                web.perform(get("/resources/" + resource + "/times?from=" + soon))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8);
        String grid = week.substring(week.indexOf("<tbody>"), week.indexOf("</tbody>"));
        assertThat(grid.split("<tr>")).as("four hours, not eight halves").hasSize(5);
        assertThat(grid.split("&amp;minutes=120\"")).as("no hour alone is sold").hasSize(3 * 7 + 1);
        assertThat(grid).doesNotContain("&amp;minutes=60\"").contains("is-early");
    }

    @Test
    void a_machine_tells_its_busy_times_only_for_its_own_provider() throws Exception {
        String body =
                "{\"busy\":[{\"from\":\"2026-03-10T01:00:00Z\",\"until\":\"2026-03-10T03:00:00Z\"}]}";
        web.perform(
                        put("/api/v1/resources/" + SEM + "/busy")
                                .contentType("application/json")
                                .content(body)
                                .with(as(STRANGER))
                                .with(csrf()))
                .andExpect(status().isForbidden());
        web.perform(
                        put("/api/v1/resources/" + SEM + "/busy")
                                .contentType("application/json")
                                .content(body)
                                .with(as(Scene.MANAGER))
                                .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.entries").value(1));
        web.perform(
                        put("/api/v1/resources/" + SEM + "/busy")
                                .contentType("text/calendar")
                                .content("nonsense")
                                .with(as(Scene.MANAGER))
                                .with(csrf()))
                .andExpect(status().is4xxClientError());
    }

    @Test
    void a_manager_enters_maintenance_and_a_stranger_does_not() throws Exception {
        web.perform(
                        post("/bookings/agenda/" + SEM)
                                .param("kind", "MAINTENANCE")
                                .param("from", "2026-03-12T09:00")
                                .param("until", "2026-03-12T12:00")
                                .with(as(Scene.MANAGER))
                                .with(csrf()))
                .andExpect(redirectedUrl("/bookings/agenda?resource=" + SEM));
        web.perform(
                        post("/bookings/agenda/" + SEM)
                                .param("kind", "MAINTENANCE")
                                .param("from", "2026-03-13T09:00")
                                .param("until", "2026-03-13T12:00")
                                .with(as(STRANGER))
                                .with(csrf()))
                .andExpect(status().isNotFound());
        web.perform(
                        post("/bookings/agenda/" + SEM)
                                .param("kind", "BOOKING")
                                .param("from", "2026-03-13T09:00")
                                .param("until", "2026-03-13T08:00")
                                .with(as(Scene.MANAGER))
                                .with(csrf()))
                .andExpect(status().isUnprocessableContent());
    }
}

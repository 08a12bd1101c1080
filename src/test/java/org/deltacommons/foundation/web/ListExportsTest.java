package org.deltacommons.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.Signed;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.ModelAndView;

/// How a list becomes the rows of a file.
class ListExportsTest {

    private static final Instant NOW = Instant.parse("2026-03-05T02:00:00Z");

    private record Principal(Actor actor) implements ActingPrincipal {}

    private final List<String> left = new ArrayList<>();
    private final List<List<? extends @Nullable Object>> written = new ArrayList<>();
    private List<String> headers = List.of();
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

    @BeforeEach
    void begin() {
        Actor officer = Signed.officer("o-1", "340500");
        SecurityContextHolder.getContext()
                .setAuthentication(
                        new TestingAuthenticationToken(new Principal(officer), null, "x"));
        beans.addBean(
                "files",
                (ListFiles)
                        (format, title, names, rows, to) -> {
                            headers = names;
                            written.addAll(rows);
                        });
        beans.addBean(
                "departures",
                (Departures)
                        (actor, list, format, rows, filter) ->
                                left.add(actor.id() + " " + list + " " + rows + " " + filter));
    }

    @AfterEach
    void end() {
        SecurityContextHolder.clearContext();
    }

    private ListExports exports() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Words words = new Words(new Messages(), (division, language) -> Optional.empty(), clock);
        return new ListExports(
                beans.getBeanProvider(ListFiles.class),
                beans.getBeanProvider(Departures.class),
                words,
                clock);
    }

    private void export(ListView list) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/cases");
        request.setParameter("format", "csv");
        ModelAndView page = new ModelAndView("list", Map.of("view", list));
        exports().postHandle(request, new MockHttpServletResponse(), this, page);
        assertThat(page.getView()).isNotNull();
    }

    private static ListView list(@Nullable String next, RowView... rows) {
        Address address = new Address("/cases", Map.of("q", List.of("张三"), "kind", List.of("A")));
        return ListView.at(address, "web.list.id")
                .filters(
                        Filter.text("q", "web.list.id"),
                        Filter.select("kind", "web.list.id", List.of()))
                .columns(
                        ListColumn.of("web.list.any"),
                        ListColumn.amount("web.list.filter"),
                        ListColumn.of("web.list.clear"))
                .page(new Paged<>(Arrays.asList(rows), next, rows.length))
                .build();
    }

    @Test
    void amounts_and_days_stay_values_and_the_unit_goes_into_the_header() throws Exception {
        LocalDate day = LocalDate.of(2026, 3, 10);
        Cell due = Cell.marked("还有 3 个工作日", Mark.WARN).filedAs(day);
        export(list(null, RowView.of("case-1", null, "显微镜", Money.yuan(48_000), due)));
        assertThat(headers).containsExactly("编号", "不限", "筛选（元）", "清除全部条件");
        assertThat(written.getFirst()).isEqualTo(List.of("case-1", "显微镜", Money.yuan(48_000), day));
    }

    @Test
    void a_number_that_is_shown_anyway_is_not_told_twice_and_a_mark_is_told_in_words()
            throws Exception {
        export(list(null, RowView.of("c-1", null, "C-1", 3, Cell.marked("公司", Mark.NOT_MET))));
        assertThat(headers).hasSize(3);
        assertThat(written.getFirst().get(1)).isEqualTo(3);
        assertThat(written.getFirst().get(2)).asString().startsWith("公司").isNotEqualTo("公司");
    }

    @Test
    void what_was_typed_is_kept_out_of_the_record_of_the_export() throws Exception {
        export(list(null, RowView.of("c-1", null, "x", 1, "y")));
        assertThat(left).containsExactly("o-1 /cases 1 q=…; kind=A");
    }

    @Test
    void a_longer_list_is_refused_and_nothing_leaves() {
        assertThatThrownBy(() -> export(list("more", RowView.of("c-1", null, "x", 1, "y"))))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        no -> assertThat(no.refusal().code()).isEqualTo("web.LIST_TOO_LONG"));
        assertThat(left).isEmpty();
        assertThat(written).isEmpty();
    }

    @Test
    void where_nobody_records_nothing_leaves() {
        StaticListableBeanFactory none = new StaticListableBeanFactory();
        none.addBean("files", beans.getBean("files"));
        ListExports unrecorded =
                new ListExports(
                        none.getBeanProvider(ListFiles.class),
                        none.getBeanProvider(Departures.class),
                        new Words(
                                new Messages(),
                                (division, language) -> Optional.empty(),
                                Clock.systemUTC()),
                        Clock.systemUTC());
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/cases");
        request.setParameter("format", "xlsx");
        ModelAndView page =
                new ModelAndView("list", Map.of("view", list(null, RowView.of("c", null, "x"))));
        assertThatThrownBy(() ->
                        unrecorded.postHandle(request, new MockHttpServletResponse(), this, page))
                .isInstanceOf(RefusedException.class);
        assertThat(written).isEmpty();
    }

    @Test
    void a_visitor_is_asked_to_sign_in() {
        SecurityContextHolder.clearContext();
        assertThatThrownBy(() -> export(list(null, RowView.of("c-1", null, "x", 1, "y"))))
                .isInstanceOf(RefusedException.class);
        assertThat(left).isEmpty();
    }
}

package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.audit.RecordedLine;
import org.deltacommons.kernel.Province;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

/// Every list that an officer or an auditor sees leaves as a file, for those who see it and with
/// what they see, and never unrecorded.
@SpringBootTest(properties = "delta.data=target/fork-${delta.test.fork:1}/test-data/papers")
@AutoConfigureMockMvc
@Import(Cast2026.class)
class ListsLeaveTest {

    @Autowired private MockMvc web;
    @Autowired private Audit audit;
    @Autowired private Cast2026.Stage stage;

    private List<RecordedLine> exports(String who, String list) {
        AuditQuery query = AuditQuery.of(Set.of(Province.values())).kind(AuditKind.EXPORT);
        return audit.find(query.by("person-" + who).about(list), Long.MAX_VALUE, 100);
    }

    private byte[] file(String who, String address) throws Exception {
        return web.perform(get(address).with(as(stage.actor(who))))
                .andExpect(status().isOk())
                .andExpect(
                        header().string("Content-Disposition", Matchers.startsWith("attachment")))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
    }

    private static List<List<String>> rows(byte[] workbook) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook));
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            return rows.map(row ->
                            row.stream().map(cell -> cell == null ? "" : cell.getText()).toList())
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mas.officer, /worklist",
        "mas.officer, /worklist/done",
        "mas.officer, /worklist/sent",
        "mas.officer, /redemptions",
        "ah.auditor, /redemptions",
        "mas.officer, /notices",
        "jiangpan.finance, /wallet",
        "shence.manager, /bookings",
        "sh.auditor, /bookings",
        "shence.manager, /resources/own",
        "ah.auditor, /enterprises",
        "ah.auditor, /admin/audit",
        "ah.auditor, /audit/orders",
        "sh.auditor, /audit/samples",
        "ah.audit, /admin/audit",
        "ah.system, /admin/people",
        "ah.security, /admin/sessions",
        "ah.security, /admin/proposals",
        "ah.system, /admin/clients",
        "ah.system, /organisations",
        "ah.auditor, /rules",
        "mas.officer, /inbox",
        "ah.system, /notices/deliveries",
        "ah.officer, /complaints/received",
        "ah.auditor, /complaints/received"
    })
    void it_leaves_as_workbook_and_as_csv_and_both_are_recorded(String who, String path)
            throws Exception {
        int before = exports(who, path).size();
        List<List<String>> table = rows(file(who, path + "?format=xlsx"));
        assertThat(table.getFirst()).isNotEmpty().doesNotContain("");
        String csv = new String(file(who, path + "?format=csv"), StandardCharsets.UTF_8);
        assertThat(csv).startsWith("\uFEFF").contains(table.getFirst().getFirst());
        assertThat(exports(who, path)).hasSize(before + 2);
    }

    @Test
    void a_file_has_all_rows_of_the_list_and_keeps_its_filter() throws Exception {
        List<List<String>> all = rows(file("ah.system", "/organisations?format=xlsx"));
        List<List<String>> some =
                rows(file("ah.system", "/organisations?province=ANHUI&q=示例&format=xlsx"));
        // More than the page of fifty that the screen shows.
        assertThat(all.size()).isGreaterThan(51);
        assertThat(some.size()).isGreaterThan(1).isLessThan(all.size());
        assertThat(some.subList(1, some.size()))
                .allSatisfy(row -> assertThat(row.toString()).contains("示例"));
        RecordedLine line = exports("ah.system", "/organisations").getFirst();
        assertThat(line.line().details())
                .containsEntry("filter", "q=…; province=ANHUI")
                .containsEntry("lines", Integer.toString(some.size() - 1));
    }

    @Test
    void nothing_leaves_for_a_visitor_or_for_whom_the_list_is_not() throws Exception {
        web.perform(get("/notices?format=csv")).andExpect(status().isUnauthorized());
        web.perform(get("/admin/audit?format=csv").with(as(stage.actor("songling.finance"))))
                .andExpect(status().isForbidden());
        assertThat(exports("songling.finance", "/admin/audit")).isEmpty();
        web.perform(get("/worklist?format=pdf").with(as(stage.actor("mas.officer2"))))
                .andExpect(status().isUnprocessableContent());
        assertThat(exports("mas.officer2", "/worklist")).isEmpty();
    }

    @Test
    void the_log_tells_its_hashes_in_a_file_only() throws Exception {
        List<List<String>> table = rows(file("ah.auditor", "/admin/audit?format=xlsx"));
        List<String> last = table.getLast();
        assertThat(last.getLast()).matches("[0-9a-f]{64}");
        web.perform(get("/admin/audit").with(as(stage.actor("ah.auditor"))))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("format=xlsx")))
                .andExpect(
                        content().string(Matchers.not(Matchers.containsString("data-label=\"哈希"))));
    }
}

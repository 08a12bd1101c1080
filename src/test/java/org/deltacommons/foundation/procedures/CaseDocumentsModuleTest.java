package org.deltacommons.foundation.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.foundation.procedures.PermitSample.ENGINEER;
import static org.deltacommons.foundation.procedures.PermitSample.MONDAY;
import static org.deltacommons.foundation.procedures.PermitSample.OFFICER;
import static org.deltacommons.foundation.procedures.PermitSample.RIVAL;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.deltacommons.Signed;
import org.deltacommons.foundation.documents.Documents;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.procedures.PermitSample.Permit;
import org.deltacommons.foundation.procedures.PermitSample.PermitForm;
import org.deltacommons.foundation.web.FileSink;
import org.deltacommons.foundation.web.Upload;
import org.deltacommons.kernel.Actor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

/// Documents follow their case: whoever it concerns may open them, nobody else, and they stay.
///
/// Documents are above procedures, so this needs the whole application.
@SpringBootTest(properties = "db-scheduler.enabled=false")
@AutoConfigureMockMvc
@Import(PermitSample.class)
class CaseDocumentsModuleTest {

    @Autowired private Procedures procedures;
    @Autowired private Procedure<Permit> permits;
    @Autowired private Calendars calendars;
    @Autowired private Documents documents;
    @Autowired private Followers followers;
    @Autowired private MockMvc web;
    @Autowired private PermitSample.Hands clock;
    private String hash;
    private String id;

    @BeforeEach
    void an_application_with_a_contract() {
        clock.at(MONDAY);
        calendars.load();
        byte[] bytes = "%PDF-1.7 合同".getBytes(StandardCharsets.UTF_8);
        FileSink.Kept kept =
                documents.keep(
                        new Upload(
                                "合同.pdf", "", bytes.length, () -> new ByteArrayInputStream(bytes)),
                        ENGINEER);
        hash = kept.hash();
        Attachment contract =
                new Attachment("contract", hash, kept.name(), kept.type(), kept.bytes());
        id =
                procedures
                        .open(permits, "apply", new PermitForm("带合同", 8, contract), ENGINEER, null)
                        .orThrow()
                        .id();
        assertThat(followers.settle(Duration.ofSeconds(60))).isTrue();
    }

    private int asked(String context, Actor actor) throws Exception {
        return web.perform(get("/documents/" + hash).param("case", context).with(Signed.as(actor)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    @Test
    void whoever_the_case_concerns_may_open_its_documents_and_nobody_else() throws Exception {
        assertThat(asked("permit/" + id, OFFICER)).isEqualTo(200);
        assertThat(asked("permit/" + id, RIVAL)).isEqualTo(404);
        assertThat(asked("", OFFICER)).isEqualTo(404);
        assertThat(asked("permit/pmt-20260101-0000000000", OFFICER)).isEqualTo(404);
        assertThat(asked("nothing/" + id, OFFICER)).isEqualTo(404);
    }

    @Test
    void a_case_does_not_open_documents_that_it_does_not_hold() throws Exception {
        byte[] bytes = "别家的材料".getBytes(StandardCharsets.UTF_8);
        FileSink.Kept other =
                documents.keep(
                        new Upload(
                                "别家.txt", "", bytes.length, () -> new ByteArrayInputStream(bytes)),
                        RIVAL);
        web.perform(
                        get("/documents/" + other.hash())
                                .param("case", "permit/" + id)
                                .with(Signed.as(OFFICER)))
                .andExpect(status().isNotFound());
    }

    @Test
    void what_a_case_holds_is_never_swept() {
        clock.at(MONDAY.plus(Duration.ofDays(800)));
        documents.sweep();
        assertThat(documents.find(hash)).isPresent();
        assertThat(documents.file(documents.find(hash).orElseThrow())).exists();
    }
}

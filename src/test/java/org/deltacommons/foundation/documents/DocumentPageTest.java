package org.deltacommons.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.Set;
import org.deltacommons.Postroom;
import org.deltacommons.Signed;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/// How documents come in from machines and go out to people.
@Postroom
class DocumentPageTest {

    private static final Actor LI =
            Signed.person("person-li", Province.ANHUI, Role.FIRM_ENGINEER, "org-firm");
    private static final Actor RIVAL =
            Signed.person("person-rival", Province.ANHUI, Role.FIRM_ENGINEER, "org-rival");

    @Autowired private MockMvc web;
    @Autowired private Audit audit;
    @Autowired private Postroom.MovedClock clock;

    private ResultActions send(String name, byte[] bytes, Actor actor) throws Exception {
        return web.perform(
                multipart("/api/v1/documents")
                        .file(new MockMultipartFile("file", name, "application/pdf", bytes))
                        .with(Signed.as(actor)));
    }

    private String kept(String name, byte[] bytes) throws Exception {
        String body =
                send(name, bytes, LI)
                        .andExpect(status().isCreated())
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
        return Json.parse(body).get("hash").asString();
    }

    private long lines(AuditKind kind, String hash) {
        return audit.count(
                AuditQuery.of(Set.of(Province.ANHUI)).kind(kind).about("documents/" + hash));
    }

    @Test
    void a_document_comes_back_as_a_download_that_can_do_nothing() throws Exception {
        String hash = kept("检测 合同.pdf", Samples.pdf());
        web.perform(get("/documents/" + hash).with(Signed.as(LI)))
                .andExpect(status().isOk())
                .andExpect(content().bytes(read(hash)))
                .andExpect(header().string("Content-Type", "application/pdf"))
                .andExpect(header().string("Content-Disposition", containsString("attachment")))
                .andExpect(
                        header().string(
                                        "Content-Disposition",
                                        containsString(
                                                "%E6%A3%80%E6%B5%8B%20%E5%90%88%E5%90%8C.pdf")))
                .andExpect(header().stringValues("X-Content-Type-Options", "nosniff"))
                .andExpect(
                        header().stringValues(
                                        "Content-Security-Policy",
                                        "default-src 'none'; sandbox; frame-ancestors 'none'"));
    }

    private byte[] read(String hash) throws Exception {
        return web.perform(get("/api/v1/documents/" + hash).with(Signed.as(LI)))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
    }

    @Test
    void whoever_only_knows_the_hash_finds_nothing_and_is_noted() throws Exception {
        String hash = kept("a.ofd", Samples.ofd());
        web.perform(get("/documents/" + hash).with(Signed.as(RIVAL)).accept("text/html"))
                .andExpect(status().isNotFound())
                .andExpect(content().string(containsString("没有找到这份材料")));
        web.perform(
                        get("/documents/" + hash)
                                .param("case", "complaint/cpl-1")
                                .with(Signed.as(RIVAL)))
                .andExpect(status().isNotFound());
        web.perform(get("/documents/" + hash)).andExpect(status().isNotFound());
        assertThat(lines(AuditKind.REFUSED, hash)).isEqualTo(2);
        assertThat(lines(AuditKind.EXPORT, hash)).isZero();
    }

    @Test
    void a_day_later_even_the_uploader_needs_a_case() throws Exception {
        String hash = kept("b.png", Samples.png());
        clock.forward(Duration.ofHours(25));
        web.perform(get("/documents/" + hash).with(Signed.as(LI))).andExpect(status().isNotFound());
        assertThat(lines(AuditKind.REFUSED, hash)).isEqualTo(1);
    }

    @Test
    void what_is_refused_is_told_in_sentences() throws Exception {
        send("合同.pdf", Samples.png(), LI)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("documents.EXTENSION_INVALID"))
                .andExpect(jsonPath("$.what").value("“合同.pdf”的扩展名与内容不符，未保存。"))
                .andExpect(jsonPath("$.why").value("按文件内容判断，这是 PNG 图片 文件。"));
        send("大.pdf", new byte[(20 << 20) + 1], LI)
                .andExpect(status().isContentTooLarge())
                .andExpect(jsonPath("$.what").value("文件为 21 MB，超过 20 MB，未保存。"));
        web.perform(multipart("/api/v1/documents").with(Signed.as(LI)))
                .andExpect(status().isBadRequest());
    }

    @Test
    void no_address_reaches_outside_the_folder() throws Exception {
        web.perform(get("/documents/..%2f..%2fetc%2fpasswd").with(Signed.as(LI)))
                .andExpect(status().is4xxClientError());
        web.perform(get("/documents/" + "A".repeat(64)).with(Signed.as(LI)))
                .andExpect(status().isNotFound());
    }
}

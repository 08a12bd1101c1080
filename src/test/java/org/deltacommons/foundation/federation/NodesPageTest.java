package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Path;
import org.deltacommons.Cast2026;
import org.deltacommons.Signed;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/// The page of the chain of trust, and who may prepare a key there.
@SpringBootTest
@AutoConfigureMockMvc
@Import(Cast2026.class)
class NodesPageTest {

    @TempDir private static Path folder;

    @Autowired private MockMvc web;
    @Autowired private Trees trees;
    @Autowired private HomeKeys homeKeys;
    @Autowired private Keyring keyring;
    @Autowired private Cast2026.Stage stage;

    /// Whatever is prepared here is of no other test.
    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("delta.data", folder::toString);
    }

    @BeforeEach
    void signed() {
        for (Province home : Province.values()) {
            await().until(() -> trees.checkpoint(home).isPresent());
        }
    }

    @Test
    void everybody_sees_who_signs_by_which_key_in_both_languages() throws Exception {
        for (String language : new String[] {"zh-CN", "en"}) {
            String page =
                    web.perform(get("/nodes").header("Accept-Language", language))
                            .andExpect(status().isOk())
                            .andExpect(content().string(not(containsString("??"))))
                            .andReturn()
                            .getResponse()
                            .getContentAsString();
            for (Province home : Province.values()) {
                assertThat(page)
                        .contains(
                                Fingerprint.of(trees.signers().present(home).orElseThrow().text()));
            }
            assertThat(page).doesNotContain("next-key");
        }
    }

    @Test
    void only_the_system_administration_of_the_home_prepares_a_key() throws Exception {
        for (String other : new String[] {"ah.security", "sh.system", "mas.officer"}) {
            web.perform(
                            post("/nodes/340000/next-key")
                                    .with(csrf())
                                    .with(Signed.as(stage.actor(other))))
                    .andExpect(status().isForbidden());
        }
        assertThat(keyring.prepared(ANHUI)).isEmpty();
        web.perform(
                        post("/nodes/340000/next-key")
                                .with(csrf())
                                .with(Signed.as(stage.actor("ah.system"))))
                .andExpect(status().is3xxRedirection());
        String next = keyring.prepared(ANHUI).orElseThrow().key().text();
        // Twice is once.
        web.perform(
                        post("/nodes/340000/next-key")
                                .with(csrf())
                                .with(Signed.as(stage.actor("ah.system"))))
                .andExpect(status().is3xxRedirection());
        assertThat(keyring.prepared(ANHUI).orElseThrow().key().text()).isEqualTo(next);
        web.perform(get("/nodes").with(Signed.as(stage.actor("ah.system"))))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(Fingerprint.of(next))))
                .andExpect(content().string(containsString("/open/key-change/replace")));
        assertThat(homeKeys.of(ANHUI)).isEmpty();
    }
}

package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.deltacommons.Cast2026;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.federation.proof.TrustedKeys;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/// What anybody may fetch of a feed, and the page that judges a receipt.
@SpringBootTest
@AutoConfigureMockMvc
@Import(Cast2026.class)
class FeedsPageTest {

    private static final String FEED = "/feeds/310000/";

    @Autowired private MockMvc web;
    @Autowired private Trees trees;
    @Autowired private Stops stops;
    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionTemplate transactions;

    /// The seeds of a first start are in the feed; their signing follows it.
    @BeforeEach
    void signed() {
        await().until(() -> trees.checkpoint(Province.SHANGHAI).isPresent());
    }

    private byte[] bytes(String address) throws Exception {
        return web.perform(get(address)).andReturn().getResponse().getContentAsByteArray();
    }

    private String text(String address) throws Exception {
        return new String(bytes(address), StandardCharsets.UTF_8);
    }

    @Test
    void the_head_of_a_feed_verifies_by_its_published_key_and_by_its_tiles() throws Exception {
        web.perform(get(FEED + "checkpoint"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("text/plain;charset=UTF-8"))
                .andExpect(header().string("Cache-Control", containsString("no-cache")));
        SignedNote note = SignedNote.parse(text(FEED + "checkpoint"));
        NoteKey key =
                NoteKey.parse(text(FEED + "keys").lines().findFirst().orElseThrow()).orElseThrow();
        assertThat(note.verified(Set.of(key))).containsExactly(key);
        Checkpoint head = Checkpoint.of(note);
        Tiles tiles =
                new Tiles((level, index) -> {
                    int width = Tiles.width(level, index, head.size());
                    try {
                        return java.util.Optional.of(
                                bytes(FEED + "tile/%d/%s".formatted(level, path(index, width))));
                    } catch (Exception failed) {
                        throw new AssertionError(failed);
                    }
                });
        assertThat(Merkle.root(head.size(), tiles)).isEqualTo(head.root());
    }

    private static String path(long index, int width) {
        assertThat(index).isLessThan(1_000);
        return "%03d%s".formatted(index, width == 256 ? "" : ".p/" + width);
    }

    @Test
    void a_tile_is_cached_for_ever_and_its_part_is_its_beginning() throws Exception {
        web.perform(get(FEED + "tile/0/000.p/1"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/octet-stream"))
                .andExpect(header().string("Cache-Control", containsString("immutable")));
        byte[] one = bytes(FEED + "tile/0/000.p/1");
        assertThat(one).hasSize(32);
        assertThat(Arrays.copyOf(bytes(FEED + "tile/0/000.p/2"), 32)).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/feeds/310000/tile/0/0",
                "/feeds/310000/tile/0/x000/000",
                "/feeds/310000/tile/0/000.p/0",
                "/feeds/310000/tile/0/000.p/256",
                "/feeds/310000/tile/0/000.p/01",
                "/feeds/310000/tile/0/000.p/",
                "/feeds/310000/tile/00/000",
                "/feeds/310000/tile/64/000",
                "/feeds/310000/tile/63/000",
                "/feeds/310000/tile/-1/000",
                "/feeds/310000/tile/0/999",
                "/feeds/310000/tile/0/x999/x999/x999/x999/x999/999",
                "/feeds/310000/tile/entries/000",
                "/feeds/999999/checkpoint",
                "/feeds/999999/keys",
                "/feeds/SHANGHAI/checkpoint"
            })
    void what_no_feed_has_is_not_found(String address) throws Exception {
        web.perform(get(address)).andExpect(status().isNotFound());
    }

    @Test
    void anybody_may_have_a_receipt_judged_by_paste_or_upload() throws Exception {
        String receipt = trees.receipt(Province.SHANGHAI, 1).orElseThrow();
        web.perform(get("/verify")).andExpect(status().isOk());
        web.perform(post("/verify").param("text", receipt).with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("\u6838\u9a8c\u901a\u8fc7")))
                .andExpect(content().string(containsString("co-hosted")));
        web.perform(
                        multipart("/verify")
                                .file(
                                        new MockMultipartFile(
                                                "file",
                                                "a.json",
                                                "application/json",
                                                receipt.getBytes(StandardCharsets.UTF_8)))
                                .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(
                        content()
                                .string(
                                        containsString(
                                                "\u4e0a\u6d77\u4e8b\u5b9e\u6d41\u7684\u7b2c 1 \u6761")));
    }

    @Test
    void the_keys_that_this_node_knows_are_handed_out_as_the_offline_verifier_takes_them()
            throws Exception {
        assertThat(TrustedKeys.parse(text("/feeds/keys")).orElseThrow().isEmpty()).isFalse();
        assertThat(text("/feeds/keys")).contains(trees.keys(Province.ANHUI));
    }

    @Test
    void a_stop_is_on_the_page_with_what_was_received_and_off_it_when_mended() throws Exception {
        String received = "\u2018a forged <b>entry</b>\u2019";
        transactions.executeWithoutResult(_ ->
                stops.stop(
                        Province.JIANGSU,
                        280,
                        Stops.Why.NOT_AS_SIGNED,
                        received,
                        "the signed head",
                        ""));
        web.perform(get("/feeds"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("the signed head")))
                .andExpect(content().string(containsString("&lt;b&gt;entry")));
        transactions.executeWithoutResult(_ -> {
            WritingHome.name(jdbc, Province.JIANGSU);
            stops.mended(Province.JIANGSU);
        });
        assertThat(text("/feeds")).doesNotContain("the signed head");
    }

    @Test
    void what_is_no_receipt_is_told_and_no_fault() throws Exception {
        String receipt = trees.receipt(Province.SHANGHAI, 1).orElseThrow();
        for (String bad :
                List.of(
                        "",
                        "{}",
                        "<script>alert(1)</script>",
                        receipt.replace("\"index\\\":\\\"1\\\"", "\"index\\\":\\\"2\\\""),
                        receipt.substring(1))) {
            web.perform(post("/verify").param("text", bad).with(csrf()))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("\u6838\u9a8c\u672a\u901a\u8fc7")));
        }
    }
}

package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/// An index that is missing, damaged, half built or lost while it is used.
class WithoutIndexTest {

    @TempDir private Path folder;
    private final CountDownLatch mayBuild = new CountDownLatch(1);
    private Finding finding;

    private final Things things =
            new Things() {
                @Override
                public void every(Consumer<FindDocument> to) {
                    try {
                        mayBuild.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    super.every(to);
                }
            };

    @BeforeEach
    void fill() {
        things.keep("tem", "透射电子显微镜", "TEM", "Talos F200X", 800, Map.of("mode", List.of("SLOT")));
        things.keep("sem", "扫描电子显微镜", "SEM", "Gemini", 600, Map.of("mode", List.of("SAMPLE")));
    }

    @AfterEach
    void close() {
        mayBuild.countDown();
        finding.stop();
    }

    private List<String> ids(FindRequest request) {
        return finding.find(request, false).hits().stream()
                .map(hit -> hit.document().id())
                .toList();
    }

    private void servesByNameUntilBuilt() {
        Found meanwhile = finding.find(FindRequest.of("电子显微镜"), false);
        assertThat(meanwhile.ready()).isFalse();
        assertThat(meanwhile.facets()).isEmpty();
        assertThat(ids(FindRequest.of("透射"))).containsExactly("tem");
        assertThat(ids(FindRequest.of("透射显微镜"))).as("every word").containsExactly("tem");
        assertThat(ids(FindRequest.of("透射质谱"))).as("one of them").containsExactly("tem");
        assertThat(ids(FindRequest.of(""))).containsExactly("tem", "sem");
        assertThat(ids(FindRequest.of("。。"))).isEmpty();
        mayBuild.countDown();
        finding.rebuild();
        assertThat(finding.find(FindRequest.of(""), false).ready()).isTrue();
        assertThat(ids(FindRequest.of("talosf200x"))).containsExactly("tem");
    }

    @Test
    void a_missing_index_is_built_while_names_are_found_in_the_records() {
        finding = things.open(folder);
        servesByNameUntilBuilt();
    }

    @Test
    void a_damaged_index_is_built_while_names_are_found_in_the_records() throws IOException {
        buildAndStop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().equals("current")) {
                    Files.writeString(file, "damaged");
                }
            }
        }
        finding = things.open(folder);
        assertThat(ids(FindRequest.of("talosf200x"))).isEmpty();
        servesByNameUntilBuilt();
    }

    @Test
    void a_name_of_the_index_in_use_that_leads_nowhere_is_no_harm() throws IOException {
        for (String told : List.of("", "a3-99", "../../etc", "\u0000\uFFFD")) {
            Files.writeString(folder.resolve("current"), told);
            finding = things.open(folder);
            assertThat(ids(FindRequest.of("透射"))).as(told).containsExactly("tem");
            mayBuild.countDown();
            finding.stop();
        }
    }

    /// A kill in the middle of a build leaves a folder that nothing names.
    @Test
    void a_half_built_index_is_passed_over_and_tidied_away() throws IOException {
        mayBuild.countDown();
        buildAndStop();
        String whole = Files.readString(folder.resolve("current"));
        Path half = folder.resolve(Analysis.VERSION + "-77");
        FileSystemUtils.copyRecursively(folder.resolve(whole), half);
        things.kept.removeIf(one -> one.id().equals("sem"));
        finding = things.open(folder);
        assertThat(finding.find(FindRequest.of(""), false).ready()).isTrue();
        assertThat(ids(FindRequest.of("扫描"))).as("the whole one serves").containsExactly("sem");
        finding.rebuild();
        assertThat(ids(FindRequest.of("扫描"))).isEmpty();
        assertThat(half).doesNotExist();
    }

    @Test
    void what_was_chosen_counts_among_names_too() {
        finding = things.open(folder);
        assertThat(ids(FindRequest.of("显微镜").choosing("mode", "SLOT"))).containsExactly("tem");
        assertThat(ids(FindRequest.of("显微镜").choosing("type", "other"))).isEmpty();
        assertThat(ids(FindRequest.of("显微镜").priced(null, Money.yuan(700)))).containsExactly("sem");
        assertThat(finding.named("透射")).extracting(FindDocument::id).containsExactly("tem");
        assertThat(finding.suggest("透射")).isEqualTo(Typed.NOTHING);
    }

    /// As a disk that is full or gone does it: the writer gives up for good.
    @Test
    void an_index_that_can_no_longer_be_written_is_built_anew() throws IOException {
        mayBuild.countDown();
        finding = things.open(folder);
        finding.rebuild();
        FileSystemUtils.deleteRecursively(
                folder.resolve(Files.readString(folder.resolve("current"))));
        things.keep("new", "核磁共振", "NMR", "AVANCE 600");
        RecordedFact fact =
                new RecordedFact(
                        Province.ANHUI,
                        1,
                        "x.Y",
                        1,
                        "new",
                        Audience.PUBLIC,
                        Json.parse("{}"),
                        Instant.EPOCH,
                        "system");
        assertThatThrownBy(() -> finding.apply(List.of(fact)))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(ids(FindRequest.of("talosf200x"))).as("still served").containsExactly("tem");
        // As the background does.
        finding.build();
        assertThat(ids(FindRequest.of("avance600"))).containsExactly("new");
    }

    private void buildAndStop() {
        Things free = new Things();
        free.kept.addAll(things.kept);
        Finding before = free.open(folder);
        before.rebuild();
        before.stop();
    }
}

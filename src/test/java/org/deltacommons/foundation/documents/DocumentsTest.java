package org.deltacommons.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.web.FileSink;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Upload;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// What is kept, what is not, and what is thrown away, on a real disk and a real PostgreSQL.
class DocumentsTest {

    private static final Actor LI = new Actor("person-li", "李工", Province.ANHUI, List.of(), null);
    private static final Actor WANG =
            new Actor("person-wang", "王敏", Province.SHANGHAI, List.of(), null);

    private static DriverManagerDataSource source;

    @TempDir private Path folder;
    private Instant now = Instant.parse("2026-03-05T02:00:00Z");
    private DocumentUse use = hash -> false;
    private JdbcClient jdbc;
    private Documents documents;

    @BeforeAll
    static void migrate() {
        TestDatabase database = TestDatabase.fresh("documents");
        Schema.migrate(database, "documents");
        source =
                new DriverManagerDataSource(
                        database.app().url(), database.app().user(), database.app().password());
    }

    @BeforeEach
    void open() {
        jdbc = JdbcClient.create(source);
        StaticListableBeanFactory beans =
                new StaticListableBeanFactory(
                        Map.of("use", (DocumentUse) hash -> use.isUsed(hash)));
        documents = documents(beans);
    }

    @AfterEach
    void empty() {
        jdbc.sql("DELETE FROM documents.link").update();
        jdbc.sql("DELETE FROM documents.document").update();
    }

    private Documents documents(StaticListableBeanFactory beans) {
        InstantSource clock = () -> now;
        return new Documents(
                new DocumentFiles(folder),
                jdbc,
                new JdbcTransactionManager(source),
                clock.withZone(ZoneOffset.UTC),
                beans.getBeanProvider(DocumentUse.class));
    }

    @Test
    void each_type_is_known_by_its_bytes() {
        assertThat(type("合同.pdf", Samples.pdf())).isEqualTo(DocumentType.PDF);
        assertThat(type("photo.PNG", Samples.png())).isEqualTo(DocumentType.PNG);
        assertThat(type("photo.jpeg", Samples.jpeg())).isEqualTo(DocumentType.JPEG);
        assertThat(type("台账.xlsx", Samples.xlsx())).isEqualTo(DocumentType.XLSX);
        assertThat(type("报告.docx", Samples.docx())).isEqualTo(DocumentType.DOCX);
        assertThat(type("发票.ofd", Samples.ofd())).isEqualTo(DocumentType.OFD);
        assertThat(type("说明.txt", "说明".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(DocumentType.TEXT);
        assertThat(type("日志.csv", "机时,小时\n".getBytes(Charset.forName("GB18030"))))
                .isEqualTo(DocumentType.CSV);
    }

    @Test
    void a_lying_ending_is_refused_and_nothing_stays() throws IOException {
        Refusal why = refusal("合同.pdf", Samples.png());
        assertThat(why.is(DocumentReason.EXTENSION_INVALID)).isTrue();
        assertThat(why.values())
                .containsEntry("name", "合同.pdf")
                .containsEntry("found", DocumentType.PNG);
        assertThat(refusal("表.xlsx", Samples.docx()).is(DocumentReason.EXTENSION_INVALID)).isTrue();
        assertThat(
                        refusal("a.jpg", "text".getBytes(StandardCharsets.UTF_8))
                                .is(DocumentReason.EXTENSION_INVALID))
                .isTrue();
        nothingIsKept();
    }

    @Test
    void what_is_no_document_is_refused_and_nothing_stays() throws IOException {
        assertThat(
                        refusal("run.exe", Samples.bytes('M', 'Z', 0x90, 0))
                                .is(DocumentReason.TYPE_INVALID))
                .isTrue();
        assertThat(
                        refusal("old.doc", Samples.bytes(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1))
                                .is(DocumentReason.TYPE_INVALID))
                .isTrue();
        assertThat(
                        refusal("a.zip", Samples.zip(Map.of("a.txt", "a")))
                                .is(DocumentReason.TYPE_INVALID))
                .isTrue();
        assertThat(refusal("macro.xlsx", Samples.macros()).is(DocumentReason.MACRO_INVALID))
                .isTrue();
        assertThat(
                        refusal("half.docx", java.util.Arrays.copyOf(Samples.docx(), 60))
                                .is(DocumentReason.DAMAGED_INVALID))
                .isTrue();
        assertThat(refusal("empty.pdf", new byte[0]).is(DocumentReason.EMPTY_INVALID)).isTrue();
        assertThat(
                        refusal("page.html", "<html>".getBytes(StandardCharsets.UTF_8))
                                .is(DocumentReason.EXTENSION_INVALID))
                .isTrue();
        nothingIsKept();
    }

    @Test
    void twenty_megabytes_are_taken_and_one_byte_more_is_not() throws IOException {
        byte[] most = new byte[20 << 20];
        java.util.Arrays.fill(most, (byte) 'x');
        assertThat(documents.store(upload("log.txt", most), LI).isDone()).isTrue();
        byte[] more = new byte[(20 << 20) + 1];
        java.util.Arrays.fill(more, (byte) 'y');
        assertThat(refusal("log.txt", more).is(DocumentReason.TOO_LARGE)).isTrue();
        // The same file whose sender claims that it is small.
        Upload liar = new Upload("log.txt", "text/plain", 10, () -> new ByteArrayInputStream(more));
        assertThat(refused(documents.store(liar, LI)).is(DocumentReason.TOO_LARGE)).isTrue();
        assertThat(kept()).hasSize(1);
    }

    @Test
    void a_document_is_kept_once_under_its_hash() throws IOException {
        Document first = documents.store(upload("合同.pdf", Samples.png(), "png"), LI).orThrow();
        now = now.plusSeconds(60);
        FileSink.Kept second = documents.keep(upload("另一份.png", Samples.png()), WANG);
        assertThat(second.hash()).isEqualTo(first.hash());
        assertThat(second.name()).isEqualTo("另一份.png");
        assertThat(kept())
                .containsExactly(
                        folder.resolve("documents")
                                .resolve(first.hash().substring(0, 2))
                                .resolve(first.hash().substring(2, 4))
                                .resolve(first.hash()));
        assertThat(Files.readAllBytes(kept().getFirst())).isEqualTo(Samples.png());
        assertThat(documents.find(first.hash()))
                .as("as it was first given")
                .hasValueSatisfying(document -> {
                    assertThat(document.name()).isEqualTo("合同.png");
                    assertThat(document.by()).isEqualTo("person-li");
                });
    }

    private static Upload upload(String name, byte[] bytes, String ending) {
        return Samples.upload(name.replaceAll("\\.\\w+$", "." + ending), bytes);
    }

    private static Upload upload(String name, byte[] bytes) {
        return Samples.upload(name, bytes);
    }

    @Test
    void knowing_a_hash_does_not_make_it_ones_own() {
        String hash = documents.keep(upload("a.png", Samples.png()), LI).hash();
        assertThat(documents.kept(hash, LI)).isPresent();
        assertThat(documents.kept(hash, WANG)).isEmpty();
        assertThat(documents.broughtLately(LI, hash)).isTrue();
        assertThat(documents.broughtLately(WANG, hash)).isFalse();
        now = now.plus(Duration.ofHours(25));
        assertThat(documents.broughtLately(LI, hash)).isFalse();
    }

    @Test
    void scripts_and_passwords_in_a_pdf_are_told() {
        assertThat(documents.store(upload("a.pdf", Samples.pdf()), LI).orThrow().warnings())
                .isEmpty();
        assertThat(documents.store(upload("b.pdf", Samples.scriptedPdf()), LI).orThrow().warnings())
                .containsExactly(Warning.ACTIVE_CONTENT);
        String locked = documents.store(upload("c.pdf", Samples.lockedPdf()), LI).orThrow().hash();
        assertThat(documents.find(locked).orElseThrow().warnings())
                .containsExactly(Warning.ENCRYPTED);
        byte[] escaped =
                "%PDF-1.7\n1 0 obj<</S/#4aavaScript>>endobj".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(documents.store(upload("d.pdf", escaped), LI).orThrow().warnings())
                .containsExactly(Warning.ACTIVE_CONTENT);
    }

    @Test
    void names_are_cleaned_before_they_are_kept() {
        assertThat(FileNames.clean("C:\\Users\\li\\合同.pdf")).isEqualTo("合同.pdf");
        assertThat(FileNames.clean("../../etc/passwd")).isEqualTo("passwd");
        assertThat(FileNames.clean("a\u202Efdp.exe\r\n")).isEqualTo("afdp.exe");
        assertThat(FileNames.clean("…/..")).isEqualTo("document");
        assertThat(
                        FileNames.clean("𠮷".repeat(200) + ".pdf")
                                .codePointCount(
                                        0, FileNames.clean("𠮷".repeat(200) + ".pdf").length()))
                .isEqualTo(120);
        assertThat(FileNames.clean("𠮷".repeat(200) + ".pdf")).endsWith("𠮷.pdf");
        assertThat(documents.keep(upload("无后缀", Samples.jpeg()), LI).name()).isEqualTo("无后缀.jpg");
    }

    @Test
    void what_nobody_linked_is_swept_after_seven_days() {
        String stale = documents.keep(upload("a.png", Samples.png()), LI).hash();
        String linked = documents.keep(upload("b.jpg", Samples.jpeg()), LI).hash();
        String used = documents.keep(upload("c.ofd", Samples.ofd()), LI).hash();
        assertThat(documents.link(linked, "order/ord-1")).isTrue();
        assertThat(documents.link("0".repeat(64), "order/ord-1")).isFalse();
        use = used::equals;
        now = now.plus(Duration.ofDays(7));
        assertThat(documents.sweep()).as("not a second too early").isZero();
        now = now.plusSeconds(1);
        assertThat(documents.sweep()).isEqualTo(1);
        assertThat(documents.find(stale)).isEmpty();
        assertThat(documents.find(linked)).isPresent();
        assertThat(documents.find(used)).isPresent();
        assertThat(kept()).hasSize(2);
    }

    @Test
    void bringing_a_document_in_again_keeps_it_for_another_week() {
        String hash = documents.keep(upload("a.png", Samples.png()), LI).hash();
        now = now.plus(Duration.ofDays(6));
        documents.keep(upload("a.png", Samples.png()), WANG);
        now = now.plus(Duration.ofDays(6));
        assertThat(documents.sweep()).isZero();
        assertThat(documents.find(hash)).isPresent();
    }

    @Test
    void nothing_is_swept_where_nobody_says_what_is_used() {
        documents.keep(upload("a.png", Samples.png()), LI);
        now = now.plus(Duration.ofDays(700));
        assertThat(documents(new StaticListableBeanFactory()).sweep()).isZero();
        assertThat(kept()).hasSize(1);
    }

    @Test
    void many_who_bring_the_same_at_once_while_it_is_swept_all_find_it_whole() throws Exception {
        for (int round = 0; round < 5; round++) {
            documents.keep(upload("a.png", Samples.png()), LI);
            now = now.plus(Duration.ofDays(8));
            List<Callable<Boolean>> all =
                    IntStream.range(0, 12)
                            .<Callable<Boolean>>mapToObj(i ->
                                    () -> {
                                        if (i % 4 == 0) {
                                            documents.sweep();
                                            return true;
                                        }
                                        Actor actor =
                                                new Actor(
                                                        "p" + i,
                                                        "",
                                                        Province.ANHUI,
                                                        List.of(),
                                                        null);
                                        String hash =
                                                documents
                                                        .keep(upload("a.png", Samples.png()), actor)
                                                        .hash();
                                        Path file =
                                                documents.file(documents.find(hash).orElseThrow());
                                        return Files.readAllBytes(file).length
                                                == Samples.png().length;
                                    })
                            .toList();
            try (var threads = Executors.newFixedThreadPool(6)) {
                for (Future<Boolean> one : threads.invokeAll(all)) {
                    assertThat(one.get()).isTrue();
                }
            }
        }
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing() throws IOException {
        Upload broken =
                new Upload(
                        "a.pdf",
                        "application/pdf",
                        100,
                        () -> {
                            throw new IOException("the line went dead");
                        });
        assertThatThrownBy(() -> documents.store(broken, LI)).hasMessageContaining("not kept");
        nothingIsKept();
    }

    @Test
    void a_refused_upload_reaches_a_form_as_a_refusal() {
        assertThatThrownBy(() -> documents.keep(upload("a.exe", Samples.png()), LI))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.refusal().is(DocumentReason.EXTENSION_INVALID))
                                        .isTrue());
    }

    private DocumentType type(String name, byte[] bytes) {
        return documents.store(upload(name, bytes), LI).orThrow().type();
    }

    private Refusal refusal(String name, byte[] bytes) {
        return refused(documents.store(upload(name, bytes), LI));
    }

    private static Refusal refused(Outcome<Document> outcome) {
        return ((Outcome.Refused<Document>) outcome).why();
    }

    private void nothingIsKept() throws IOException {
        assertThat(kept()).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM documents.document").query(Long.class).single())
                .isZero();
        assertThat(folder.resolve("documents/incoming")).isEmptyDirectory();
    }

    private List<Path> kept() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).collect(Collectors.toList());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}

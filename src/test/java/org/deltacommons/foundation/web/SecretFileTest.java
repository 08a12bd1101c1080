package org.deltacommons.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    @TempDir private Path folder;

    @Test
    void it_is_made_once_for_its_owner_alone_and_read_from_then_on() throws Exception {
        Path file = folder.resolve("deep/some.key");
        byte[] first = SecretFile.bytes(file, 32);
        assertThat(first).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(SecretFile.bytes(file, 32)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file.toAbsolutePath());
        }
    }

    @Test
    void instances_that_start_at_once_share_one_secret() throws Exception {
        Path file = folder.resolve("shared.key");
        Callable<String> start = () -> SecretFile.text(file, 32);
        try (ExecutorService instances = Executors.newFixedThreadPool(8)) {
            List<String> read =
                    instances.invokeAll(java.util.Collections.nCopies(8, start)).stream()
                            .map(java.util.concurrent.Future::resultNow)
                            .distinct()
                            .toList();
            assertThat(read).hasSize(1);
        }
    }

    @Test
    void a_file_that_holds_something_else_is_not_used_as_a_key() throws Exception {
        Path file = folder.resolve("wrong.key");
        Files.writeString(file, "c2hvcnQ=\n");
        assertThatThrownBy(() -> SecretFile.bytes(file, 32))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("32 bytes");
        assertThat(SecretFile.text(file, 32)).isEqualTo("c2hvcnQ=");
        assertThat(Files.readString(file)).isEqualTo("c2hvcnQ=\n");
    }
}

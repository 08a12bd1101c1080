package org.deltacommons;

import java.nio.file.Path;

/// Where tests write what nobody looks at afterwards: each process of tests has its own place,
/// because two of them run beside each other.
public final class Scratch {

    private static final Path PLACE =
            Path.of("target", "fork-" + System.getProperty("delta.test.fork", "1"));

    private Scratch() {}

    public static Path folder(String name) {
        return PLACE.resolve(name);
    }
}

package org.deltacommons.foundation.web;

import java.io.IOException;
import java.io.InputStream;

/// A file somebody sent with a form; read while the request lasts.
///
/// @param name as the person's machine calls it, without folders
/// @param type as the browser claims; whoever keeps the file looks inside
/// @param size in bytes
/// @param content opens it, as often as asked
public record Upload(String name, String type, long size, Content content) {

    /// Opens the file's bytes.
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    public byte[] bytes() throws IOException {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        }
    }
}

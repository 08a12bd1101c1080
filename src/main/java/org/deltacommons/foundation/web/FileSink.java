package org.deltacommons.foundation.web;

import java.util.Optional;
import org.deltacommons.kernel.Actor;

/// The inverse port through which files sent with a form are kept; implemented by the module that
/// keeps documents. A component of a type that has a [FileField] is filled through it.
public interface FileSink {

    /// Keeps a file for ever, once by its content.
    ///
    /// @param actor who brings it in
    /// @throws RefusedException if it is empty, too large, or not of a type that is taken; the
    ///   refusal is shown at the field
    Kept keep(Upload upload, Actor actor);

    /// What this very actor brought in before. A form that is shown again, and a machine that sent
    /// the file ahead, name it by its hash; what somebody else brought in must not be found,
    /// because knowing a hash gives no right to a document.
    default Optional<Kept> kept(String hash, Actor actor) {
        return Optional.empty();
    }

    /// A file that is kept.
    ///
    /// @param hash SHA-256 of its content, 64 hexadecimal digits
    /// @param name as the person's machine calls it, without folders
    /// @param type the media type as found by looking inside
    /// @param bytes its size
    record Kept(String hash, String name, String type, long bytes) {}
}

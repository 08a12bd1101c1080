package org.deltacommons.foundation.web;

/// Makes a form's component of a kept file; a bean per type of component. Such a component, or a
/// list of them, is asked for as `FILE` and read through the [FileSink].
///
/// @param <T> the component's type
public interface FileField<T> {

    Class<T> type();

    /// @param component the component's name
    T of(String component, FileSink.Kept kept);

    /// The file behind a value that is known already.
    FileSink.Kept file(T value);
}

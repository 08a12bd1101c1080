package org.deltacommons.foundation.federation;

import java.util.function.Function;

/// How a kind whose schema was raised is told to those who know the former only.
///
/// @param <B> the body in the newest schema
/// @param <F> the body in the former, a record with the same name in its [FactKind]
/// @param telling leaves out or puts otherwise what the former does not know
public record FormerSchema<B extends Record, F extends Record>(
        Class<B> newest, Class<F> former, Function<B, F> telling) {}

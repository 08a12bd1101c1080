package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// An engine that cannot be asked for now. It may come back by itself, so nothing is rebuilt for
/// its sake; meanwhile the records answer by name.
final class EngineAway extends IOException {

    @Serial private static final long serialVersionUID = 1;

    EngineAway(String why) {
        super(why);
    }

    EngineAway(String why, Throwable cause) {
        super(why, cause);
    }

    /// Whether that is what something failed of.
    static boolean is(@Nullable Throwable failure) {
        return failure instanceof EngineAway || (failure != null && is(failure.getCause()));
    }
}

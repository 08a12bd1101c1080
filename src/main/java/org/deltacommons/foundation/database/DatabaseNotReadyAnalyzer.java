package org.deltacommons.foundation.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Shows the sentence of a [DatabaseNotReady] instead of a stack trace.
final class DatabaseNotReadyAnalyzer extends AbstractFailureAnalyzer<DatabaseNotReady> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, DatabaseNotReady notReady) {
        return new FailureAnalysis(
                String.valueOf(notReady.getMessage()), cause(notReady), notReady);
    }

    private static @Nullable String cause(DatabaseNotReady notReady) {
        Throwable cause = notReady.getCause();
        return cause == null ? null : "The reason given was: " + cause.getMessage();
    }
}

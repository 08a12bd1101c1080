package org.deltacommons.foundation.federation.nodes;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Shows the sentence of [BadNodeSettings] instead of a stack trace.
final class BadNodeSettingsAnalyzer extends AbstractFailureAnalyzer<BadNodeSettings> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, BadNodeSettings bad) {
        return new FailureAnalysis(String.valueOf(bad.getMessage()), null, bad);
    }
}

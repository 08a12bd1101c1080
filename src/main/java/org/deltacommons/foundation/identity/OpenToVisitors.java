package org.deltacommons.foundation.identity;

import java.util.List;

/// What a visitor may send without signing in, such as a complaint or "am I eligible?". Everything
/// else that is not a mere look needs a sign-in; looking is judged by each page's own policy.
///
/// @param patterns paths as Spring writes them: `/complaints`, `/eligibility/**`
public record OpenToVisitors(List<String> patterns) {

    public OpenToVisitors {
        patterns = List.copyOf(patterns);
    }
}

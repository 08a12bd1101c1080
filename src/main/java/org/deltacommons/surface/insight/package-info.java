/// Insight: what people look for, and what the region lacks; and each person's own latest
/// sentences.
///
/// Words: an *asker* is an organisation, as a token that cannot be turned back; a *figure* counts
/// the sentences of one month, city and field; what is *wanted* was asked and not found.
///
/// Invariants: no search waits for this or fails by it; a person's name or id is in nothing but
/// their own latest sentences; what looks personal is masked before it is stored; no sentence or
/// word is shown to anybody but its asker unless as many organisations asked it as the rule says,
/// and another province, or a provider, is told no smaller count by city and field either; each
/// province keeps its own people's, visitors' are kept by the node that serves them.
@ApplicationModule(
        id = "insight",
        allowedDependencies = {
            "lane",
            "procedures",
            "federation",
            "finding",
            "identity",
            "rulebook",
            "web"
        })
@NullMarked
package org.deltacommons.surface.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

package org.deltacommons.foundation.finding;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lucene in this process.
class EmbeddedEngineTest extends FindingEngineContract {

    @Override
    Engine engine(
            Path folder, Map<String, Dimension> dimensions, @Nullable Supplier<Embedder> model) {
        return new EmbeddedEngine(folder, dimensions, model);
    }
}

package org.deltacommons.foundation.finding;

import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import java.util.concurrent.Executors;

/// bge-small-zh v1.5, quantised, run in process: 512 dimensions, some milliseconds a short text.
final class BgeEmbedder implements Embedder {

    private final BgeSmallZhV15QuantizedEmbeddingModel model;

    /// Reads the model, which takes about a second.
    BgeEmbedder() {
        model =
                new BgeSmallZhV15QuantizedEmbeddingModel(
                        Executors.newVirtualThreadPerTaskExecutor());
    }

    @Override
    public String name() {
        return "bgesmallzh15q";
    }

    @Override
    public float[] of(String text) {
        return model.embed(text).content().vector();
    }
}

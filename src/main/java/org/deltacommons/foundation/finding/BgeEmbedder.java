package org.deltacommons.foundation.finding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// bge-small-zh v1.5, quantised, run in process: 512 dimensions, some milliseconds a short text.
final class BgeEmbedder implements Embedder {

    private static final Logger LOG = LoggerFactory.getLogger(BgeEmbedder.class);

    private final BgeSmallZhV15QuantizedEmbeddingModel model;

    static {
        outliveTheShutdown();
    }

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

    /// The runtime frees its environment in a shutdown hook of its own, beside the one that stops
    /// this server, and whoever is inside it at that instant takes the process down. Native
    /// environments are counted: a second reference that nobody gives back keeps it to the end.
    private static void outliveTheShutdown() {
        try {
            OrtEnvironment.getEnvironment();
            Field api =
                    Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            Method create =
                    OrtEnvironment.class.getDeclaredMethod(
                            "createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            create.setAccessible(true);
            create.invoke(
                    null,
                    api.getLong(null),
                    OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(),
                    "kept");
        } catch (ReflectiveOperationException | RuntimeException changed) {
            LOG.warn("Ending while a text is embedded may end the process badly", changed);
        }
    }
}

package org.deltacommons.foundation.finding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/// A process that ends while models are being read; its shutdown lasts until several were.
final class EndWhileReading {

    private static final int READ_AFTER_THE_END = 20;

    private EndWhileReading() {}

    public static void main(String[] arguments) throws Exception {
        new BgeEmbedder().of("一句话");
        CountDownLatch read = new CountDownLatch(READ_AFTER_THE_END);
        Thread reader = Thread.ofPlatform().daemon().unstarted(() -> readOn(read));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(read)));
        reader.start();
        System.exit(0);
    }

    private static void readOn(CountDownLatch read) {
        try (InputStream file =
                Objects.requireNonNull(
                        BgeEmbedder.class.getResourceAsStream("/bge-small-zh-v1.5-q.onnx"))) {
            byte[] model = file.readAllBytes();
            while (true) {
                try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                    OrtEnvironment.getEnvironment().createSession(model, options).close();
                }
                read.countDown();
            }
        } catch (IOException | OrtException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void await(CountDownLatch read) {
        try {
            read.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

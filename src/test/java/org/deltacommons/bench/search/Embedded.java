package org.deltacommons.bench.search;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.deltacommons.commons.resources.GeneratedDocuments;
import org.deltacommons.foundation.finding.FindingInHand;

/// Vectors for a million texts of which the model works out some thousand, because it takes some
/// milliseconds for each: every other text gets the vector of one of these, a little turned.
final class Embedded implements Function<String, float[]> {

    /// How far a vector is turned: a cosine of about 0.9 to what it was, as far as two sentences
    /// about the same thing lie apart.
    private static final double TURNED = 0.48;

    private final Map<String, float[]> real;
    private final List<float[]> each;

    private Embedded(Map<String, float[]> real) {
        this.real = real;
        this.each = List.copyOf(real.values());
    }

    /// Works out the first texts of the documents, or reads them where an earlier run left them.
    static Embedded of(Path file, GeneratedDocuments documents, int count) {
        List<String> texts = texts(documents, count);
        try {
            if (!Files.exists(file)) {
                write(file, texts);
            }
            return new Embedded(read(file, texts));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> texts(GeneratedDocuments documents, int count) {
        Set<String> texts = new LinkedHashSet<>();
        for (int n = 0; texts.size() < count; n++) {
            texts.addAll(FindingInHand.passages(documents.document(n)));
        }
        return new ArrayList<>(texts).subList(0, count);
    }

    private static void write(Path file, List<String> texts) throws IOException {
        Function<String, float[]> model = FindingInHand.model();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (DataOutputStream out =
                new DataOutputStream(
                        new java.io.BufferedOutputStream(Files.newOutputStream(part)))) {
            for (String text : texts) {
                float[] vector = model.apply(text);
                out.writeInt(vector.length);
                for (float one : vector) {
                    out.writeFloat(one);
                }
            }
        }
        Files.move(part, file);
    }

    private static Map<String, float[]> read(Path file, List<String> texts) throws IOException {
        Map<String, float[]> vectors = new LinkedHashMap<>();
        try (DataInputStream in =
                new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
            for (String text : texts) {
                float[] vector = new float[in.readInt()];
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = in.readFloat();
                }
                vectors.put(text, vector);
            }
        }
        return vectors;
    }

    /// Those that the model worked out.
    int real() {
        return each.size();
    }

    @Override
    public float[] apply(String text) {
        float[] known = real.get(text);
        if (known != null) {
            return known;
        }
        SplittableRandom random = new SplittableRandom(text.hashCode() * 31L + text.length());
        float[] near = each.get(random.nextInt(each.size()));
        float[] vector = new float[near.length];
        double spread = TURNED / Math.sqrt(near.length);
        double length = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (near[i] + spread * random.nextGaussian());
            length += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
    }
}

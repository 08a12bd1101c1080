package org.deltacommons.foundation.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;

/// The components of forms that are made of kept files. Between two showings of a form a file is
/// named by its hash.
final class FormFiles {

    private static final int FILES_MAX = 20;

    private final ObjectProvider<FileSink> sink;
    private final BeanFactory beans;

    FormFiles(BeanFactory beans) {
        this.sink = beans.getBeanProvider(FileSink.class);
        this.beans = beans;
    }

    /// Keeps what was sent for a field and says under which hashes.
    ///
    /// @throws FieldError if a file is not taken
    List<FileSink.Kept> keep(FieldType field, List<Upload> uploads) {
        if (uploads.size() > (field.isMany() ? FILES_MAX : 1)) {
            throw wrong(field, FieldType.wrong(WebReason.FIELD_TOO_LONG, Map.of("max", 1)));
        }
        try {
            return uploads.stream()
                    .map(upload -> sink.getObject().keep(upload, CurrentActor.get()))
                    .toList();
        } catch (RefusedException refused) {
            throw wrong(field, Phrase.of(refused.refusal()));
        }
    }

    /// @param hashes as typed
    /// @throws FieldError if one is unknown to this person and to the case
    @Nullable Object read(FieldType field, String[] hashes, List<FileSink.Kept> known) {
        List<Object> values = new ArrayList<>();
        for (String hash : hashes) {
            FileSink.Kept kept =
                    find(hash, known)
                            .orElseThrow(() ->
                                    wrong(
                                            field,
                                            FieldType.wrong(WebReason.FIELD_NOT_UPLOAD, Map.of())));
            values.add(fieldOf(field.element()).of(field.name(), kept));
        }
        if (values.isEmpty() && field.isRequired()) {
            throw wrong(field, FieldType.wrong(WebReason.FIELD_NOT_UPLOAD, Map.of()));
        }
        if (values.size() > (field.isMany() ? FILES_MAX : 1)) {
            throw wrong(field, FieldType.wrong(WebReason.FIELD_TOO_LONG, Map.of("max", FILES_MAX)));
        }
        return field.isMany() ? List.copyOf(values) : values.isEmpty() ? null : values.getFirst();
    }

    /// The kept files of a field with their names, those that can still be found.
    List<Option> shown(String @Nullable [] hashes, List<FileSink.Kept> known) {
        return hashes == null
                ? List.of()
                : Arrays.stream(hashes)
                        .flatMap(hash -> find(hash, known).stream())
                        .map(kept -> new Option(kept.hash(), kept.name()))
                        .toList();
    }

    /// The files behind values that are known already.
    List<FileSink.Kept> files(FieldType field, @Nullable Object value) {
        List<?> values =
                value instanceof List<?> many ? many : value == null ? List.of() : List.of(value);
        return values.stream().map(one -> file(field, one)).toList();
    }

    private FileSink.Kept file(FieldType field, Object value) {
        return fieldOf(field.element()).file(value);
    }

    private Optional<FileSink.Kept> find(String hash, List<FileSink.Kept> known) {
        Optional<FileSink.Kept> there =
                known.stream().filter(kept -> kept.hash().equals(hash)).findFirst();
        FileSink keeper = sink.getIfAvailable();
        return there.isPresent() || keeper == null || !hash.matches("[0-9a-f]{64}")
                ? there
                : keeper.kept(hash, CurrentActor.get());
    }

    @SuppressWarnings("unchecked")
    private FileField<Object> fieldOf(Class<?> element) {
        return (FileField<Object>)
                beans.getBeanProvider(FileField.class).stream()
                        .filter(field -> field.type() == element)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "no FileField makes a " + element.getName()));
    }

    private static FieldError wrong(FieldType field, Phrase phrase) {
        return new FieldError(field.name(), phrase.key(), phrase.values());
    }
}

package org.deltacommons.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/// Makes forms from records and records from forms.
///
/// A record is the form: its components are the fields, in their order; their types decide how they
/// are asked and read; a `@Nullable` one may stay empty; the compact constructor judges what
/// concerns several fields (a [FieldError] is shown at its field, any other
/// `IllegalArgumentException` above the form). Labels are the messages `form.<Record>.<component>`.
public final class Forms {

    /// The hidden fields every form carries.
    public static final String KEY = "key";

    public static final String VERSION = "version";

    private static final Logger LOG = LoggerFactory.getLogger(Forms.class);

    private final Words words;
    private final Ids ids;
    private final BeanFactory beans;

    Forms(Words words, Ids ids, BeanFactory beans) {
        this.words = words;
        this.ids = ids;
        this.beans = beans;
    }

    /// An empty form.
    public FormView describe(Class<? extends Record> type) {
        return describe(type, Map.of(), Map.of());
    }

    /// A form that holds what is known already.
    public FormView describe(Record known) {
        return describe(known.getClass(), typed(known), Map.of());
    }

    /// The form once more, with what was typed and what is wrong with it.
    public FormView describe(
            Class<? extends Record> type, Map<String, String[]> typed, Read.Wrong<?> wrong) {
        Map<String, String> sentences = new LinkedHashMap<>();
        wrong.errors().forEach((field, phrase) -> sentences.put(field, words.say(phrase)));
        return describe(type, typed, sentences);
    }

    /// The form once more after the business refused it: the refusal stands above it.
    public FormView describe(
            Class<? extends Record> type, Map<String, String[]> typed, Refusal refusal) {
        return describe(type, typed, Map.of("", words.explain(refusal).line()));
    }

    /// @param typed by field; other parameters are ignored
    /// @param errors sentences by field; under the empty name what concerns the whole form
    public FormView describe(
            Class<? extends Record> type, Map<String, String[]> typed, Map<String, String> errors) {
        List<FieldView> fields =
                Arrays.stream(type.getRecordComponents())
                        .map(component -> FieldType.of(type, component))
                        .map(field ->
                                field.view(
                                        words,
                                        typed.get(field.name()),
                                        errors.get(field.name()),
                                        options(field)))
                        .toList();
        String whole = errors.get("");
        return new FormView(
                type.getSimpleName(),
                fields,
                whole == null ? List.of() : List.of(whole),
                newKey(),
                version(typed));
    }

    /// A fresh Idempotency-Key, for actions that ask for nothing.
    public String newKey() {
        return ids.<FormView>next("key").value();
    }

    public <R extends Record> Read<R> read(Class<R> type, HttpServletRequest request) {
        return read(type, request.getParameterMap(), uploads(request));
    }

    public <R extends Record> Read<R> read(Class<R> type, Map<String, String[]> parameters) {
        return read(type, parameters, Map.of());
    }

    public <R extends Record> Read<R> read(
            Class<R> type, Map<String, String[]> parameters, Map<String, List<Upload>> uploads) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        Map<String, Phrase> errors = new LinkedHashMap<>();
        for (int i = 0; i < components.length; i++) {
            FieldType field = FieldType.of(type, components[i]);
            try {
                values[i] =
                        field.read(
                                parameters.getOrDefault(field.name(), new String[0]),
                                uploads.getOrDefault(field.name(), List.of()),
                                options(field));
            } catch (FieldError wrong) {
                errors.put(field.name(), wrong.phrase());
            }
        }
        if (!errors.isEmpty()) {
            return new Read.Wrong<>(errors);
        }
        return construct(type, values, first(parameters, KEY), version(parameters));
    }

    private <R extends Record> Read<R> construct(
            Class<R> type, @Nullable Object[] values, String key, long version) {
        try {
            return new Read.Ok<>(canonical(type).newInstance(values), key, version);
        } catch (InvocationTargetException thrown) {
            return switch (thrown.getCause()) {
                case FieldError wrong -> new Read.Wrong<>(Map.of(wrong.field(), wrong.phrase()));
                case IllegalArgumentException wrong -> new Read.Wrong<>(Map.of("", whole(wrong)));
                case null, default -> throw new IllegalStateException(thrown.getCause());
            };
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Phrase whole(IllegalArgumentException wrong) {
        String message = String.valueOf(wrong.getMessage());
        if (words.has(message)) {
            return Phrase.of(message);
        }
        LOG.debug("a form contradicts itself: {}", message);
        return FieldType.wrong(WebReason.FORM_CONTRADICTS, Map.of());
    }

    private static <R extends Record> Constructor<R> canonical(Class<R> type)
            throws NoSuchMethodException {
        Class<?>[] types =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        Constructor<R> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }

    private @Nullable List<Option> options(FieldType field) {
        String source = field.input().options();
        return source.isEmpty()
                ? null
                : beans.getBean(source, OptionSource.class).options(CurrentActor.get());
    }

    private static Map<String, String[]> typed(Record known) {
        Map<String, String[]> typed = new HashMap<>();
        for (RecordComponent component : known.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                Object value = component.getAccessor().invoke(known);
                typed.put(component.getName(), FieldType.asTyped(value));
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return typed;
    }

    private static String first(Map<String, String[]> parameters, String name) {
        String[] all = parameters.get(name);
        return all == null || all.length == 0 ? "" : all[0].strip();
    }

    private static long version(Map<String, String[]> parameters) {
        String text = first(parameters, VERSION);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static Map<String, List<Upload>> uploads(HttpServletRequest request) {
        MultipartHttpServletRequest multipart =
                WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        if (multipart == null) {
            return Map.of();
        }
        Map<String, List<Upload>> uploads = new HashMap<>();
        multipart
                .getMultiFileMap()
                .forEach((name, files) ->
                        uploads.put(
                                name,
                                files.stream()
                                        .filter(file -> !isAbsent(file))
                                        .map(Forms::upload)
                                        .toList()));
        return uploads;
    }

    /// A browser sends a nameless empty part for a file that was not chosen.
    private static boolean isAbsent(MultipartFile file) {
        return file.isEmpty() && String.valueOf(file.getOriginalFilename()).isBlank();
    }

    private static Upload upload(MultipartFile file) {
        String name = String.valueOf(file.getOriginalFilename());
        String type = file.getContentType();
        return new Upload(
                name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1),
                type == null ? "application/octet-stream" : type,
                file.getSize(),
                file::getInputStream);
    }
}

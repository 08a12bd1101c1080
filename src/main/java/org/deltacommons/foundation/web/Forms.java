package org.deltacommons.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.JsonNode;

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

    /// What a request typed, with the hashes of the files that it brought.
    private static final String TYPED = Forms.class.getName() + ".typed";

    private final Words words;
    private final Ids ids;
    private final BeanFactory beans;
    private final FormFiles files;

    Forms(Words words, Ids ids, BeanFactory beans) {
        this.words = words;
        this.ids = ids;
        this.beans = beans;
        this.files = new FormFiles(beans);
    }

    /// An empty form.
    public FormView describe(Class<? extends Record> type) {
        return describe(type, Map.of(), Map.of());
    }

    /// A form that holds what is known already.
    public FormView describe(Record known) {
        return describe(known, Offered.NOTHING);
    }

    public FormView describe(Record known, Offered offered) {
        List<FileSink.Kept> there = new ArrayList<>(offered.files());
        Map<String, String[]> typed = typed(known, there);
        return describe(known.getClass(), typed, Map.of(), new Offered(offered.options(), there));
    }

    /// A form that holds what is known already, but for some fields that somebody wants otherwise.
    ///
    /// @param instead as typed, by field; other parameters are ignored
    public FormView describe(Record known, Map<String, String[]> instead) {
        Map<String, String[]> typed = typed(known, new ArrayList<>());
        instead.forEach((field, values) -> typed.replace(field, values));
        return describe(known.getClass(), typed, Map.of());
    }

    /// The form once more, with what was typed and what is wrong with it.
    public FormView describe(
            Class<? extends Record> type, Map<String, String[]> typed, Read.Wrong<?> wrong) {
        return describe(type, typed, sentences(wrong));
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
        return describe(type, typed, errors, Offered.NOTHING);
    }

    public FormView describe(
            Class<? extends Record> type,
            Map<String, String[]> typed,
            Map<String, String> errors,
            Offered offered) {
        List<FieldView> fields =
                fields(type)
                        .filter(field -> field.isAsked(typed))
                        .map(FieldType::asked)
                        .map(field -> view(field, typed, errors, offered))
                        .toList();
        String whole = errors.get("");
        return new FormView(
                type.getSimpleName(),
                fields,
                whole == null ? List.of() : List.of(whole),
                newKey(),
                version(typed));
    }

    private FieldView view(
            FieldType field,
            Map<String, String[]> typed,
            Map<String, String> errors,
            Offered offered) {
        String name = field.name();
        if (field.isKept()) {
            List<Option> there = files.shown(typed.get(name), offered.files());
            String[] hashes = there.stream().map(Option::value).toArray(String[]::new);
            return field.view(words, hashes, errors.get(name), there);
        }
        List<Option> options = options(field, offered);
        FieldView view = field.view(words, typed.get(name), errors.get(name), options);
        return offered.options().containsKey(name) && options != null
                ? view.offering(options)
                : view;
    }

    private static Stream<FieldType> fields(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> FieldType.of(type, component));
    }

    /// The sentences of what is wrong, by field.
    public Map<String, String> sentences(Read.Wrong<?> wrong) {
        Map<String, String> sentences = new LinkedHashMap<>();
        wrong.errors().forEach((field, phrase) -> sentences.put(field, words.say(phrase)));
        return sentences;
    }

    /// The form as a JSON Schema, for machines.
    public Map<String, Object> schema(Class<? extends Record> type, Offered offered) {
        return FormSchema.of(words, fields(type).toList(), field -> options(field, offered));
    }

    /// A fresh Idempotency-Key, for actions that ask for nothing.
    public String newKey() {
        return ids.<FormView>next("key").value();
    }

    public <R extends Record> Read<R> read(Class<R> type, HttpServletRequest request) {
        return read(type, request, Offered.NOTHING);
    }

    /// Reads a form that a browser posted. Files are kept even if something else is wrong, so that
    /// nobody has to send them twice; see [#typed(HttpServletRequest)].
    public <R extends Record> Read<R> read(
            Class<R> type, HttpServletRequest request, Offered offered) {
        Map<String, List<Upload>> uploads = uploads(request);
        Map<String, String[]> typed = new HashMap<>(request.getParameterMap());
        Map<String, Phrase> refused = new LinkedHashMap<>();
        List<FileSink.Kept> there = new ArrayList<>(offered.files());
        fields(type)
                .filter(FieldType::isKept)
                .forEach(field -> {
                    List<Upload> sent = uploads.getOrDefault(field.name(), List.of());
                    try {
                        List<FileSink.Kept> kept = files.keep(field, sent);
                        there.addAll(kept);
                        typed.merge(
                                field.name(),
                                kept.stream().map(FileSink.Kept::hash).toArray(String[]::new),
                                (old, more) ->
                                        more.length > 0 && !field.isMany()
                                                ? more
                                                : Typed.joined(old, List.of(more)));
                    } catch (FieldError wrong) {
                        refused.put(field.name(), wrong.phrase());
                    }
                });
        request.setAttribute(TYPED, typed);
        return read(type, typed, uploads, refused, new Offered(offered.options(), there));
    }

    /// What was typed, to show the form once more: the parameters, and the files that [#read] has
    /// kept.
    @SuppressWarnings("unchecked")
    public static Map<String, String[]> typed(HttpServletRequest request) {
        return request.getAttribute(TYPED) instanceof Map<?, ?> typed
                ? (Map<String, String[]>) typed
                : request.getParameterMap();
    }

    public <R extends Record> Read<R> read(Class<R> type, Map<String, String[]> parameters) {
        return read(type, parameters, Map.of());
    }

    public <R extends Record> Read<R> read(
            Class<R> type, Map<String, String[]> parameters, Map<String, List<Upload>> uploads) {
        return read(type, parameters, uploads, Map.of(), Offered.NOTHING);
    }

    /// Reads what a machine sent: an object with the fields as members, money in whole fen, shares
    /// in basis points, a document by the `hash` under which it was kept.
    public <R extends Record> Read<R> read(Class<R> type, JsonNode body, Offered offered) {
        Map<String, String[]> typed = new HashMap<>();
        Map<String, Phrase> wrong = new LinkedHashMap<>();
        fields(type)
                .forEach(field -> {
                    try {
                        typed.put(field.name(), Typed.of(field, body.path(field.name())));
                    } catch (FieldError error) {
                        wrong.put(field.name(), error.phrase());
                    }
                });
        return read(type, typed, Map.of(), wrong, offered);
    }

    private <R extends Record> Read<R> read(
            Class<R> type,
            Map<String, String[]> parameters,
            Map<String, List<Upload>> uploads,
            Map<String, Phrase> known,
            Offered offered) {
        List<FieldType> fields = fields(type).toList();
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        Map<String, Phrase> errors = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            FieldType field = fields.get(i).asked();
            if (!field.isAsked(parameters)) {
                values[i] = field.type() == boolean.class ? false : null;
                continue;
            }
            String[] typed = parameters.getOrDefault(field.name(), new String[0]);
            try {
                values[i] =
                        field.isKept()
                                ? files.read(field, typed, offered.files())
                                : field.read(
                                        typed,
                                        uploads.getOrDefault(field.name(), List.of()),
                                        options(field, offered));
            } catch (FieldError wrong) {
                errors.put(field.name(), wrong.phrase());
            }
        }
        errors.putAll(known);
        if (!errors.isEmpty()) {
            return new Read.Wrong<>(errors);
        }
        String key = first(parameters, KEY);
        return key.length() > KEY_LENGTH_MAX
                ? new Read.Wrong<>(Map.of("", Phrase.of("web.form.key")))
                : construct(type, values, key, version(parameters));
    }

    /// As the lane has it; ours have some twenty.
    private static final int KEY_LENGTH_MAX = 200;

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

    private @Nullable List<Option> options(FieldType field, Offered offered) {
        List<Option> here = offered.options().get(field.name());
        if (here != null) {
            return here;
        }
        String source = field.input().options();
        return source.isEmpty()
                ? null
                : beans.getBean(source, OptionSource.class).options(CurrentActor.get());
    }

    private Map<String, String[]> typed(Record known, List<FileSink.Kept> there) {
        Map<String, String[]> typed = new HashMap<>();
        for (RecordComponent component : known.getClass().getRecordComponents()) {
            FieldType field = FieldType.of(known.getClass(), component);
            try {
                component.getAccessor().setAccessible(true);
                Object value = component.getAccessor().invoke(known);
                if (field.isKept()) {
                    List<FileSink.Kept> kept = files.files(field, value);
                    there.addAll(kept);
                    typed.put(
                            field.name(),
                            kept.stream().map(FileSink.Kept::hash).toArray(String[]::new));
                } else {
                    typed.put(field.name(), Typed.of(value));
                }
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

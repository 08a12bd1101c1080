package org.deltacommons.foundation.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Every sentence of every module: all of `classpath*:messages/*.properties`, UTF-8, in Chinese and
/// (files that end in `_en`) English. A key belongs to one file; two files that claim it stop the
/// start.
final class Messages extends AbstractMessageSource {

    private static final String PATTERN = "classpath*:messages/*.properties";

    private final Map<String, String> chinese = new HashMap<>();
    private final Map<String, String> english = new HashMap<>();

    Messages() {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(PATTERN)) {
                String name = String.valueOf(file.getFilename());
                read(file, name.endsWith("_en.properties") ? english : chinese);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void read(Resource file, Map<String, String> into) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        for (String key : properties.stringPropertyNames()) {
            if (into.put(key, properties.getProperty(key)) != null) {
                throw new IllegalStateException(
                        "the message %s stands in two files, one is %s".formatted(key, file));
            }
        }
    }

    /// The sentence as it stands in the file. What has no English is said in Chinese.
    Optional<String> find(String key, Locale language) {
        String found = isEnglish(language) ? english.get(key) : null;
        return Optional.ofNullable(found == null ? chinese.get(key) : found);
    }

    Set<String> keys(Locale language) {
        return Set.copyOf((isEnglish(language) ? english : chinese).keySet());
    }

    static boolean isEnglish(Locale language) {
        return language.getLanguage().equals(Locale.ENGLISH.getLanguage());
    }

    @Override
    protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
        return find(code, locale).orElse(null);
    }

    @Override
    protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
        return find(code, locale).map(text -> new MessageFormat(text, locale)).orElse(null);
    }
}

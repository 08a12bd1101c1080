package org.deltacommons.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.thymeleaf.context.Context;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// A kept fragment is written once for each language and each value that it is kept by.
class KeptFragmentsTest {

    private final Iterator<Integer> numbers = IntStream.iterate(1, one -> one + 1).iterator();
    private final SpringTemplateEngine engine = engine();

    private static SpringTemplateEngine engine() {
        Words words = WordsInHand.of((_, _) -> Optional.empty(), Clock.systemUTC());
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("templates/");
        templates.setSuffix(".html");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        engine.addDialect(
                new AbstractProcessorDialect("delta", "delta", 1_000) {
                    @Override
                    public Set<IProcessor> getProcessors(String prefix) {
                        return Set.of(new KeptFragments(prefix, words));
                    }
                });
        return engine;
    }

    @AfterEach
    void forgetLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    private String page(Object seen, Locale language) {
        LocaleContextHolder.setLocale(language);
        return engine.process(
                "web/keeping", new Context(language, Map.of("seen", seen, "numbers", numbers)));
    }

    @Test
    void the_same_value_in_the_same_language_is_written_once() {
        String first = page(List.of("a"), Locale.SIMPLIFIED_CHINESE);
        assertThat(first).contains("<b>[a] 1</b>", "<b>[a] 2</b>");
        assertThat(page(List.of("a"), Locale.SIMPLIFIED_CHINESE)).isEqualTo(first);
    }

    @Test
    void another_value_is_written_anew_and_nobody_sees_what_was_kept_for_somebody_else() {
        page("wang", Locale.SIMPLIFIED_CHINESE);
        String other = page("li", Locale.SIMPLIFIED_CHINESE);
        // What is kept by nothing is the same for everybody, as it was first written.
        assertThat(other).contains("<b>li 3</b>", "<b>wang 2</b>");
        assertThat(page("wang", Locale.SIMPLIFIED_CHINESE)).contains("<b>wang 1</b>");
    }

    @Test
    void another_language_is_written_anew() {
        page("wang", Locale.SIMPLIFIED_CHINESE);
        assertThat(page("wang", Locale.ENGLISH)).contains("<b>wang 3</b>", "<b>wang 4</b>");
    }
}

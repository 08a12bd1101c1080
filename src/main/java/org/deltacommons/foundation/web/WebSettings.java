package org.deltacommons.foundation.web;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.deltacommons.kernel.Ids;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.thymeleaf.dialect.IDialect;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/// Puts the parts of the module together. `web.properties` holds its settings of Spring Boot
/// (uploads, static files); the application's own properties override them.
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:web.properties")
class WebSettings {

    @Bean
    Messages messageSource() {
        return new Messages();
    }

    @Bean
    Words words(Messages messages, ObjectProvider<DivisionNames> divisions, Clock clock) {
        Contributed<DivisionNames> known = new Contributed<>(divisions);
        DivisionNames names =
                (division, language) -> known.first().flatMap(one -> one.name(division, language));
        return new Words(messages, names, clock);
    }

    @Bean
    Forms forms(Words words, Ids ids, BeanFactory beans) {
        return new Forms(words, ids, beans);
    }

    @Bean
    Shell shell(
            ObjectProvider<MenuEntry> entries,
            ObjectProvider<Badge> badges,
            ObjectProvider<Alarm> alarms,
            ObjectProvider<JdbcClient> jdbc) {
        return new Shell(entries, badges, alarms, wanted -> Shell.ask(jdbc.getObject(), wanted));
    }

    @Bean
    WebDialect webDialect(Words words, Shell shell) {
        return new WebDialect(words, shell);
    }

    /// Puts our own expressions before Spring's, see [PlainExpressions], and has pages sent whole.
    @Bean
    static BeanPostProcessor templates() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof SpringTemplateEngine engine) {
                    Set<IDialect> dialects = new LinkedHashSet<>(engine.getDialects());
                    dialects.removeIf(SpringStandardDialect.class::isInstance);
                    dialects.add(new PlainExpressions().dialect());
                    engine.setDialects(dialects);
                }
                if (bean instanceof ThymeleafViewResolver resolver) {
                    resolver.setViewClass(WholePage.class);
                }
                return bean;
            }
        };
    }

    @Bean
    Languages localeResolver() {
        return new Languages();
    }

    /// Declared as Spring's own filter, so that Spring Boot leaves its out.
    @Bean
    FilterRegistrationBean<ResourceUrlEncodingFilter> hashedFiles() {
        FilterRegistrationBean<ResourceUrlEncodingFilter> files =
                new FilterRegistrationBean<>(new HashedFiles());
        files.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return files;
    }

    /// Before all others, so that what they log has its trace, too. A trace's id is no secret.
    @Bean
    FilterRegistrationBean<Tracing> tracing() {
        FilterRegistrationBean<Tracing> tracing =
                new FilterRegistrationBean<>(
                        new Tracing(() -> ThreadLocalRandom.current().nextLong()));
        tracing.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return tracing;
    }

    @Bean
    Denials denials() {
        return new Denials();
    }

    @Bean
    ListExports listExports(
            ObjectProvider<ListFiles> files,
            ObjectProvider<Departures> departures,
            Words words,
            Clock clock) {
        return new ListExports(files, departures, words, clock);
    }

    @Bean
    WebMvcRegistrations webMappings() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new FirstPartMappings();
            }
        };
    }

    @Bean
    WebMvcConfigurer webArguments(Languages languages, ListExports exports) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CurrentActor());
                resolvers.add(new AddressArgument());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(languages);
                registry.addInterceptor(exports);
            }
        };
    }
}

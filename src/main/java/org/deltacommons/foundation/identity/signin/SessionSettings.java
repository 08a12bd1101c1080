package org.deltacommons.foundation.identity.signin;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/// Puts [ThriftySessions] between Spring Session and its rows, which bring [PersonOfSession].
@Configuration
class SessionSettings {

    /// In the place of the bean itself: a second one would keep Spring Boot from making the first.
    @Bean
    static BeanPostProcessor thriftySessions() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JdbcIndexedSessionRepository rows
                        ? new ThriftySessions<>(PersonOfSession.ask(rows))
                        : bean;
            }
        };
    }

    @Bean
    FilterRegistrationBean<Filter> sessionOncePerRequest() {
        FilterRegistrationBean<Filter> filter =
                new FilterRegistrationBean<>(ThriftySessions.eachRequest());
        filter.setName("sessionOncePerRequest");
        filter.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 10);
        filter.setDispatcherTypes(java.util.EnumSet.allOf(jakarta.servlet.DispatcherType.class));
        return filter;
    }
}

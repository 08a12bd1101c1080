package org.deltacommons.foundation.finding;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Whoever opens any page shares the processors with what finding does in the background. Other
/// nodes and monitors come by all the time and are in no hurry, so they do not count.
@Component
class GivingWay implements WebMvcConfigurer {

    private final SingletonSupplier<Finding> finding;

    GivingWay(ObjectProvider<Finding> finding) {
        this.finding = SingletonSupplier.of(finding::getObject);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(
                        new HandlerInterceptor() {
                            @Override
                            public boolean preHandle(
                                    HttpServletRequest request,
                                    HttpServletResponse response,
                                    Object handler) {
                                finding.obtain().giveWay();
                                return true;
                            }
                        })
                .excludePathPatterns("/node/**", "/feeds/*/**", "/actuator/**");
    }
}

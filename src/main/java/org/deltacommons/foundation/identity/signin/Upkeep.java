package org.deltacommons.foundation.identity.signin;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// What goes on beside the sign-ins: whoever came with a password that somebody else set chooses
/// their own before anything else, and old failures are forgotten.
@Configuration
class Upkeep implements WebMvcConfigurer {

    /// Where one chooses a new password.
    static final String PASSWORD_PAGE = "/account/password";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ToPasswordPage())
                .excludePathPatterns(
                        PASSWORD_PAGE,
                        "/sign-in/**",
                        "/error",
                        "/webjars/**",
                        "/css/**",
                        "/js/**",
                        "/fonts/**",
                        "/images/**");
    }

    private static final class ToPasswordPage implements HandlerInterceptor {
        @Override
        public boolean preHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler)
                throws IOException {
            Authentication who = SecurityContextHolder.getContext().getAuthentication();
            boolean stop =
                    who != null
                            && who.getPrincipal() instanceof SignedIn person
                            && person.isPasswordTemporary()
                            && handler instanceof org.springframework.web.method.HandlerMethod;
            if (stop) {
                response.sendRedirect(request.getContextPath() + PASSWORD_PAGE);
            }
            return !stop;
        }
    }

    /// Old failures are thrown away four times a day.
    @Bean
    RecurringTask<Void> sweepFailures(BackOff backOff) {
        return Tasks.recurring("identity.sweep-failures", FixedDelay.of(Duration.ofHours(6)))
                .execute((_, _) -> backOff.sweep());
    }
}

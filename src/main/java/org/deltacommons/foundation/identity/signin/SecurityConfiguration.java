package org.deltacommons.foundation.identity.signin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import org.deltacommons.foundation.identity.OpenToVisitors;
import org.deltacommons.foundation.identity.accounts.PostgresPeople;
import org.deltacommons.foundation.web.CurrentActor;
import org.deltacommons.foundation.web.Denials;
import org.deltacommons.foundation.web.Headers;
import org.deltacommons.kernel.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.web.util.WebUtils;

/// What passes the door. Looking is free and judged by each page's own policy; sending needs a
/// sign-in, but for what modules open to visitors. The API takes a session or a token. Passwords
/// are judged by the one [PasswordSignIn] bean, found by Spring; named here as well, it would be
/// asked twice and count every failure double.
@Configuration
class SecurityConfiguration {

    private static final String API = "/api/";

    private final String sessionCookie;

    /// @param sessionCookie nodes on one host need a name each, because browsers keep cookies by
    ///   host whatever the port is
    SecurityConfiguration(@Value("${server.servlet.session.cookie.name}") String sessionCookie) {
        this.sessionCookie = sessionCookie;
    }

    @Bean
    FreshContexts freshContexts(PostgresPeople people, Neighbours neighbours, Clock clock) {
        return new FreshContexts(people, neighbours, clock);
    }

    /// Whoever was handed a receipt may check it.
    @Bean
    OpenToVisitors verifyDoor() {
        return new OpenToVisitors(List.of("/verify"));
    }

    /// Machines: what comes to the API with a token has neither session nor form, and passes only
    /// what judges the token. A cookie beside it counts for nothing.
    @Bean
    @Order(2)
    SecurityFilterChain machines(HttpSecurity http, ClientTokens tokens, Denials denials) {
        return Headers.onlyMachines(http.securityMatcher(TokenFilter::isFor))
                .exceptionHandling(wrong ->
                        wrong.accessDeniedHandler(denials).authenticationEntryPoint(denials))
                .addFilterBefore(new TokenFilter(tokens, denials), ExceptionTranslationFilter.class)
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .build();
    }

    /// Nobody reads how long each filter took, and telling it costs more than most of them.
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /// Spring's own rules for headers (what is assigned in Unicode and no control character),
    /// judged by hand: every look at a header asks for them.
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(SecurityConfiguration::isPlain);
        firewall.setAllowedHeaderValues(SecurityConfiguration::isPlain);
        return firewall;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ascii = c >= ' ' && c <= '~';
            if (!ascii && (Character.isISOControl(c) || !Character.isDefined(c))) {
                return false;
            }
        }
        return true;
    }

    @Bean
    @Order(3)
    SecurityFilterChain house(
            HttpSecurity http,
            FreshContexts contexts,
            ServiceSignIn services,
            ClientRegistrationRepository registrations,
            Departures departures,
            SignInAnswers answers,
            Denials denials,
            ObjectProvider<OpenToVisitors> open) {
        http.securityContext(context -> context.securityContextRepository(contexts))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .headers(Headers.strict())
                .csrf(csrf ->
                        csrf.csrfTokenRepository(csrfCookie())
                                // Without a session there is nothing that a foreign page could use.
                                .ignoringRequestMatchers(this::isBareApi)
                                // Judged when it came: a machine's refusal is forwarded to its page
                                // from a chain without tokens of this kind.
                                .ignoringRequestMatchers(request ->
                                        request.getDispatcherType() != DispatcherType.REQUEST))
                .exceptionHandling(wrong ->
                        wrong.accessDeniedHandler(denials).authenticationEntryPoint(denials))
                .formLogin(form ->
                        form.loginPage("/sign-in").successHandler(answers).failureHandler(answers))
                .logout(out ->
                        out.logoutUrl("/sign-out")
                                .addLogoutHandler(departures)
                                .deleteCookies(sessionCookie)
                                .logoutSuccessUrl("/"));
        if (services.isConfigured()) {
            http.oauth2Login(login ->
                    login.loginPage("/sign-in")
                            .authorizationEndpoint(ask ->
                                    ask.authorizationRequestResolver(new Wanted(registrations)))
                            .authorizedClientRepository(new ServiceSignIn.NoTokens())
                            .userInfoEndpoint(user -> user.oidcUserService(services))
                            .successHandler(answers)
                            .failureHandler(answers));
        }
        authorize(http, open.stream().flatMap(o -> o.patterns().stream()).toList());
        return http.build();
    }

    private static void authorize(HttpSecurity http, List<String> open) {
        http.authorizeHttpRequests(request -> {
            request.dispatcherTypeMatchers(
                            DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                    .permitAll();
            request.requestMatchers("/actuator/health/**").permitAll();
            request.requestMatchers("/actuator/**")
                    .access((_, context) ->
                            new AuthorizationDecision(isOperator(context.getRequest())));
            request.requestMatchers(HttpMethod.GET).permitAll();
            request.requestMatchers(HttpMethod.HEAD).permitAll();
            request.requestMatchers("/sign-in", "/sign-in/**").permitAll();
            request.requestMatchers(open.toArray(String[]::new)).permitAll();
            request.anyRequest().authenticated();
        });
    }

    /// Measurements are for this machine's own collector and for system administrators.
    private static boolean isOperator(HttpServletRequest request) {
        try {
            // An address in digits is not looked up anywhere.
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                    || CurrentActor.get().has(Role.SYSTEM_ADMIN);
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private boolean isBareApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith(API)
                && WebUtils.getCookie(request, sessionCookie) == null;
    }

    /// In a cookie and not in the session, so that a visitor's page makes no row.
    private CookieCsrfTokenRepository csrfCookie() {
        CookieCsrfTokenRepository cookie = new CookieCsrfTokenRepository();
        cookie.setCookieName(sessionCookie.replaceFirst("^session", "csrf"));
        cookie.setCookieCustomizer(c -> c.sameSite("Lax").path("/"));
        return cookie;
    }
}

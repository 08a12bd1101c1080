package org.deltacommons.surface.insight;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.federation.Projection;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.web.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.UriComponentsBuilder;

/// Sees who opens a thing from a page of hits, by the address they come from, and hears of orders.
/// Neither waits for it or fails by it.
@Component
class LeadWatch implements HandlerInterceptor, WebMvcConfigurer, Projection {

    private static final Logger LOG = LoggerFactory.getLogger(LeadWatch.class);
    private static final String THINGS = "/resources/";
    private static final String ID = "[a-zA-Z]{1,12}-[0-9a-f]{4,40}";
    private static final String HITS = "/finding";
    private static final int SENTENCE_MAX = 300;

    /// What an order tells; its words are those of the module that orders.
    private static final String ORDERED = "bookings.BookingRequested";

    private final Leads leads;

    LeadWatch(Leads leads) {
        this.leads = leads;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(THINGS + "*");
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failure) {
        try {
            String thing = request.getRequestURI().substring(THINGS.length());
            boolean seen =
                    request.getMethod().equals("GET")
                            && response.getStatus() == HttpStatus.OK.value()
                            && thing.matches(ID);
            if (seen) {
                sentence(request)
                        .ifPresent(asked -> leads.opened(CurrentActor.get(), asked, thing));
            }
        } catch (RuntimeException bug) {
            LOG.error("what a search led to was not written down", bug);
        }
    }

    /// What was asked on the page from which somebody comes; browsers tell its whole address only
    /// within the same origin.
    private static Optional<String> sentence(HttpServletRequest request) {
        String from = request.getHeader(HttpHeaders.REFERER);
        if (from == null) {
            return Optional.empty();
        }
        try {
            URI page = new URI(from);
            if (!request.getServerName().equals(page.getHost()) || !HITS.equals(page.getPath())) {
                return Optional.empty();
            }
            return Optional.ofNullable(
                            UriComponentsBuilder.fromUriString("?" + page.getRawQuery())
                                    .build()
                                    .getQueryParams()
                                    .getFirst("q"))
                    .map(text -> URLDecoder.decode(text, StandardCharsets.UTF_8))
                    .filter(text -> text.length() <= SENTENCE_MAX);
        } catch (URISyntaxException | IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "insight-leads";
    }

    @Override
    public void apply(List<RecordedFact> facts) {
        facts.stream()
                .filter(fact -> fact.kind().equals(ORDERED))
                .forEach(fact ->
                        leads.ordered(fact.by(), fact.body().path("resource").asString("")));
    }
}

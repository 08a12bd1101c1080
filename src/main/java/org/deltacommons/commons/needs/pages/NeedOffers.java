package org.deltacommons.commons.needs.pages;

import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.finding.Condition;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.FindingOffer;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.kernel.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/// What is offered under the hits: to ask the providers, or to wait for what is new. A visitor is
/// asked to sign in on the way.
@Configuration(proxyBeanMethods = false)
class NeedOffers {

    private static final int SENTENCE_MAX = 200;

    @Bean
    @Order(1)
    FindingOffer postOffer() {
        return (request, understood, reader) ->
                request.text().isBlank() || !(reader.isVisitor() || reader.has(Role.FIRM_ENGINEER))
                        ? Optional.empty()
                        : Optional.of(
                                new LinkView(
                                        "needs.offer.post",
                                        post(request, understood),
                                        "message-plus"));
    }

    @Bean
    @Order(2)
    FindingOffer saveOffer() {
        return (request, _, reader) ->
                request.text().isBlank() && request.chosen().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new LinkView("needs.offer.save", save(request), "bell-plus"));
    }

    /// The form with what the sentence says already.
    private static String post(FindRequest request, List<Condition> understood) {
        Address form = Address.of("/open/need/post").with("sentence", bounded(request.text()));
        for (Condition condition : understood) {
            form =
                    switch (condition.dimension()) {
                        case "priceMax" -> form.with("budget", condition.value());
                        case "city" -> form.with("city", condition.value());
                        default -> form;
                    };
        }
        return request.priceMax() == null
                ? form.toString()
                : form.with("budget", request.priceMax().toString()).toString();
    }

    private static String bounded(String text) {
        String plain = text.strip();
        int most = Math.min(SENTENCE_MAX, plain.codePointCount(0, plain.length()));
        return plain.substring(0, plain.offsetByCodePoints(0, most));
    }

    private static String save(FindRequest request) {
        return Questions.address("/needs/saved/new", request)
                .with(Questions.TEXT, bounded(request.text()))
                .toString();
    }
}

package org.deltacommons.foundation.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.Problems;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The sign-in page.
@Controller
class SignInPages {

    private final Words words;
    private final ServiceSignIn services;

    SignInPages(Words words, ServiceSignIn services) {
        this.words = words;
        this.services = services;
    }

    @GetMapping("/sign-in")
    String signIn(Actor actor, @RequestParam(required = false) @Nullable String to, Model model) {
        if (!actor.isVisitor()) {
            return "redirect:" + SignInAnswers.local(to);
        }
        return form(to, "", model);
    }

    /// Where a failed sign-in is forwarded to; whoever comes by themselves gets the plain form.
    @RequestMapping(SignInAnswers.AGAIN)
    String again(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "") String username,
            Model model) {
        if (request.getAttribute(SignInAnswers.REFUSAL) instanceof Refusal why) {
            model.addAttribute("problem", words.explain(why));
            response.setStatus(Problems.status(why.code()).value());
            if (why.values().get("wait") instanceof java.time.Duration wait) {
                response.setHeader(HttpHeaders.RETRY_AFTER, "" + wait.toSeconds());
            }
        }
        return form(to, username, model);
    }

    private String form(@Nullable String to, String username, Model model) {
        model.addAllAttributes(
                Map.of(
                        "to", SignInAnswers.local(to),
                        "username", username,
                        "providers", providers(SignInAnswers.local(to))));
        return "login";
    }

    private List<LinkView> providers(String to) {
        return services.offered().stream()
                .map(service ->
                        new LinkView(
                                label(service),
                                Address.of("/oauth2/authorization/" + service.getRegistrationId())
                                        .with("to", to)
                                        .toString(),
                                null))
                .toList();
    }

    private String label(ClientRegistration service) {
        String key = "identity.service." + service.getRegistrationId();
        return words.has(key) ? key : service.getClientName();
    }
}

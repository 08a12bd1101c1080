package org.deltacommons.foundation.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.foundation.identity.accounts.Link;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.identity.accounts.PostgresPeople;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/// Sign-in through an authority's own identity service by OpenID Connect, configured as
/// `spring.security.oauth2.client.registration.<name>` and `….provider.<name>`. The service says
/// which account it is; whose account it is was linked here beforehand. Nothing else it says is
/// believed, and none of its access tokens is kept. A neighbour says more, see [Visits].
@Component
final class ServiceSignIn implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private final PostgresPeople people;
    private final Arrivals arrivals;
    private final Audit audit;
    private final Services.Offered services;
    private final Neighbours neighbours;
    private final Visits visits;

    ServiceSignIn(
            PostgresPeople people,
            Arrivals arrivals,
            Audit audit,
            Services.Offered services,
            Neighbours neighbours,
            Visits visits) {
        this.people = people;
        this.arrivals = arrivals;
        this.audit = audit;
        this.services = services;
        this.neighbours = neighbours;
        this.visits = visits;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcIdToken token = request.getIdToken();
        Link link = new Link(String.valueOf(token.getIssuer()), String.valueOf(token.getSubject()));
        String service = request.getClientRegistration().getRegistrationId();
        Optional<Province> neighbour = neighbours.service(service);
        if (neighbour.isPresent()) {
            return visits.arrived(neighbour.get(), token);
        }
        Optional<Person> person = people.byLink(link).filter(Person::active);
        if (person.isEmpty()) {
            audit.record(
                    new AuditLine(
                            AuditKind.SIGN_IN_FAILED,
                            Province.SHANGHAI,
                            "visitor",
                            null,
                            "unknown",
                            null,
                            null,
                            Map.of(
                                    "reason",
                                    IdentityReason.NOT_LINKED_SIGN_IN.name(),
                                    "service",
                                    service)));
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(IdentityReason.NOT_LINKED_SIGN_IN.name()));
        }
        return arrivals.arrived(person.get(), service, token);
    }

    boolean isConfigured() {
        return services.iterator().hasNext();
    }

    /// The configured services, for the sign-in page.
    List<ClientRegistration> offered() {
        return StreamSupport.stream(services.spliterator(), false).toList();
    }

    /// We call nothing at the service, so its tokens are dropped.
    static final class NoTokens implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication who, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication who,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication who,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }
}

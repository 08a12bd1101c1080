package org.deltacommons.commons.resources.pages;

import java.util.Arrays;
import java.util.List;
import org.deltacommons.commons.resources.ApplyForm;
import org.deltacommons.commons.resources.Disciplines;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourceForm;
import org.deltacommons.commons.resources.TermsForm;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.OptionSource;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What resources and providers show on case pages and in forms.
@Configuration
class ResourceCases {

    @Bean
    CasePage<Resource> resourceCasePage(ResourceSections sections, Audit audit) {
        return new CasePage<>() {
            @Override
            public Class<Resource> type() {
                return Resource.class;
            }

            @Override
            public List<Section> sections(Resource subject, Actor actor) {
                boolean own =
                        actor.may(Role.PROVIDER_MANAGER, subject.provider())
                                || actor.may(Role.OPERATOR, subject.provider());
                boolean officer = actor.may(Role.PROVINCIAL_OFFICER, subject.home().code());
                if (officer && !own && !subject.details().offer().contact().isBlank()) {
                    // Whoever looks at somebody else's name and number is noted first.
                    audit.record(AuditLine.read(actor, subject.id().value(), "resources.review"));
                }
                return own || officer ? sections.closed(subject) : sections.open(subject);
            }

            @Override
            public @Nullable Record prefill(String action, Resource subject) {
                return switch (action) {
                    case "revise" -> ResourceForm.of(subject);
                    case "setTerms" -> TermsForm.of(subject.terms());
                    default -> null;
                };
            }
        };
    }

    @Bean
    CasePage<Provider> providerCasePage(ProviderSections sections) {
        return new CasePage<>() {
            @Override
            public Class<Provider> type() {
                return Provider.class;
            }

            @Override
            public List<Section> sections(Provider subject, Actor actor) {
                return sections.all(subject);
            }

            @Override
            public @Nullable Record prefill(String action, Provider subject) {
                return action.equals("update") || action.equals("applyToo")
                        ? ApplyForm.of(subject)
                        : null;
            }
        };
    }

    @Bean
    OptionSource disciplines(Words words) {
        return actor ->
                Disciplines.CODES.stream()
                        .map(code -> new Option(code, words.say(Disciplines.label(code))))
                        .toList();
    }

    /// The providers whose resources the actor manages.
    @Bean
    OptionSource ownProviders(Records records, Words words) {
        return actor ->
                places(actor, Role.PROVIDER_MANAGER)
                        .flatMap(place ->
                                records.find(Provider.class, Provider.idOf(place)).stream())
                        .map(provider ->
                                new Option(provider.id().value(), provider.name(words.english())))
                        .toList();
    }

    @Bean
    OptionSource ownOrganisations(Organisations organisations, Words words) {
        return actor ->
                places(actor, Role.PROVIDER_MANAGER, Role.SIGNATORY)
                        .map(place ->
                                new Option(place, organisations.name(place, words.language())))
                        .toList();
    }

    private static java.util.stream.Stream<String> places(Actor actor, Role... roles) {
        return actor.memberships().stream()
                .filter(membership -> Arrays.asList(roles).contains(membership.role()))
                .map(Membership::where)
                .distinct();
    }

    @Bean
    MenuEntry resourcesMenu() {
        return new MenuEntry("menu.resources", "/resources", "microscope", 20, _ -> true);
    }

    @Bean
    MenuEntry ownResourcesMenu() {
        return new MenuEntry(
                "menu.resources.own",
                "/resources/own",
                "building-store",
                25,
                actor -> actor.has(Role.PROVIDER_MANAGER));
    }
}

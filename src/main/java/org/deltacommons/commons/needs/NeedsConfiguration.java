package org.deltacommons.commons.needs;

import java.util.List;
import org.deltacommons.commons.enterprises.Enterprises;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.OptionSource;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the module together.
@Configuration(proxyBeanMethods = false)
class NeedsConfiguration {

    private static final int RESOURCES_MAX = 500;

    @Bean
    Procedure<Need> needProcedure(Records records) {
        return NeedProcedure.declare(
                (firm, actor) -> Enterprises.homeOf(records, firm).orElse(actor.home()));
    }

    @Bean
    Procedure<NeedAnswer> needAnswerProcedure(Records records) {
        return AnswerProcedure.declare((provider, actor) ->
                Posting.isId(provider)
                        ? records.find(Provider.class, Provider.idOf(provider))
                                .map(Provider::home)
                                .orElse(actor.home())
                        : actor.home());
    }

    private static List<String> places(Actor actor, Role role) {
        return actor.memberships().stream()
                .filter(membership -> membership.role() == role)
                .map(Membership::where)
                .distinct()
                .toList();
    }

    /// The organisations for which somebody may post.
    @Bean
    OptionSource needFirmOptions(Organisations organisations, Words words) {
        return actor ->
                places(actor, Role.FIRM_ENGINEER).stream()
                        .map(firm -> new Option(firm, organisations.name(firm, words.language())))
                        .toList();
    }

    /// The cities of the four provinces, Shanghai among them as one.
    @Bean
    OptionSource needCityOptions(@Qualifier("divisionOptions") OptionSource all) {
        return actor ->
                all.options(actor).stream()
                        .filter(one -> isCity(new DivisionCode(one.value())))
                        .toList();
    }

    private static boolean isCity(DivisionCode division) {
        return division.isCity() || division.equals(Province.SHANGHAI.division());
    }

    /// The resources with which somebody may answer.
    @Bean
    OptionSource answerResourceOptions(Records records, Words words) {
        return actor -> {
            List<String> providers = places(actor, Role.PROVIDER_MANAGER);
            return providers.isEmpty()
                    ? List.of()
                    : records
                            .list(
                                    Resource.class,
                                    "t.provider IN (:providers) AND t.state = 'PUBLISHED'",
                                    "t.inner_id, t.id",
                                    java.util.Map.of("providers", providers),
                                    RESOURCES_MAX)
                            .stream()
                            .map(one ->
                                    new Option(
                                            one.id().value(),
                                            one.innerId()
                                                    + " "
                                                    + one.details().name(words.english())))
                            .toList();
        };
    }

    /// What providers are asked for; everybody sees what is public of it.
    @Bean
    MenuEntry needsMenu() {
        return new MenuEntry("menu.needs", "/needs", "help-hexagon", 22, _ -> true)
                .in("menu.needs.all");
    }

    @Bean
    MenuEntry myNeedsMenu() {
        return new MenuEntry(
                        "menu.needs.mine",
                        "/needs/mine",
                        "bookmark",
                        23,
                        actor -> !actor.isVisitor())
                .in("menu.needs.all");
    }
}

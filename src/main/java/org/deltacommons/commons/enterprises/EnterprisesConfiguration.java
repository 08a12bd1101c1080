package org.deltacommons.commons.enterprises;

import java.nio.file.Path;
import java.util.List;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.rulebook.RuleKind;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.kernel.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the module together.
@Configuration(proxyBeanMethods = false)
class EnterprisesConfiguration {

    @Bean
    Enterprises enterprises(Rules rules) {
        return new Enterprises(rules);
    }

    @Bean
    EnterpriseDesk enterpriseDesk(GroupLane lane, Records records, Rules rules) {
        return new EnterpriseDesk(lane, records, rules);
    }

    /// The secret is `delta.person-key` (best from the environment `DELTA_PERSON_KEY`; the same at
    /// all nodes of the four provinces, else nobody finds a person of another province), or else
    /// the file `person.key` in the data folder, made at first start. The next one is
    /// `delta.person-key-next` or the file `person.next.key`.
    @Bean
    PersonKeys personKeys(
            @Value("${delta.person-key:}") String secret,
            @Value("${delta.person-key-next:}") String next,
            @Value("${delta.data:./data}") Path folder) {
        return new PersonKeys(secret, next, folder);
    }

    @Bean
    EnterpriseSeed enterpriseSeed(GroupLane lane, PersonKeys persons) {
        return new EnterpriseSeed(lane, persons);
    }

    @Bean
    RuleKind<SizeRule, SizeRuleForm> sizeRules() {
        return new RuleKind<>(
                SizeRule.class,
                SizeRuleForm.class,
                SizeRuleForm::of,
                rule ->
                        List.of(
                                Entry.of(
                                        "enterprises.line.staff-below",
                                        Phrase.of(
                                                "enterprises.people", "people", rule.staffBelow())),
                                Entry.of("enterprises.line.revenue-below", rule.revenueBelow())));
    }

    @Bean
    RuleKind<RenewalRule, RenewalRuleForm> renewalRules() {
        return new RuleKind<>(
                RenewalRule.class,
                RenewalRuleForm.class,
                RenewalRuleForm::of,
                rule ->
                        List.of(
                                Entry.of(
                                        "enterprises.line.renewal",
                                        new Phrase(
                                                "rulebook.day",
                                                java.util.Map.of(
                                                        "month", rule.last().getMonthValue(),
                                                        "day", rule.last().getDayOfMonth())))));
    }

    /// The ties of providers whose home another node hosts.
    @Bean
    Replica<RelationsStated> relationsReplica() {
        return new Replica<>() {
            @Override
            public Class<RelationsStated> fact() {
                return RelationsStated.class;
            }

            @Override
            public List<Row> rows(RelationsStated body, RecordedFact fact) {
                return List.of(body.relations());
            }
        };
    }

    @Bean
    MenuEntry eligibleMenu() {
        return new MenuEntry("menu.eligible", "/eligible", "user-check", 50, _ -> true);
    }

    @Bean
    MenuEntry enterprisesMenu() {
        return new MenuEntry(
                "menu.enterprises",
                "/enterprises",
                "building-factory-2",
                55,
                actor ->
                        actor.has(Role.COUNTY_OFFICER)
                                || actor.has(Role.PROVINCIAL_OFFICER)
                                || actor.has(Role.AUDITOR));
    }

    @Bean
    MenuEntry myEnterpriseMenu() {
        return new MenuEntry(
                "menu.my-enterprise",
                "/enterprises/mine",
                "building-factory-2",
                55,
                actor -> EnterprisePages.own(actor).isPresent());
    }
}

package org.deltacommons.foundation.rulebook;

import java.time.Clock;
import java.util.List;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Terms;
import org.deltacommons.foundation.web.MenuEntry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the rulebook together.
@Configuration(proxyBeanMethods = false)
class RulebookConfiguration {

    @Bean
    Rules rules() {
        return new Rules();
    }

    @Bean
    Terms ruleTerms(Rules rules) {
        return new RuleTerms(rules);
    }

    @Bean
    RuleKinds ruleKinds(ObjectProvider<RuleKind<?, ?>> kinds) {
        return new RuleKinds(kinds.orderedStream().toList());
    }

    @Bean
    Divisions divisions() {
        return new Divisions();
    }

    @Bean
    MenuEntry rulesMenu() {
        return new MenuEntry("menu.rules", "/rules", "scale", 60, actor -> true);
    }

    @Bean
    RuleTable ruleTable(Records records) {
        return new RuleTable(records);
    }

    @Bean
    DoorLimits doorLimits(RuleTable rules, Clock clock) {
        return new DoorLimits(rules, clock);
    }

    @Bean
    RuleSeed ruleSeed(GroupLane lane, RuleKinds kinds) {
        return new RuleSeed(lane, kinds);
    }

    @Bean
    RuleKind<VoucherRule, VoucherRuleForm> voucherRules() {
        return new RuleKind<>(
                VoucherRule.class, VoucherRuleForm.class, VoucherRuleForm::of, RuleLines::voucher);
    }

    @Bean
    RuleKind<TermRule, TermRuleForm> termRules() {
        return new RuleKind<>(
                TermRule.class, TermRuleForm.class, TermRuleForm::of, RuleLines::term);
    }

    @Bean
    RuleKind<ThresholdRule, ThresholdRuleForm> thresholdRules() {
        return new RuleKind<>(
                ThresholdRule.class,
                ThresholdRuleForm.class,
                ThresholdRuleForm::of,
                RuleLines::threshold);
    }

    @Bean
    Procedure<RuleProposal> ruleProcedure(RuleKinds kinds) {
        return new RuleProcedure(kinds).declared();
    }

    /// The rules of provinces that other nodes host.
    @Bean
    Replica<RuleApproved> ruleReplica() {
        return new Replica<>() {
            @Override
            public Class<RuleApproved> fact() {
                return RuleApproved.class;
            }

            @Override
            public List<Row> rows(RuleApproved body, RecordedFact fact) {
                return List.of(body.rule());
            }
        };
    }
}

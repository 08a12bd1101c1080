package org.deltacommons.foundation.rulebook;

import java.util.List;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Terms;
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

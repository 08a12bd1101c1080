package org.deltacommons.foundation.identity.pages;

import java.util.Optional;
import org.deltacommons.foundation.web.Badge;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What this module puts into the menu.
@Configuration
class IdentityMenu {

    private static final String GROUP = "menu.administration";
    private static final String PROPOSALS = "menu.proposals";

    @Bean
    MenuEntry organisationsMenu() {
        return new MenuEntry("menu.organisations", "/organisations", "building", 60, _ -> true);
    }

    @Bean
    MenuEntry peopleMenu() {
        return new MenuEntry(
                        "menu.people",
                        "/admin/people",
                        "users",
                        910,
                        actor -> actor.has(Role.SYSTEM_ADMIN) || actor.has(Role.SECURITY_ADMIN))
                .in(GROUP);
    }

    @Bean
    MenuEntry proposalsMenu() {
        return new MenuEntry(
                        PROPOSALS,
                        "/admin/proposals",
                        "user-check",
                        920,
                        actor -> actor.has(Role.SECURITY_ADMIN))
                .in(GROUP);
    }

    @Bean
    MenuEntry sessionsMenu() {
        return new MenuEntry(
                        "menu.sessions",
                        "/admin/sessions",
                        "plug-connected",
                        930,
                        actor -> actor.has(Role.SECURITY_ADMIN))
                .in(GROUP);
    }

    @Bean
    MenuEntry clientsMenu() {
        return new MenuEntry(
                        "menu.clients",
                        "/admin/clients",
                        "api",
                        940,
                        actor -> actor.has(Role.SYSTEM_ADMIN))
                .in(GROUP);
    }

    @Bean
    MenuEntry auditMenu() {
        return new MenuEntry(
                        "menu.audit",
                        "/admin/audit",
                        "history",
                        950,
                        actor -> actor.has(Role.AUDITOR) || actor.has(Role.AUDIT_ADMIN))
                .in(GROUP);
    }

    @Bean
    Badge proposalsBadge(ProposalPages proposals) {
        return new Badge() {
            @Override
            public String menuKey() {
                return PROPOSALS;
            }

            @Override
            public Optional<Count> count(Actor actor) {
                return proposals.waiting(actor);
            }
        };
    }
}

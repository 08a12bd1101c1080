/// Who is who: people, organisations, memberships, sign-in, machine clients.
///
/// Words: a *person* signs in; an *organisation* is a legal person, or a faculty, platform or team
/// below one; a *membership* is one role somewhere for some time; a *delegation* is a membership
/// lent for a holiday; an *agent* is a person of elsewhere who acts for a firm; a *client* is a
/// machine that acts for an organisation.
///
/// Invariants: a username is somebody's alone and a credit code some organisation's alone; nobody
/// holds two of the three administrations (system, security, audit), and nobody gives a role to
/// themselves; treasury and clearing roles take two persons to give; what was revoked is without
/// effect at the next request. Passwords are hashes, telephone numbers and addresses are sealed,
/// secrets are shown once; none of them leaves its home.
///
/// Reading order: [org.deltacommons.foundation.identity.People] and
/// [org.deltacommons.foundation.identity.Organisations] for others; `accounts` holds the rows and
/// the decisions, `signin` the ways in, `pages` the pages.
@ApplicationModule(
        id = "identity",
        allowedDependencies = {
            "lane",
            "procedures",
            "federation",
            "erasing",
            "audit",
            "web",
            "papers"
        })
@NullMarked
package org.deltacommons.foundation.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

package org.deltacommons.foundation.identity.pages;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.identity.Someone;
import org.deltacommons.foundation.identity.signin.Sessions;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// Who is signed in, for the security administration; sessions are ended on the person's page.
@Controller
class SessionPages {

    private final Sessions sessions;
    private final People people;
    private final Deeds deeds;
    private final Words words;
    private final Clock clock;

    SessionPages(Sessions sessions, People people, Deeds deeds, Words words, Clock clock) {
        this.sessions = sessions;
        this.people = people;
        this.deeds = deeds;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/admin/sessions")
    ModelAndView sessions(Actor actor, Address address) {
        List<RowView> rows = open(actor, address, SessionPages::row);
        ListView view =
                ListView.at(address, "identity.sessions")
                        .intro(words.say("identity.sessions.intro"))
                        .columns(
                                ListColumn.of("identity.name"),
                                ListColumn.of("identity.home"),
                                ListColumn.of("identity.begun"),
                                ListColumn.of("identity.last-used"))
                        .page(new Paged<>(rows, null, rows.size()))
                        .empty("identity.sessions.none")
                        .build();
        return new ModelAndView("list", "view", view);
    }

    /// @throws RefusedException if the actor watches over no sessions
    <T> List<T> open(Actor actor, Address address, BiFunction<Sessions.Open, Someone, T> shape) {
        Set<Province> homes = Lists.provinces(actor, Role.SECURITY_ADMIN);
        if (homes.isEmpty()) {
            throw deeds.forbidden(actor, address.path());
        }
        return sessions.all(clock.instant()).stream()
                .flatMap(open ->
                        people.find(open.person()).stream()
                                .filter(someone -> homes.contains(someone.home()))
                                .map(someone -> shape.apply(open, someone)))
                .toList();
    }

    private static RowView row(Sessions.Open open, Someone someone) {
        return RowView.of(
                        open.number(),
                        "/admin/people/" + someone.id(),
                        someone.name(),
                        someone.home(),
                        open.begun(),
                        open.lastUsed())
                .fixed();
    }
}

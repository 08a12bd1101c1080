package org.deltacommons.commons.vouchers.trail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.identity.Someone;
import org.deltacommons.foundation.papers.Masked;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Province;

/// What people are called in one trail: by their whole name where the reader audits their province,
/// masked elsewhere. Each is looked up once.
final class Names {

    private final People people;
    private final Organisations organisations;
    private final Words words;
    private final Set<Province> sides;
    private final Map<String, String> known = new HashMap<>();

    Names(People people, Organisations organisations, Words words, Set<Province> sides) {
        this.people = people;
        this.organisations = organisations;
        this.words = words;
        this.sides = sides;
    }

    String person(String id) {
        return known.computeIfAbsent(id, this::found);
    }

    private String found(String id) {
        if (id.equals("system")) {
            return words.say("trail.system");
        }
        if (id.equals("visitor")) {
            return words.say("trail.visitor");
        }
        if (id.startsWith("client:")) {
            return id;
        }
        return people.find(id).map(this::shown).orElseGet(() -> Masked.person(people.name(id)));
    }

    private String shown(Someone someone) {
        return sides.contains(someone.home()) ? someone.name() : Masked.person(someone.name());
    }

    /// In which of the roles that the procedure names for the step, and for whom. Where the person
    /// holds none of them any more, the roles that could have.
    String role(Procedure<?> procedure, String action, Case subject, String person) {
        List<Who> declared =
                procedure
                        .action(action)
                        .<List<Who>>map(one -> one.by())
                        .or(() -> procedure.opening(action).map(one -> one.by()))
                        .orElse(List.of());
        Actor actor =
                person.equals("system")
                        ? Actor.system(subject.home())
                        : people.actor(person).orElse(Actor.visitor(subject.home()));
        List<Who> held = declared.stream().filter(who -> who.includes(actor, subject)).toList();
        return (held.isEmpty() ? declared : held.subList(0, 1))
                .stream()
                        .map(who -> role(who, subject))
                        .distinct()
                        .reduce((one, other) -> one + words.say("web.comma") + other)
                        .orElse("");
    }

    private String role(Who who, Case subject) {
        return who.equals(Who.SYSTEM)
                ? words.say("trail.system")
                : words.say(
                        "trail.role",
                        Map.of(
                                "role",
                                who.role(),
                                "place",
                                subject.place(who.side()).map(this::place).orElse("")));
    }

    private String place(String place) {
        return place.matches("3[1-4]\\d{4}")
                ? words.show(new DivisionCode(place))
                : organisations.name(place, words.language());
    }
}

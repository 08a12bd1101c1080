package org.deltacommons.foundation.procedures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// A declared procedure: what may happen to one kind of case, by whom, until when.
///
/// @param <C> the case
public final class Procedure<C extends Case> {

    /// What the addresses of a case mean already.
    private static final Set<String> RESERVED =
            Set.of("messages", "urge", "assign", "pause", "resume");

    private final String name;
    private final Class<C> type;
    private final String source;
    private final Map<Enum<?>, StateOf> states;
    private final Map<String, ActionOf<C, ?>> actions;
    private final Map<String, Opening<C, ?>> openings;
    private final List<Who> readers;
    private final Predicate<C> isPublic;
    private final List<Enum<?>> line;
    private final Set<Enum<?>> leaving;
    private final Set<Enum<?>> begins;

    private Procedure(Builder<C> built) {
        this.name = built.name;
        this.type = built.type;
        this.source = built.source;
        this.states = new LinkedHashMap<>(built.states);
        this.actions = new LinkedHashMap<>(built.actions);
        this.openings = new LinkedHashMap<>(built.openings);
        this.readers = List.copyOf(built.readers);
        this.isPublic = built.isPublic;
        this.line = List.copyOf(built.line);
        this.leaving = Set.copyOf(built.leaving);
        this.begins = new LinkedHashSet<>(built.begins);
        Procedure.check(this);
    }

    /// @param name in lower case, unique, such as `order`
    /// @param source the message key of the law or rule it rests on
    public static <C extends Case> Builder<C> of(String name, Class<C> type, String source) {
        return new Builder<>(name, type, source);
    }

    private static void check(Procedure<?> procedure) {
        for (ActionOf<?, ?> action : procedure.actions.values()) {
            Set<Enum<?>> named = new LinkedHashSet<>(action.from());
            named.addAll(action.to());
            if (!procedure.states.keySet().containsAll(named)) {
                throw new IllegalArgumentException(
                        procedure.name + "." + action.name() + " names an undeclared state");
            }
            if (RESERVED.contains(action.name())) {
                throw new IllegalArgumentException(
                        procedure.name + "." + action.name() + " is the name of something else");
            }
        }
        procedure.states.values().forEach(state -> checkLapse(procedure, state));
    }

    /// What the system does when a deadline has passed must be something it can do unasked.
    private static void checkLapse(Procedure<?> procedure, StateOf state) {
        if (state.overdueAction() == null) {
            return;
        }
        boolean possible =
                procedure.actions.values().stream()
                        .filter(action -> action.name().equals(state.overdueAction()))
                        .anyMatch(action ->
                                action.by().contains(Who.SYSTEM)
                                        && action.form() == NoForm.class
                                        && action.from().contains(state.state()));
        if (!possible) {
            throw new IllegalArgumentException(
                    "%s: the system cannot take %s in %s"
                            .formatted(procedure.name, state.overdueAction(), state.name()));
        }
    }

    public String name() {
        return name;
    }

    public Class<C> type() {
        return type;
    }

    public String source() {
        return source;
    }

    /// The message key of its name.
    public String label() {
        return "procedure." + name;
    }

    public List<StateOf> states() {
        return List.copyOf(states.values());
    }

    public StateOf state(Enum<?> state) {
        StateOf found = states.get(state);
        if (found == null) {
            throw new IllegalArgumentException(name + " has no state " + state);
        }
        return found;
    }

    /// The state of this name, if there is one now.
    public Optional<StateOf> state(String stateName) {
        return states.values().stream().filter(state -> state.name().equals(stateName)).findFirst();
    }

    public List<ActionOf<C, ?>> actions() {
        return List.copyOf(actions.values());
    }

    public Optional<ActionOf<C, ?>> action(String action) {
        return Optional.ofNullable(actions.get(action));
    }

    public List<Opening<C, ?>> openings() {
        return List.copyOf(openings.values());
    }

    public Optional<Opening<C, ?>> opening(String opening) {
        return Optional.ofNullable(openings.get(opening));
    }

    /// The states of the ordinary way, for the step line.
    public List<Enum<?>> line() {
        return line;
    }

    /// Whether a case in this state is on its way out, so that nothing of the line lies ahead of
    /// it.
    public boolean isLeaving(Enum<?> state) {
        return leaving.contains(state);
    }

    /// Where a case may begin, if that was declared; else the state declared first is meant.
    public Set<Enum<?>> begins() {
        return begins;
    }

    /// Who may read besides those who may ever act.
    public List<Who> readers() {
        return readers;
    }

    /// Whether somebody may know of the case: whoever may ever act on it, the declared readers, and
    /// everybody once it is public.
    public boolean mayRead(Actor actor, C subject) {
        return isPublic.test(subject) || concerns(actor, subject);
    }

    /// Whether somebody may know everything about the case, and not only that it is public.
    public boolean concerns(Actor actor, C subject) {
        return isParty(actor, subject)
                || readers.stream().anyMatch(who -> who.includes(actor, subject));
    }

    /// Whether somebody may ever act on it.
    public boolean isParty(Actor actor, C subject) {
        return actor.isSystem() || parties().anyMatch(who -> who.includes(actor, subject));
    }

    /// As what somebody takes part in a case: the first of those who may act that they are.
    public Optional<Who> partyOf(Actor actor, C subject) {
        return parties().filter(who -> who.includes(actor, subject)).findFirst();
    }

    /// Those whose case it is: who may begin one, and whoever stands on the side that wants
    /// something.
    List<String> owners(C subject) {
        return named(Stream.concat(parties(), readers.stream()).filter(this::isOwner), subject);
    }

    /// Those who may follow it besides.
    List<String> followers(C subject) {
        return named(
                Stream.concat(parties(), readers.stream()).filter(who -> !isOwner(who)), subject);
    }

    private boolean isOwner(Who who) {
        return who.side() == Side.OWNER
                || who.side() == Side.FIRM
                || openings.values().stream().anyMatch(opening -> opening.by().contains(who));
    }

    private Stream<Who> parties() {
        return Stream.concat(
                openings.values().stream().flatMap(opening -> opening.by().stream()),
                actions.values().stream().flatMap(action -> action.by().stream()));
    }

    static List<String> named(Stream<Who> some, Case subject) {
        return some.filter(who -> who.role() != Role.SYSTEM)
                .map(who -> who.at(subject))
                .filter(at -> !at.isEmpty())
                .distinct()
                .toList();
    }

    /// Collects a declaration.
    public static final class Builder<C extends Case> {
        private final String name;
        private final Class<C> type;
        private final String source;
        private final Map<Enum<?>, StateOf> states = new LinkedHashMap<>();
        private final Map<String, ActionOf<C, ?>> actions = new LinkedHashMap<>();
        private final Map<String, Opening<C, ?>> openings = new LinkedHashMap<>();
        private final List<Who> readers = new ArrayList<>();
        private Predicate<C> isPublic = subject -> false;
        private List<Enum<?>> line = List.of();
        private Set<Enum<?>> leaving = Set.of();
        private List<Enum<?>> begins = List.of();

        private Builder(String name, Class<C> type, String source) {
            this.name = name;
            this.type = type;
            this.source = source;
        }

        /// A state in which somebody has to act, without a deadline.
        public Builder<C> state(Enum<?> state, StateTone tone, Who... next) {
            return put(state, tone, null, null, List.of(), next);
        }

        /// A state with a deadline; when it passes, those who act are told, and whoever is named
        /// here.
        public Builder<C> state(
                Enum<?> state, StateTone tone, String term, List<Who> escalateTo, Who... next) {
            return put(state, tone, term, null, escalateTo, next);
        }

        /// A state with a deadline; when it passes, the system takes an action.
        public Builder<C> lapsing(
                Enum<?> state, StateTone tone, String term, String overdueAction, Who... next) {
            return put(state, tone, term, overdueAction, List.of(), next);
        }

        public Builder<C> last(Enum<?> state, StateTone tone) {
            states.put(state, new StateOf(state, tone, List.of(), null, null, List.of(), true));
            return this;
        }

        private Builder<C> put(
                Enum<?> state,
                StateTone tone,
                @Nullable String term,
                @Nullable String overdueAction,
                List<Who> escalateTo,
                Who... next) {
            states.put(
                    state,
                    new StateOf(
                            state, tone, List.of(next), term, overdueAction, escalateTo, false));
            return this;
        }

        public <F extends Record> Builder<C> opens(
                String opening,
                Class<F> form,
                Opening.HomeOf<F> home,
                Opening.Beginning<C, F> does,
                Who... by) {
            openings.put(opening, new Opening<>(name, opening, List.of(by), form, home, does));
            return this;
        }

        public <F extends Record> ActionBuilder<C, F> action(String action, Class<F> form) {
            return new ActionBuilder<>(this, action, form);
        }

        public ActionBuilder<C, NoForm> action(String action) {
            return new ActionBuilder<>(this, action, NoForm.class);
        }

        public Builder<C> readers(Who... who) {
            readers.addAll(Arrays.asList(who));
            return this;
        }

        /// Everybody may read it once this holds.
        public Builder<C> publicWhen(Predicate<C> condition) {
            isPublic = condition;
            return this;
        }

        /// The ordinary way through the states, for the step line.
        public Builder<C> line(Enum<?>... ordinary) {
            line = List.of(ordinary);
            return this;
        }

        /// States beside the line that lead out of it; at most an answer that crossed brings the
        /// case back.
        public Builder<C> leaving(Enum<?>... states) {
            leaving = Set.of(states);
            return this;
        }

        /// The states a case may be opened in, by a person or by a follower.
        public Builder<C> begins(Enum<?>... first) {
            begins = List.of(first);
            return this;
        }

        public Procedure<C> build() {
            return new Procedure<>(this);
        }
    }

    /// Collects one action.
    public static final class ActionBuilder<C extends Case, F extends Record> {
        private final Builder<C> owner;
        private final String name;
        private final Class<F> form;
        private Set<Enum<?>> from = Set.of();
        private Set<Enum<?>> to = Set.of();
        private Set<Enum<?>> stays = Set.of();
        private List<Who> by = List.of();
        private ActionOf.Obstacle<C> unless = (before, on) -> null;
        private boolean primary;
        private boolean dangerous;
        private boolean bulk;

        private ActionBuilder(Builder<C> owner, String name, Class<F> form) {
            this.owner = owner;
            this.name = name;
            this.form = form;
        }

        /// The states it leaves; without [#to(Enum...)] it leaves none of them.
        public ActionBuilder<C, F> from(Enum<?>... states) {
            from = new LinkedHashSet<>(List.of(states));
            return this;
        }

        public ActionBuilder<C, F> to(Enum<?>... states) {
            to = new LinkedHashSet<>(List.of(states));
            return this;
        }

        /// States in which it may be taken, too, and which it does not leave.
        public ActionBuilder<C, F> stays(Enum<?>... states) {
            stays = new LinkedHashSet<>(List.of(states));
            return this;
        }

        public ActionBuilder<C, F> by(Who... who) {
            by = List.of(who);
            return this;
        }

        public ActionBuilder<C, F> unless(ActionOf.Obstacle<C> obstacle) {
            unless = obstacle;
            return this;
        }

        public ActionBuilder<C, F> primary() {
            primary = true;
            return this;
        }

        public ActionBuilder<C, F> dangerous() {
            dangerous = true;
            return this;
        }

        public ActionBuilder<C, F> bulk() {
            bulk = true;
            return this;
        }

        /// Ends the action and returns to the procedure.
        public Builder<C> does(ActionOf.Doing<C, F> doing) {
            Set<Enum<?>> still = new LinkedHashSet<>(to.isEmpty() ? from : Set.of());
            still.addAll(stays);
            owner.actions.put(
                    name,
                    new ActionOf<>(
                            owner.name,
                            name,
                            both(from, stays),
                            to.isEmpty() ? both(from, stays) : to,
                            still,
                            by,
                            form,
                            unless,
                            doing,
                            primary,
                            dangerous,
                            bulk));
            return owner;
        }

        private static Set<Enum<?>> both(Set<Enum<?>> some, Set<Enum<?>> more) {
            Set<Enum<?>> all = new LinkedHashSet<>(some);
            all.addAll(more);
            return all;
        }
    }
}

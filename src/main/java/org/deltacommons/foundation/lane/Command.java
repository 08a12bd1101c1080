package org.deltacommons.foundation.lane;

import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// What somebody wants of a home.
///
/// @param home whose lane
/// @param actor who asks
/// @param operation `module.verb`; part of the key's scope
/// @param key makes a repetition harmless: same key and same content give the same answer as
///   before, another content is refused. Scoped by home, client (or person) and operation.
/// @param content what the key stands for; its digest is kept
/// @param answers the class of the answer
/// @param yielding see [#whereTheLaneIs]
/// @param because see [#because(RecordedFact)]
public record Command<A>(
        Province home,
        Actor actor,
        String operation,
        @Nullable String key,
        Object content,
        Class<A> answers,
        boolean yielding,
        @Nullable RecordedFact because) {

    private static final int KEY_LENGTH_MAX = 200;

    public Command {
        if (key != null && (key.isBlank() || key.length() > KEY_LENGTH_MAX)) {
            throw new IllegalArgumentException("a key has 1 to 200 characters");
        }
    }

    /// A command without a key: repeating it does it again.
    public static <A> Command<A> of(
            Province home, Actor actor, String operation, Object content, Class<A> answers) {
        return new Command<>(home, actor, operation, null, content, answers, false, null);
    }

    /// @param given makes a repetition harmless; null or blank for none, as a form without one has
    ///   it
    public Command<A> keyed(@Nullable String given) {
        String known = given == null || given.isBlank() ? null : given;
        return new Command<>(home, actor, operation, known, content, answers, yielding, because);
    }

    /// Work in the background, which goes where the lane is: refused with [LaneReason#LANE_MOVED]
    /// while another instance has the lane, which is not taken for it.
    public Command<A> whereTheLaneIs() {
        return new Command<>(home, actor, operation, key, content, answers, true, because);
    }

    /// What is done because of a fact that was heard: of personal texts that are told again it is
    /// kept from where they come, so that they are found when those are erased.
    public Command<A> because(@Nullable RecordedFact heard) {
        return new Command<>(home, actor, operation, key, content, answers, yielding, heard);
    }

    /// Who the key belongs to: the machine client, else the person.
    String keyOwner() {
        String client = actor.client();
        return client == null ? actor.id() : client;
    }
}

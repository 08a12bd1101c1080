package org.deltacommons.soak;

/// What a server said for good: done, with what became of the case, or refused.
///
/// @param id of the case; empty if refused
/// @param state of the case after it; empty if refused
/// @param refusal the code of the problem; empty if done
record Answer(String id, String state, String refusal) {

    static Answer done(String id, String state) {
        return new Answer(id, state, "");
    }

    static Answer refused(String code) {
        return new Answer("", "", code);
    }

    boolean isDone() {
        return refusal.isEmpty();
    }
}

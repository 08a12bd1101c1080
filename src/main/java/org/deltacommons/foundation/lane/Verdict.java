package org.deltacommons.foundation.lane;

import org.deltacommons.kernel.Refusal;
import tools.jackson.databind.JsonNode;

/// What the judge says of one proposal.
sealed interface Verdict {

    /// It happens, and this is its answer.
    record Applied(JsonNode answer) implements Verdict {}

    /// It happened before under the same key.
    record Same(JsonNode answer) implements Verdict {}

    /// It does not happen; remembered under its key unless the key itself is the reason.
    record Refused(Refusal why) implements Verdict {}

    /// What it rests on has changed, or a limit was met: decide again on what is there now.
    record Again(Refusal why) implements Verdict {}

    /// It was not judged: another instance has the lane.
    record Moved() implements Verdict {}

    /// It asks for something that must never be asked: a bug.
    record Faulty(RuntimeException bug) implements Verdict {}
}

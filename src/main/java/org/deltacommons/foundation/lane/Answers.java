package org.deltacommons.foundation.lane;

import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import tools.jackson.databind.JsonNode;

/// Outcomes as JSON, so that the same key gets the same answer.
final class Answers {

    private Answers() {}

    static JsonNode done(Object answer) {
        return Json.MAPPER.createObjectNode().set("done", Json.tree(answer));
    }

    static JsonNode refused(Refusal why) {
        return Json.MAPPER.createObjectNode().set("refused", Json.refusal(why));
    }

    static <A> Outcome<A> read(JsonNode node, Class<A> type) {
        JsonNode refused = node.get("refused");
        return refused != null
                ? Outcome.refused(Json.refusal(refused))
                : Outcome.done(Json.read(node.get("done"), type));
    }
}

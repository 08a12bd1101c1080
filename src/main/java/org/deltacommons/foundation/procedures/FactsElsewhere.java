package org.deltacommons.foundation.procedures;

import java.util.List;
import org.deltacommons.foundation.lane.RecordedFact;

/// What homes that other nodes host said about a case. The inverse port of the module that follows
/// their feeds; without it, a case's page tells what the homes hosted here said.
public interface FactsElsewhere {

    List<RecordedFact> about(String subject);
}

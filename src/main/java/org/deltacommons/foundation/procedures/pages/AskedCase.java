package org.deltacommons.foundation.procedures.pages;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.kernel.Id;

/// What the page of a case asks the database, all in one round trip. For one showing.
///
/// @param facts what the homes hosted here said about it
/// @param turns what they said of whose turn it is in the cases where it may go on
/// @param pages what modules add, which asked with it
record AskedCase<C extends Case>(
        Procedure<C> procedure,
        Id<C> id,
        Supplier<Optional<Versioned<C>>> subject,
        Supplier<Optional<Task>> task,
        Supplier<List<RecordedFact>> facts,
        Supplier<List<RecordedFact>> turns,
        List<CasePage<C>> pages) {}

package org.deltacommons.foundation.ledger.journal;

import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// A posting among a treasury's own accounts (记账凭证): whose, why and by whom. Its lines are the
/// transfers of which it is the subject; they also say when.
@Stored("ledger.journal_entry")
public record JournalEntry(
        Id<JournalEntry> id, Province home, DivisionCode treasury, String summary, String postedBy)
        implements Row {}

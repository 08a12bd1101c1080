package org.deltacommons.foundation.finding;

import java.util.List;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.kernel.Actor;

/// What people asked before. The inverse port of the module that keeps it, if there is one; finding
/// itself keeps nothing of anybody.
public interface AskedBefore {

    /// Hears of a question and its answer. Returns at once, whatever becomes of it, and never
    /// fails.
    ///
    /// @param found the first page
    void asked(Actor actor, FindRequest request, Found found);

    /// Sentences that go on what was typed: the asker's own first, then those that many asked.
    ///
    /// @param typed blank for the latest
    /// @param most at least 1
    List<Sentence> remembered(Actor actor, String typed, int most);

    /// Where somebody sees what is kept of their questions.
    List<LinkView> links(Actor actor);

    /// @param own whether the asker asked it themselves
    record Sentence(String text, boolean own) {}
}

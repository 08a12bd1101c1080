package org.deltacommons.foundation.procedures;

import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.PanelView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.jspecify.annotations.Nullable;

/// What a module shows on the page of a case, besides what comes from the declaration. A bean; the
/// module of the case contributes one, and modules above it may add theirs for the same type.
///
/// @param <C> the case
public interface CasePage<C extends Case> {

    Class<C> type();

    /// This page of one case, for one showing: what its parts need to know is asked together with
    /// the case itself. The case may turn out not to be there, or not to be for the reader.
    default CasePage<C> asking(Together together, Id<C> id) {
        return this;
    }

    /// The facts of the case, with the rule and the source behind each checked condition.
    ///
    /// @param actor who reads; may already read the case
    default List<Section> sections(C subject, Actor actor) {
        return List.of();
    }

    /// What stands below the sections.
    default List<PanelView> panels(C subject, Actor actor) {
        return List.of();
    }

    /// Ledger entries and facts, for those who may see them; null for all others.
    default @Nullable Table ledger(C subject, Actor actor) {
        return null;
    }

    /// Choices that depend on the case, by field of the action's form.
    default Map<String, List<Option>> options(String action, C subject) {
        return Map.of();
    }

    /// A form of the action's type that holds what is known already; null for an empty one.
    default @Nullable Record prefill(String action, C subject) {
        return null;
    }

    /// Where the case goes on while it is nobody's turn here: the ids of cases of other sides or
    /// steps, the likeliest first. Who is next there, and until when, is told on this page.
    default List<String> goesOnIn(C subject) {
        return List.of();
    }

    /// All ids that [#goesOnIn] may give, as SQL of one column that knows the case only by `:id`,
    /// so that they are asked about together with the case; empty where it goes on nowhere else.
    default String mayGoOnIn() {
        return "";
    }

    /// What was noted with a move, as its reader reads it: notes that begin with a code, such as a
    /// template that was chosen, are put into words here.
    default String said(String action, String note) {
        return note;
    }
}

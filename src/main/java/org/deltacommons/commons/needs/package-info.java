/// Needs (需求): what people looked for in their own words and did not find. Posted, providers of the
/// four provinces answer them; saved, their people hear of what is new and fits.
///
/// Words: a *need* is a sentence that asks all providers, a case at home with the organisation that
/// asks; its *posting* is what providers see of it; an *answer* (应答) is a case at home with the
/// provider; a *saved need* (关注) is a question that waits for documents; a *match* is a document
/// that fits one.
///
/// Invariants: who asks stays unnamed, where they wished so, until an answer is accepted; only the
/// need's home decides whether an answer comes in time, only the answer's home whether it is
/// withdrawn; an answer that was refused, passed over or accepted is told so; nothing private is in
/// the public index; of one version of a document a saved need tells once, and not more than one
/// notice a day.
///
/// Reading order: [org.deltacommons.commons.needs.Need] and
/// [org.deltacommons.commons.needs.NeedAnswer] (the cases), `NeedProcedure` and `AnswerProcedure`,
/// `NeedHandlers` (what each side makes of the other's words); `saved` holds the saved needs.
@ApplicationModule(
        id = "needs",
        allowedDependencies = {
            "lane",
            "procedures",
            "federation",
            "erasing",
            "finding",
            "identity",
            "resources",
            "enterprises",
            "web"
        })
@NullMarked
package org.deltacommons.commons.needs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

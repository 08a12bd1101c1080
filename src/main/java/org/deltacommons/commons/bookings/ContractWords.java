package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.procedures.TemplateNote;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Words;

/// Why a contract went back, in the reader's words: the same on both sides.
public final class ContractWords {

    private ContractWords() {}

    /// @param action of a booking or an order
    /// @param note as it was kept with the action
    public static String said(String action, String note, Words words) {
        return action.equals("send-back") || action.equals("sent-back")
                ? TemplateNote.read(words, ContractTemplate.values(), note)
                : note;
    }

    /// What has to be changed, for those who have to change it.
    ///
    /// @param agreed whether a contract has been signed since, so that this is over
    public static Section section(SentBack back, boolean agreed, Words words) {
        return Section.of(
                "bookings.section.back",
                Entry.check(
                        "bookings.back.why",
                        TemplateNote.read(words, back.template(), back.words()),
                        agreed ? Mark.MET : Mark.WARN),
                Entry.of(
                        "bookings.back.by",
                        words.say(back.byFirm() ? "bookings.back.firm" : "bookings.back.provider")),
                Entry.of("bookings.back.step", back.step()),
                Entry.of("bookings.back.at", back.at()));
    }
}

package org.deltacommons.foundation.ledger.journal;

import org.deltacommons.foundation.ledger.Limit;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Refusal;

/// A new own account.
record OpenAccountForm(
        DivisionCode treasury,
        @Input(max = 40, help = true) String code,
        @Input(max = 80) String name,
        @Input(help = true) Limit limited) {

    OpenAccountForm {
        if (!Treasuries.isCode(code)) {
            Phrase wrong = Phrase.of(Refusal.of(JournalReason.CODE_INVALID));
            throw new FieldError("code", wrong.key(), wrong.values());
        }
    }

    Journal.Opening opening() {
        return new Journal.Opening(treasury, code, name, limited);
    }
}

package org.deltacommons.surface.notices.complaints;

import java.time.Instant;
import java.util.Optional;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// What somebody complained about, asked or proposed.
///
/// @param home the province that answers
/// @param subject in a line, in their own words, 1 to 100 characters
/// @param said 1 to 2 000 characters
/// @param contact sealed, see [ContactSeal]; null if they gave none, empty once it was erased
/// @param filer the id of whoever was signed in, if anybody
/// @param code by which the answer is found without a sign-in
/// @param reply the answer, or why there is none
/// @param published question and answer in words that name nobody, for everybody to read; null if
///   the answer is the complainant's alone
@Stored("notices.complaint")
public record Complaint(
        Id<Complaint> id,
        Province home,
        ComplaintState state,
        ComplaintAbout about,
        @Personal String subject,
        @Personal String said,
        @Nullable @Personal String contact,
        @Nullable String filer,
        String code,
        Instant filed,
        @Nullable @Personal String reply,
        @Nullable Instant replied,
        @Nullable String published)
        implements Case {

    public Complaint {
        if ((state == ComplaintState.RECEIVED) != (reply == null)
                || (reply == null) != (replied == null)) {
            throw new IllegalArgumentException("a complaint is answered when it has an answer");
        }
        if (published != null && state != ComplaintState.ANSWERED) {
            throw new IllegalArgumentException("only what was answered is published");
        }
    }

    @Override
    public String title() {
        return subject;
    }

    @Override
    public String toldTitle() {
        return id.value();
    }

    @Override
    public DivisionCode division() {
        return home.division();
    }

    @Override
    public Optional<String> place(Side side) {
        return side == Side.HOME ? Optional.of(home.code()) : Optional.empty();
    }

    Complaint replied(ComplaintState to, String text, @Nullable String forAll, Instant at) {
        return new Complaint(
                id, home, to, about, subject, said, contact, filer, code, filed, text, at, forAll);
    }
}

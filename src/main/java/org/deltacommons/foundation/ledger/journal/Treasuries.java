package org.deltacommons.foundation.ledger.journal;

import java.util.List;
import java.util.Optional;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;

/// Who keeps own accounts, who sees them, and which names they have.
final class Treasuries {

    private static final int DIVISION_LENGTH = 6;
    private static final int CODE_LENGTH_MAX = 40;
    private static final int PROVINCE_DIGITS = 2;

    private Treasuries() {}

    /// Whether the actor is of the treasury: every division's has books of its own, and nobody
    /// writes in another's.
    static boolean keeps(Actor actor, String treasury) {
        for (Membership held : actor.memberships()) {
            if (isKeeper(held) && held.where().equals(treasury)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKeeper(Membership held) {
        return held.role() == Role.TREASURY_OFFICER || held.role() == Role.TREASURY_SYSTEM;
    }

    /// The divisions whose treasuries the actor is of.
    static List<DivisionCode> kept(Actor actor) {
        return actor.memberships().stream()
                .filter(Treasuries::isKeeper)
                .map(held -> new DivisionCode(held.where()))
                .distinct()
                .toList();
    }

    /// The treasury's own people and machines, and the auditors above it.
    static boolean sees(Actor actor, DivisionCode treasury) {
        return keeps(actor, treasury.value()) || actor.may(Role.AUDITOR, treasury.value());
    }

    static boolean seesAny(Actor actor) {
        return actor.has(Role.TREASURY_OFFICER)
                || actor.has(Role.TREASURY_SYSTEM)
                || actor.has(Role.AUDITOR);
    }

    /// The treasury in an account's name; empty if no own account can have that name.
    static Optional<String> treasury(String id) {
        if (id.length() <= DIVISION_LENGTH + 1 || id.charAt(DIVISION_LENGTH) != '/') {
            return Optional.empty();
        }
        String division = id.substring(0, DIVISION_LENGTH);
        return DivisionCode.isCode(division) && isCode(id, DIVISION_LENGTH + 1)
                ? Optional.of(division)
                : Optional.empty();
    }

    static boolean isCode(String code) {
        return isCode(code, 0);
    }

    /// Letters, digits, dots and hyphens, the first a letter or a digit. Without a slash, so that
    /// no code leads out of its treasury.
    private static boolean isCode(String text, int from) {
        int length = text.length() - from;
        if (length < 1 || length > CODE_LENGTH_MAX || !isLetter(text.charAt(from))) {
            return false;
        }
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /// Why an actor may not name this account; whether it exists is not asked.
    static Optional<Refusal> refusal(Actor actor, String id) {
        Optional<String> treasury = treasury(id);
        if (treasury.isEmpty()) {
            return Optional.of(Refusal.of(JournalReason.NOT_OWN_INVALID, "account", id));
        }
        if (keeps(actor, treasury.get())) {
            return Optional.empty();
        }
        List<DivisionCode> mine = kept(actor);
        if (mine.isEmpty()) {
            return Optional.of(Refusal.of(JournalReason.JOURNAL_FORBIDDEN));
        }
        String province = treasury.get().substring(0, PROVINCE_DIGITS);
        boolean here = mine.stream().anyMatch(one -> one.value().startsWith(province));
        return Optional.of(
                Refusal.of(
                        here
                                ? JournalReason.OTHER_TREASURY_FORBIDDEN
                                : JournalReason.OTHER_PROVINCE_FORBIDDEN,
                        "account",
                        id));
    }
}

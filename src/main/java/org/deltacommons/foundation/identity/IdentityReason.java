package org.deltacommons.foundation.identity;

import org.deltacommons.kernel.Reason;

/// Why an account, a membership, an organisation or a sign-in was refused.
public enum IdentityReason implements Reason {
    /// The actor holds no role that may do this there.
    ROLE_FORBIDDEN,
    /// Nobody grants, confirms or deactivates for themselves.
    ONESELF_FORBIDDEN,
    /// One person, two of system, security and audit administration.
    ADMINISTRATIONS_APART,
    /// The same membership is in force already.
    ALREADY_HELD,
    NOT_HELD,
    /// The role does not exist at such a place.
    PLACE_INVALID,
    /// A role that nobody can be given.
    ROLE_INVALID,
    /// From is not before until, or the time lent is too long.
    PERIOD_INVALID,
    /// What is lent cannot be lent on.
    LENT_ALREADY,
    /// Both must be at home in the same province.
    OTHER_HOME,
    ALREADY_PROPOSED,
    PROPOSAL_DECIDED,
    /// The second person must be another one.
    SECOND_PERSON_FORBIDDEN,
    INACTIVE,
    /// The home has no account of this name; value `name`.
    NOBODY,

    USERNAME_TAKEN,
    USERNAME_INVALID,
    PASSWORD_WEAK_INVALID,
    PASSWORD_WRONG,
    ACCOUNT_LINKED_ALREADY,

    CODE_TAKEN,
    CODE_MALFORMED_INVALID,
    CODE_MISSING_INVALID,
    PARENT_INVALID,
    /// A legal person of this name was registered in the same instant; value `name`.
    NAME_TAKEN,
    NOT_CONFIRMED,

    /// Wrong name or password; the same sentence whichever it was.
    WRONG_SIGN_IN,
    /// Too many failures; the sentence says how long.
    SLOW_DOWN_TOO_MANY,
    /// The identity service knows them, we do not.
    NOT_LINKED_SIGN_IN,
    /// The identity service said no, or cannot be reached.
    SERVICE_SIGN_IN,
    SESSION_GONE;

    @Override
    public String module() {
        return "identity";
    }
}

package org.deltacommons.commons.resources;

import org.deltacommons.kernel.Reason;

/// Why something about a resource or a provider was refused.
public enum ResourcesReason implements Reason {
    RESOURCE_NOT_FOUND,
    PROVIDER_NOT_FOUND,
    IMPORT_NOT_FOUND,
    /// The provider has a resource under this number already; value `number`.
    NUMBER_TAKEN,
    /// The provider is suspended or delisted; value `state`.
    PROVIDER_NOT_VALID,
    /// Part of a set: the set is listed, not the part; value `set`.
    LISTED_WITH_ITS_SET,
    /// The set it is said to belong to is not the provider's.
    SET_INVALID,
    /// Paid for by a treasury and not shared, without an approved document.
    NOT_SHARED_WITHOUT_APPROVAL,
    /// Duty-free without declaration number, date, item and name.
    CUSTOMS_BLOCK_MISSING,
    /// Below the value from which the four provinces list; values `value`, `limit`.
    BELOW_LISTING_VALUE,
    /// Neither functions nor terms are told.
    NOT_COMPLETE,
    /// A new price begins today or later.
    PRICE_IN_THE_PAST,
    /// A slot needs its length, hours and limits.
    TERMS_INCOMPLETE,
    NOT_DUTY_FREE,
    /// What a treasury paid for is taken off the list by an officer only.
    WITHDRAWAL_FORBIDDEN,
    PROVIDER_EXISTS,
    /// Rows of the file are wrong; value `wrong`.
    ROWS_WRONG,
    /// Nothing in the file that could be imported.
    NOTHING_TO_IMPORT,
    IMPORT_DONE,
    /// The file lacks a column; value `column`.
    COLUMN_MISSING,
    FILE_INVALID,
    PLACE_FORBIDDEN,
    /// Under repair, locked, withdrawn or scrapped; value `state`.
    NOT_BOOKABLE,
    MODE_NOT_OFFERED,

    // Of one cell of an import; each with the value as typed.
    CELL_MISSING,
    /// What was scrapped cannot come back; it keeps its history.
    SCRAPPED_ALREADY,
    /// Value `choices`.
    CELL_NOT_IN_DICTIONARY,
    CELL_NOT_NUMBER,
    CELL_NOT_DATE,
    CELL_NOT_TRUTH,
    /// Value `limit`.
    CELL_TOO_LONG,
    CELL_NOT_DIVISION,
    /// Values `from`, `until`.
    CELL_OUT_OF_RANGE,
    CELL_NOT_HOURS,
    CELL_NOT_CATEGORY,
    CELL_NOT_AN_ADDRESS,
    /// The same number stands in an earlier row; value `row`.
    ROW_TWICE,
    PROVIDER_FOREIGN;

    @Override
    public String module() {
        return "resources";
    }
}

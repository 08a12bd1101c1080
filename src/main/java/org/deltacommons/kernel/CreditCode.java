package org.deltacommons.kernel;

/// A unified social credit code of GB 32100-2015, 18 characters, upper case.
///
/// Both check digits are judged: that of the whole code (mod 31) and that of the organisation code
/// of GB 11714 inside it (mod 11). Codes given out in the pilot years fail them and are legal all
/// the same, so [#verdict] says `IRREGULAR`, and a person decides.
///
/// @param value as normalised by [#parse]
public record CreditCode(String value) {

    private static final String LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
    };
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    /// What the check digits say.
    public enum Verdict {
        REGULAR,
        /// Well-formed, but a check digit fails: a pilot code or a slip of the pen.
        IRREGULAR,
        MALFORMED
    }

    public CreditCode {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException("not a credit code: " + value);
        }
    }

    /// @param text in any case and width, with spaces or hyphens
    /// @throws IllegalArgumentException if it is not 18 characters of the code's alphabet
    public static CreditCode parse(String text) {
        return new CreditCode(Texts.code(text));
    }

    public static Verdict verdict(String text) {
        String code = Texts.code(text);
        if (!wellFormed(code)) {
            return Verdict.MALFORMED;
        }
        return checkCharacter(code) == code.charAt(17)
                        && organisationCheckCharacter(code) == code.charAt(16)
                ? Verdict.REGULAR
                : Verdict.IRREGULAR;
    }

    public boolean isRegular() {
        return verdict(value) == Verdict.REGULAR;
    }

    private static boolean wellFormed(String code) {
        return code.matches("[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}");
    }

    private static char checkCharacter(String code) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += LETTERS.indexOf(code.charAt(i)) * WEIGHTS[i];
        }
        return LETTERS.charAt((31 - sum % 31) % 31);
    }

    private static char organisationCheckCharacter(String code) {
        int sum = 0;
        for (int i = 0; i < ORGANISATION_WEIGHTS.length; i++) {
            // GB 11714 counts letters from A = 10 through the whole alphabet.
            sum += Character.digit(code.charAt(8 + i), 36) * ORGANISATION_WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        return check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check);
    }

    @Override
    public String toString() {
        return value;
    }
}

package org.deltacommons.commons.vouchers;

/// Where a programme keeps what it owes to a payee: an organisation, or a province under an
/// agreement.
public final class PayableAccount {

    private PayableAccount() {}

    public static String of(String programme, String payee) {
        return "payable/" + programme + "/" + payee;
    }
}

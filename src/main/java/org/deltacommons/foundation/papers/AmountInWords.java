package org.deltacommons.foundation.papers;

import org.deltacommons.kernel.Money;

/// Amounts in the capital numerals that cannot be altered with a stroke: 壹万贰仟叁佰肆拾伍元陆角整. As the
/// payment rules of the People's Bank write them (《支付结算办法》附件《正确填写票据和结算凭证的 基本规定》).
public final class AmountInWords {

    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] PLACES = {"", "拾", "佰", "仟"};
    private static final String[] GROUPS = {"", "万", "亿", "万亿"};

    private AmountInWords() {}

    /// @throws IllegalArgumentException if it is negative: no paper orders less than nothing
    public static String of(Money amount) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("a negative amount: " + amount);
        }
        long yuan = amount.fen() / 100;
        int jiao = (int) (amount.fen() / 10 % 10);
        int fen = (int) (amount.fen() % 10);
        StringBuilder text = new StringBuilder();
        if (yuan > 0) {
            text.append(whole(yuan)).append('元');
        }
        if (jiao == 0 && fen == 0) {
            return (text.isEmpty() ? "零元" : text) + "整";
        }
        if (jiao > 0) {
            text.append(DIGITS.charAt(jiao)).append('角');
        } else if (yuan > 0) {
            text.append('零');
        }
        return fen > 0 ? text.append(DIGITS.charAt(fen)).append('分').toString() : text + "整";
    }

    private static String whole(long yuan) {
        StringBuilder text = new StringBuilder();
        boolean gap = false;
        for (int group = GROUPS.length - 1; group >= 0; group--) {
            int four = (int) (yuan / (long) Math.pow(10_000, group) % 10_000);
            if (four == 0) {
                gap |= !text.isEmpty();
                continue;
            }
            if (!text.isEmpty() && (gap || four < 1_000)) {
                text.append('零');
            }
            text.append(upToFour(four)).append(GROUPS[group]);
            gap = false;
        }
        return text.toString();
    }

    private static String upToFour(int number) {
        StringBuilder text = new StringBuilder();
        boolean gap = false;
        for (int place = 3; place >= 0; place--) {
            int digit = number / (int) Math.pow(10, place) % 10;
            if (digit == 0) {
                gap |= !text.isEmpty();
                continue;
            }
            if (gap) {
                text.append('零');
                gap = false;
            }
            text.append(DIGITS.charAt(digit)).append(PLACES[place]);
        }
        return text.toString();
    }
}

package org.deltacommons.commons.needs;

import java.time.LocalDate;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// What the procedures of needs and answers ask for.
public final class NeedForms {

    private NeedForms() {}

    /// @param named whether providers see who asks before an answer is accepted
    /// @param visitors whether everybody may see it, and not only providers
    public record PostNeed(
            @Input(options = "needFirmOptions") String firm,
            @Input(max = 200, help = true) String sentence,
            @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 2000, help = true) String detail,
            @Nullable @Input(from = 1, help = true) Money budget,
            @Nullable @Input(help = true) LocalDate wantedBy,
            @Nullable @Input(options = "needCityOptions", help = true) DivisionCode city,
            @Input(help = true) boolean named,
            @Input(help = true) boolean visitors) {}

    /// @param resource of the provider, by id
    public record GiveAnswer(
            @Input(kind = Input.Kind.HIDDEN) String need,
            @Input(options = "ownProviders") String provider,
            @Input(kind = Input.Kind.TEXTAREA, max = 2000, help = true) String text,
            @Nullable @Input(options = "answerResourceOptions", help = true) String resource,
            @Nullable @Input(from = 0) Money least,
            @Nullable @Input(from = 0, help = true) Money most,
            @Nullable LocalDate earliest) {}

    /// @param answer offered by the case
    public record ChooseAnswer(@Input(kind = Input.Kind.RADIO) String answer) {}

    public record AskBack(
            @Input(kind = Input.Kind.SELECT) String answer,
            @Input(kind = Input.Kind.TEXTAREA, max = 1000) String question) {}

    public record AnswerQuestion(@Input(kind = Input.Kind.TEXTAREA, max = 1000) String text) {}

    public record EndNeed(@Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

    public record WithdrawAnswer(@Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}
}

package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.web.Input;

/// The signatory of the provider sends back what was agreed, instead of signing it.
///
/// @param words what has to be changed; the other side reads it
public record ReturnForm(
        @Input(kind = Input.Kind.RADIO, options = "providerContractSteps", help = true)
                ContractStep step,
        @Input(kind = Input.Kind.SELECT) ContractTemplate template,
        @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String words) {}

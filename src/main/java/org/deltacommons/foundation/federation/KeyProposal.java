package org.deltacommons.foundation.federation;

import java.time.Instant;
import java.util.Optional;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Province;

/// A key that one person proposes and a second compares, see [KeyProposals].
///
/// @param <C> the case itself
/// @param <S> its states
public interface KeyProposal<C extends KeyProposal<C, S>, S extends Enum<S>> extends Case {

    /// Whose key it is.
    default Province whose() {
        return home();
    }

    /// Of what the key is; there is one open proposal of one thing.
    default String holder() {
        return whose().code();
    }

    /// What the second person is told by the first, or by the other side.
    String fingerprint();

    String reason();

    String proposedBy();

    C decided(S how, String by, Instant at);

    /// What the pages show to the second person: so much that they know which, not the rest.
    default String shown() {
        return shown(fingerprint());
    }

    static String shown(String fingerprint) {
        return Fingerprint.begun(fingerprint);
    }

    @Override
    default DivisionCode division() {
        return home().division();
    }

    @Override
    default Optional<String> place(Side side) {
        return side == Side.HOME ? Optional.of(home().code()) : Optional.empty();
    }
}

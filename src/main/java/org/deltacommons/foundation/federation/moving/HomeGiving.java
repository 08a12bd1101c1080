package org.deltacommons.foundation.federation.moving;

import java.time.Instant;
import java.util.Optional;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A home goes to another node.
///
/// @param home that goes
/// @param address of the node that takes it
/// @param nodeKey by which that node signs requests and answers
/// @param former the verifier key until then
/// @param next the verifier key from then on
/// @param offer as that node signed it
@Stored("federation.giving")
public record HomeGiving(
        Id<HomeGiving> id,
        Province home,
        GivingState state,
        String address,
        String nodeKey,
        String former,
        String next,
        String offer,
        String reason,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt)
        implements Case {

    @Override
    public Title titled() {
        return Title.of(home, " → ", address);
    }

    @Override
    public String title() {
        return titled().plain();
    }

    @Override
    public DivisionCode division() {
        return home.division();
    }

    @Override
    public Optional<String> place(Side side) {
        return side == Side.HOME ? Optional.of(home.code()) : Optional.empty();
    }

    HomeGiving decided(GivingState how, String by, Instant at) {
        return new HomeGiving(
                id,
                home,
                how,
                address,
                nodeKey,
                former,
                next,
                offer,
                reason,
                proposedBy,
                proposedAt,
                by,
                at);
    }
}

package org.deltacommons.foundation.federation.moving;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A home of another node is taken in here.
///
/// @param home at whose administration it is decided; it holds for the whole node
/// @param moved the home that comes
/// @param offer what is handed to the operator of its node
/// @param next the verifier key by which it will sign here
/// @param digest SHA-256 of the package that was tried, in hexadecimal; null before
/// @param size of the feed in it, 0 before
/// @param found what was counted in it, and what has to be known of it
@Stored("federation.taking")
public record HomeTaking(
        Id<HomeTaking> id,
        Province home,
        TakingState state,
        Province moved,
        String offer,
        String next,
        @Nullable String digest,
        long size,
        List<String> found,
        String reason,
        String proposedBy,
        Instant since,
        @Nullable String decidedBy)
        implements Case {

    public HomeTaking {
        found = List.copyOf(found);
    }

    @Override
    public Title titled() {
        return Title.of(moved, " → ", home);
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

    HomeTaking tried(Taking.Found trial, List<String> lines, String by, Instant at) {
        return new HomeTaking(
                id,
                home,
                TakingState.TRIED,
                moved,
                offer,
                next,
                trial.digest(),
                trial.size(),
                lines,
                reason,
                by,
                at,
                null);
    }

    HomeTaking decided(TakingState how, String by, Instant at) {
        return new HomeTaking(
                id, home, how, moved, offer, next, digest, size, found, reason, proposedBy, at, by);
    }
}

package org.deltacommons.foundation.erasing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The erasing of persons' texts. It has where they lay and never what they said.
///
/// @param what as [ErasureForms.RequestErasure]
/// @param law as the ground has it, or the other law
/// @param request the number under which the person's request was received
/// @param texts what is erased
/// @param kept what was asked for too, or told again at home, and must be kept for a while
/// @param keptRows how many rows of the home must keep words of it for a while
/// @param more whether there is more of it than one case erases
/// @param provinces the others that were told the texts
/// @param followed those of them that have said that they keep them no more
@Stored("erasing.erasure")
public record Erasure(
        Id<Erasure> id,
        Province home,
        ErasureState state,
        ErasureScope scope,
        String what,
        ErasureGround ground,
        String law,
        String request,
        List<Text> texts,
        List<Kept> kept,
        boolean more,
        int keptRows,
        List<Province> provinces,
        List<Followed> followed,
        String requestedBy,
        Instant requestedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt)
        implements Case {

    /// Where a text lies.
    ///
    /// @param index of the fact in the home's feed
    /// @param path where in its body, as a JSON Pointer (RFC 6901)
    /// @param subject what the fact is about
    public record Text(long index, String path, String kind, String subject) {}

    /// A text that stays, and why.
    public record Kept(Text text, Refusal why) {}

    /// A province keeps no copies any more.
    ///
    /// @param index of the fact in its feed that says so
    /// @param kept how many of its own words of it the law has it keep for a while, such as why it
    ///   had moved a case of its own
    /// @param of the index of the fact in the home's feed that it followed
    public record Followed(Province province, Instant at, long index, int kept, long of) {}

    public Erasure {
        texts = List.copyOf(texts);
        kept = List.copyOf(kept);
        provinces = List.copyOf(provinces);
        followed = List.copyOf(followed);
    }

    @Override
    public String title() {
        return request;
    }

    @Override
    public DivisionCode division() {
        return home.division();
    }

    @Override
    public Optional<String> place(Side side) {
        return side == Side.HOME ? Optional.of(home.code()) : Optional.empty();
    }

    /// The other provinces that have not followed yet.
    public List<Province> open() {
        return provinces.stream()
                .filter(one -> followed.stream().noneMatch(done -> done.province() == one))
                .toList();
    }

    @Override
    public @Nullable Province awaits() {
        return state == ErasureState.ERASED ? open().stream().findFirst().orElse(null) : null;
    }

    Erasure decided(ErasureState how, String by, Instant at) {
        return with(how, followed, by, at);
    }

    /// With what the second person's word made of it.
    ///
    /// @param gone all texts that are erased
    /// @param still what must be kept
    /// @param told the others that were told some of it
    Erasure keeping(List<Text> gone, List<Kept> still, int inRows, List<Province> told) {
        return new Erasure(
                id,
                home,
                state,
                scope,
                what,
                ground,
                law,
                request,
                gone,
                still,
                more,
                inRows,
                told,
                followed,
                requestedBy,
                requestedAt,
                decidedBy,
                decidedAt);
    }

    /// The same word twice is told once; what it keeps may have become less.
    Erasure followedBy(Followed one) {
        if (!provinces.contains(one.province())) {
            return this;
        }
        List<Followed> all = new ArrayList<>(followed);
        all.removeIf(former -> former.province() == one.province() && former.of() == one.of());
        all.add(one);
        return with(state, all, decidedBy, decidedAt).settled();
    }

    /// What had to be kept at home is gone, or some of it.
    Erasure ended(Erasing.Ended what) {
        List<Text> gone = new ArrayList<>(texts);
        what.texts().stream().filter(one -> !gone.contains(one)).forEach(gone::add);
        return keeping(gone, what.kept(), what.rows(), provinces).settled();
    }

    /// How much a province keeps still.
    int keptBy(Province province) {
        return followed.stream()
                .filter(one -> one.province() == province)
                .mapToInt(Followed::kept)
                .sum();
    }

    /// In the state that follows from who keeps what.
    Erasure settled() {
        boolean isKept =
                !kept.isEmpty()
                        || keptRows > 0
                        || followed.stream().anyMatch(one -> one.kept() > 0);
        ErasureState next =
                !open().isEmpty()
                        ? ErasureState.ERASED
                        : isKept ? ErasureState.KEPT : ErasureState.CONFIRMED;
        return with(next, followed, decidedBy, decidedAt);
    }

    private Erasure with(
            ErasureState how, List<Followed> all, @Nullable String by, @Nullable Instant at) {
        return new Erasure(
                id,
                home,
                how,
                scope,
                what,
                ground,
                law,
                request,
                texts,
                kept,
                more,
                keptRows,
                provinces,
                all,
                requestedBy,
                requestedAt,
                by,
                at);
    }
}

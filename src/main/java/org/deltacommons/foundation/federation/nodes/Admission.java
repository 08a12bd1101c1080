package org.deltacommons.foundation.federation.nodes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

/// Another node as the operators of this one know it.
///
/// @param home at whose administration it is decided; it holds for the whole node
/// @param homes that it hosts
/// @param address where it is asked, and where its people sign in
/// @param nodeKey by which it signed requests and answers when it was admitted
/// @param keys the verifier keys of its homes then
/// @param card as it was entered; null for a node of the configuration
/// @param fresh another card that is to take the place of it; null while there is none
/// @param visits whether its people may sign in here
/// @param askedBy who wants what a second person has not agreed to, or last wanted it
/// @param since when it came into its state
/// @param stoppedAt since when nothing of it is followed; null unless it is suspended or has left
/// @param decidedBy who decided about it last; null while one person only had to do with it
@Stored("federation.admission")
public record Admission(
        Id<Admission> id,
        Province home,
        AdmissionState state,
        List<Province> homes,
        String address,
        String nodeKey,
        List<String> keys,
        @Nullable String card,
        @Nullable String fresh,
        boolean visits,
        String reason,
        String askedBy,
        Instant since,
        @Nullable Instant stoppedAt,
        @Nullable String decidedBy)
        implements Case {

    public Admission {
        homes = List.copyOf(homes);
        keys = List.copyOf(keys);
    }

    @Override
    public Title titled() {
        List<Object> parts = new ArrayList<>();
        homes.stream()
                .sorted(Comparator.comparing(Province::code))
                .forEach(province -> {
                    parts.add(province);
                    parts.add(" ");
                });
        parts.add(address);
        return new Title(parts);
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

    /// One person wants something.
    Admission asked(AdmissionState next, String why, String by, Instant at, @Nullable String card) {
        return new Admission(
                id, home, next, homes, address, nodeKey, keys, this.card, card, visits, why, by, at,
                stoppedAt, decidedBy);
    }

    /// It is decided.
    ///
    /// @param stopped since when nothing of it is followed
    Admission decided(
            AdmissionState next, String why, String by, Instant at, @Nullable Instant stopped) {
        return new Admission(
                id, home, next, homes, address, nodeKey, keys, card, null, visits, why, askedBy, at,
                stopped, by);
    }

    /// The same homes under the fresh card's key and address. The keys of its feeds are followed
    /// from key to key as ever; what the card says of them is compared and not taken.
    Admission renewed() {
        if (fresh == null) {
            return this;
        }
        Card now = Card.read(fresh);
        return new Admission(
                id,
                home,
                state,
                homes,
                now.address().toString(),
                now.key().text(),
                keys,
                fresh,
                null,
                visits,
                reason,
                askedBy,
                since,
                stoppedAt,
                decidedBy);
    }
}

package org.deltacommons.commons.needs.pages;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.commons.needs.Need;
import org.deltacommons.commons.needs.NeedsReason;
import org.deltacommons.commons.needs.Posting;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.springframework.stereotype.Component;

/// The postings that somebody may see, for pages and machines.
@Component
class Board {

    static final String PROVINCE = "province";

    private final Records records;
    private final Procedure<Need> needs;

    Board(Records records, Procedure<Need> needs) {
        this.records = records;
        this.needs = needs;
    }

    /// Open ones, the newest first.
    Paged<Posting> open(Address address, Actor actor, int size) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder condition = new StringBuilder("t.open");
        if (!Posting.isForProviders(actor)) {
            condition.append(" AND t.visitors");
        }
        List<String> homes = address.all(PROVINCE).stream().filter(Board::isProvince).toList();
        if (!homes.isEmpty()) {
            condition.append(" AND t.home IN (:homes)");
            values.put("homes", homes);
        }
        String all = condition.toString();
        Map<String, Object> counted = Map.copyOf(values);
        Cursor after = Cursor.decode(address.first(Address.AFTER).orElse(null)).orElse(null);
        if (after != null) {
            condition.append(" AND (t.posted_at, t.id) < (:afterKey::timestamptz, :afterId)");
            values.put("afterKey", Times.instant(after.key()).toString());
            values.put("afterId", after.id());
        }
        List<Posting> found =
                records.list(
                        Posting.class,
                        condition.toString(),
                        "t.posted_at DESC, t.id DESC",
                        values,
                        size + 1);
        return Paged.of(
                found,
                size,
                records.count(Posting.class, all, counted),
                one -> new Cursor(one.postedAt().toString(), one.id().value()));
    }

    /// What is not there and what one may not see are answered alike.
    Posting posting(String id, Actor actor) {
        return Optional.of(id)
                .filter(Posting::isId)
                .flatMap(one -> records.find(Posting.class, Id.<Posting>of(one)))
                .filter(one -> one.maySee(actor) || isOwn(one, actor))
                .orElseThrow(() ->
                        new RefusedException(
                                actor.isVisitor() ? WebReason.SIGN_IN : NeedsReason.NOT_FOUND));
    }

    /// Whether it is of the reader's own organisation, named or not.
    boolean isOwn(Posting posting, Actor actor) {
        return records.find(Need.class, Id.<Need>of(posting.id().value()))
                .filter(need -> needs.concerns(actor, need))
                .isPresent();
    }

    private static boolean isProvince(String code) {
        return Arrays.stream(Province.values()).anyMatch(home -> home.code().equals(code));
    }
}

package org.deltacommons.commons.needs.pages;

import java.time.Instant;
import java.time.LocalDate;
import org.deltacommons.commons.needs.Posting;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Needs for machines. One is posted, answered and acted on as any case is: `POST
/// /api/v1/cases/need` and `POST /api/v1/cases/need-answer`.
@RestController
class NeedApi {

    private static final int SIZE_USUAL = 20;

    /// What a provider's machine sees of a need.
    ///
    /// @param budget in fen
    /// @param firm who asks; null while they do not wish to be named
    /// @param answersUntil first instant at which no answer is taken any more
    record NeedItem(
            String id,
            Province home,
            String sentence,
            String detail,
            @Nullable Money budget,
            @Nullable LocalDate wantedBy,
            @Nullable DivisionCode city,
            @Nullable String firm,
            @Nullable String firmName,
            boolean open,
            boolean visitors,
            @Nullable Instant answersUntil,
            Instant postedAt,
            String url) {

        static NeedItem of(Posting need) {
            return new NeedItem(
                    need.id().value(),
                    need.home(),
                    need.sentence(),
                    need.detail(),
                    need.budget(),
                    need.wantedBy(),
                    need.city(),
                    need.firm(),
                    need.firmName(),
                    need.open(),
                    need.visitors(),
                    need.answersUntil(),
                    need.postedAt(),
                    "/needs/" + need.id());
        }
    }

    private final Board board;

    NeedApi(Board board) {
        this.board = board;
    }

    /// The open ones that the caller may see, the newest first; `province`, `after`, `size`.
    @GetMapping(path = "/api/v1/needs", produces = "application/json")
    Paged<NeedItem> list(Address address, Actor actor) {
        return board.open(address, actor, size(address)).map(NeedItem::of);
    }

    @GetMapping(path = "/api/v1/needs/{id}", produces = "application/json")
    NeedItem one(@PathVariable String id, Actor actor) {
        return NeedItem.of(board.posting(id, actor));
    }

    /// 1 to 100.
    static int size(Address address) {
        return address.first("size")
                .filter(text -> text.matches("\\d{1,3}"))
                .map(text -> Math.clamp(Integer.parseInt(text), 1, 100))
                .orElse(SIZE_USUAL);
    }
}

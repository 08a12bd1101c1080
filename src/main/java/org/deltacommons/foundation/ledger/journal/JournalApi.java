package org.deltacommons.foundation.ledger.journal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.ledger.Limit;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Offered;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Sentence;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Own accounts for a treasury's accounting system: opening, posting one or many, reading.
@RestController
class JournalApi {

    static final int BATCH_MAX = 1_000;

    /// A hundred lines with the longest names and the longest summary in escapes.
    private static final int BODY_BYTES_MAX = 1 << 16;

    private static final int KEY_LENGTH_MAX = 200;
    private static final int PAGE_SIZE = 50;
    private static final int PAGE_SIZE_MAX = 500;
    private static final String KEY = "Idempotency-Key";
    private static final String PATH = "/api/v1/ledger";

    /// @param id as it is named in postings, such as `340500/1002.01`
    /// @param balance credits less debits, in fen: now, or just before the instant that was asked
    ///   for
    /// @param at that instant; null for now
    /// @param entries how many there are now
    record AccountAnswer(
            String id,
            String treasury,
            String code,
            String name,
            Limit limited,
            long balance,
            @Nullable Instant at,
            long debits,
            long credits,
            long entries) {}

    /// @param balance of the account after the line
    record LineAnswer(
            String entry,
            Instant at,
            String summary,
            String side,
            String counter,
            long amount,
            long balance,
            String postedBy) {}

    record Moved(String debit, String credit, long amount) {}

    record EntryAnswer(
            String id,
            String treasury,
            Instant at,
            String summary,
            String postedBy,
            List<Moved> lines) {}

    /// What became of a posting of a batch.
    enum Became {
        DONE,
        /// It had been posted before under the same key.
        SAME,
        REFUSED
    }

    record WhyNot(String code, String what, @Nullable String why, @Nullable String todo) {}

    /// @param id of the entry; null if it was refused
    record BatchItem(String key, Became outcome, @Nullable String id, @Nullable WhyNot refusal) {}

    /// @param items in the order of the batch
    record BatchAnswer(List<BatchItem> items, long done, long same, long refused) {}

    private final Journal journal;
    private final OwnBooks books;
    private final Forms forms;
    private final Words words;

    JournalApi(Journal journal, OwnBooks books, Forms forms, Words words) {
        this.journal = journal;
        this.books = books;
        this.forms = forms;
        this.words = words;
    }

    private static <T> T taken(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Refusal why) -> throw new RefusedException(why);
        };
    }

    /// Posts one line, or several `lines` that stand or fall together, among own accounts. Body and
    /// answer are read and written here, because finding out who could do it takes as long as all
    /// the rest of a request that is sent thousands of times a second.
    @PostMapping(path = PATH + "/transfers")
    @ResponseStatus(HttpStatus.CREATED)
    void post(
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            HttpServletRequest request,
            HttpServletResponse response,
            Actor actor)
            throws IOException {
        Posting posting = taken(PostingJson.read(body(request)));
        Journal.Posted posted = taken(journal.post(actor, posting, key(key)).outcome());
        byte[] answer = Json.text(posted).getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpStatus.CREATED.value());
        response.setHeader(HttpHeaders.LOCATION, PATH + "/transfers/" + posted.id());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    private static JsonNode body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            throw new RefusedException(WebReason.TOO_LARGE);
        }
        JsonNode read;
        try {
            read = Json.parse(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException _) {
            throw new RefusedException(WebReason.BODY_INVALID);
        }
        if (!read.isObject()) {
            throw new RefusedException(WebReason.BODY_INVALID);
        }
        return read;
    }

    private static String key(@Nullable String given) {
        if (given == null || given.isBlank() || given.length() > KEY_LENGTH_MAX) {
            throw new RefusedException(JournalReason.KEY_MISSING_INVALID);
        }
        return given;
    }

    /// Posts up to a thousand, each under its own `key` and with its own answer; one that is
    /// refused fails no other. They are posted in no particular order.
    @PostMapping(PATH + "/transfers/batch")
    BatchAnswer postAll(@RequestBody JsonNode body, Actor actor) {
        JsonNode all = body.path("transfers");
        if (!all.isArray() || all.isEmpty() || all.size() > BATCH_MAX) {
            throw new RefusedException(Refusal.of(JournalReason.BATCH_INVALID, "max", BATCH_MAX));
        }
        List<Outcome<Posting>> read = new ArrayList<>(all.size());
        List<Journal.Keyed> batch = new ArrayList<>(all.size());
        for (JsonNode each : all) {
            String key = key(each.path("key").asString(""));
            Outcome<Posting> posting = PostingJson.read(each);
            read.add(posting);
            if (posting instanceof Outcome.Done<Posting>(Posting done)) {
                batch.add(new Journal.Keyed(key, done));
            }
        }
        return answer(all, read, journal.post(actor, batch));
    }

    private BatchAnswer answer(
            JsonNode all, List<Outcome<Posting>> read, List<Journal.Result> results) {
        List<BatchItem> items = new ArrayList<>(read.size());
        int next = 0;
        for (int i = 0; i < read.size(); i++) {
            String key = all.get(i).path("key").asString("");
            items.add(
                    switch (read.get(i)) {
                        case Outcome.Refused<Posting>(Refusal why) -> refused(key, why);
                        case Outcome.Done<Posting> _ -> item(key, results.get(next++));
                    });
        }
        return new BatchAnswer(
                items,
                count(items, Became.DONE),
                count(items, Became.SAME),
                count(items, Became.REFUSED));
    }

    private static long count(List<BatchItem> items, Became what) {
        return items.stream().filter(item -> item.outcome() == what).count();
    }

    private BatchItem item(String key, Journal.Result result) {
        return switch (result.outcome()) {
            case Outcome.Done<Journal.Posted>(Journal.Posted posted) ->
                    new BatchItem(
                            key, result.before() ? Became.SAME : Became.DONE, posted.id(), null);
            case Outcome.Refused<Journal.Posted>(Refusal why) -> refused(key, why);
        };
    }

    private BatchItem refused(String key, Refusal why) {
        Sentence sentence = words.explain(why);
        return new BatchItem(
                key,
                Became.REFUSED,
                null,
                new WhyNot(why.code(), sentence.what(), sentence.why(), sentence.todo()));
    }

    @GetMapping(PATH + "/transfers/{id}")
    EntryAnswer entry(@PathVariable String id, Actor actor) {
        JournalEntry entry = books.entry(actor, id);
        List<Ledger.Posting> lines = books.lines(entry);
        return new EntryAnswer(
                id,
                entry.treasury().value(),
                lines.getFirst().at(),
                entry.summary(),
                entry.postedBy(),
                lines.stream()
                        .map(line ->
                                new Moved(
                                        OwnBooks.id(line.debit()),
                                        OwnBooks.id(line.credit()),
                                        line.amount().fen()))
                        .toList());
    }

    /// Opens an own account; opening it again as it is changes nothing.
    @PostMapping(PATH + "/accounts")
    ResponseEntity<AccountAnswer> open(
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody JsonNode body,
            Actor actor) {
        OpenAccountForm form =
                switch (forms.read(OpenAccountForm.class, body, Offered.NOTHING)) {
                    case Read.Ok<OpenAccountForm>(OpenAccountForm read, _, _) -> read;
                    case Read.Wrong<OpenAccountForm> wrong -> throw RefusedException.because(wrong);
                };
        String id =
                taken(journal.open(actor, form.opening(), key == null ? null : key(key))).account();
        OwnBooks.Standing opened = books.account(actor, form.treasury().value(), form.code());
        return ResponseEntity.created(URI.create(PATH + "/accounts/" + id))
                .body(answer(opened, null));
    }

    /// The own accounts of a treasury, or of all that the caller sees.
    @GetMapping(PATH + "/accounts")
    Paged<AccountAnswer> accounts(
            @RequestParam(required = false) @Nullable DivisionCode treasury,
            @RequestParam(required = false, defaultValue = "") String after,
            @RequestParam(required = false, defaultValue = "" + PAGE_SIZE) int size,
            Actor actor) {
        List<DivisionCode> seen = books.treasuries(actor);
        return books.accounts(
                        actor, treasury == null ? seen : List.of(treasury), after, bounded(size))
                .map(standing -> answer(standing, null));
    }

    private static int bounded(int size) {
        return Math.clamp(size, 1, PAGE_SIZE_MAX);
    }

    /// @param at the balance just before this instant, such as `2026-03-31T16:00:00Z`; else now
    @GetMapping(PATH + "/accounts/{treasury}/{code}")
    AccountAnswer account(
            @PathVariable String treasury,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Instant at,
            Actor actor) {
        return answer(books.account(actor, treasury, code), at);
    }

    private AccountAnswer answer(OwnBooks.Standing standing, @Nullable Instant at) {
        OwnAccount account = standing.account();
        Balances sums = standing.sums();
        return new AccountAnswer(
                account.id().value(),
                account.treasury().value(),
                account.code(),
                account.name(),
                account.limited(),
                (at == null ? sums.posted() : books.balance(account, at)).fen(),
                at,
                sums.debitsPosted().fen(),
                sums.creditsPosted().fen(),
                sums.sequence());
    }

    /// The account's entries, oldest first; `after` the last one taken come the new ones.
    @GetMapping(PATH + "/accounts/{treasury}/{code}/entries")
    Paged<LineAnswer> entries(
            @PathVariable String treasury,
            @PathVariable String code,
            @RequestParam(required = false, defaultValue = "") String after,
            @RequestParam(required = false, defaultValue = "" + PAGE_SIZE) int size,
            Actor actor) {
        return books.lines(books.account(actor, treasury, code), after, true, bounded(size))
                .map(JournalApi::answer);
    }

    private static LineAnswer answer(OwnBooks.Line one) {
        Ledger.Entry line = one.line();
        return new LineAnswer(
                one.entry().id().value(),
                line.at(),
                one.entry().summary(),
                line.debit() ? "DEBIT" : "CREDIT",
                OwnBooks.id(line.counter()),
                line.amount().fen(),
                line.postedAfter().fen(),
                one.entry().postedBy());
    }
}

package org.deltacommons.commons.vouchers.trail;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.commons.vouchers.IssuedPaper;
import org.deltacommons.commons.vouchers.IssuedPapers;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.papers.Tables;
import org.deltacommons.foundation.procedures.Refusals;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.OptionSource;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.Problems;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.SectionsPage;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/// Drawing a sample, looking at one, and its working paper.
@Controller
class SamplePages {

    /// @param scope a programme, or a province for all that its providers served
    /// @param seed left out for a fresh one
    record DrawForm(
            @Input(options = "sampleScopes", help = true) String scope,
            @Input(kind = Input.Kind.RADIO) Sample.Population population,
            LocalDate from,
            LocalDate until,
            @Input(from = 1, until = Sample.SIZE_MAX, help = true) int size,
            @Input(kind = Input.Kind.RADIO, help = true) Draw.Strata strata,
            @Nullable @Input(max = 40, help = true) String seed) {}

    private static final int PAGE_SIZE = 50;
    private static final String PATH = "/audit/samples";

    private final Samples samples;
    private final WorkingPapers workingPapers;
    private final IssuedPapers papers;
    private final Records records;
    private final Refusals refusals;
    private final Audit audit;
    private final Forms forms;
    private final Words words;
    private final Clock clock;

    SamplePages(
            Samples samples,
            WorkingPapers workingPapers,
            IssuedPapers papers,
            Records records,
            Refusals refusals,
            Audit audit,
            Forms forms,
            Words words,
            Clock clock) {
        this.samples = samples;
        this.workingPapers = workingPapers;
        this.papers = papers;
        this.records = records;
        this.refusals = refusals;
        this.audit = audit;
        this.forms = forms;
        this.words = words;
        this.clock = clock;
    }

    @Bean
    static OptionSource sampleScopes(Samples samples, Words words) {
        return actor -> {
            List<Option> options = new ArrayList<>();
            samples.programmes(actor)
                    .forEach(one ->
                            options.add(new Option(one.id().value(), one.name(words.english()))));
            for (Province province : Province.values()) {
                if (actor.may(Role.AUDITOR, province.code())) {
                    options.add(
                            new Option(
                                    province.code(),
                                    words.say("trail.scope.province", "province", province)));
                }
            }
            return options;
        };
    }

    @GetMapping(PATH)
    ModelAndView list(Actor actor, Address address) {
        List<String> places = TrailPages.places(actor);
        Map<String, Object> values = new HashMap<>();
        List<String> mine = new ArrayList<>();
        for (String place : places) {
            String name = "place" + mine.size();
            mine.add("t.division LIKE :" + name);
            values.put(name, place.replaceAll("(00){1,2}$", "") + "%");
        }
        String condition = "(" + String.join(" OR ", mine) + ")";
        long total = records.count(Sample.class, condition, values);
        Cursor after = Cursor.decode(address.first(Address.AFTER).orElse(null)).orElse(null);
        if (after != null) {
            condition += " AND (t.drawn_at, t.id) < (:afterKey::timestamptz, :afterId)";
            values.put("afterKey", after.key());
            values.put("afterId", after.id());
        }
        int size = address.size(PAGE_SIZE);
        List<Sample> found =
                records.list(
                        Sample.class, condition, "t.drawn_at DESC, t.id DESC", values, size + 1);
        Paged<RowView> page =
                Paged.of(
                                found,
                                size,
                                total,
                                one -> new Cursor(one.drawnAt().toString(), one.id().value()))
                        .map(this::row);
        ListView view =
                ListView.at(address, "trail.samples.title")
                        .intro(words.say("trail.samples.intro"))
                        .columns(
                                ListColumn.of("trail.sample"),
                                ListColumn.of("trail.scope"),
                                ListColumn.of("trail.population"),
                                ListColumn.of("paper.period"),
                                ListColumn.amount("trail.counted"),
                                ListColumn.amount("trail.size"),
                                ListColumn.of("trail.drawn-at"))
                        .page(page)
                        .link("trail.draw", PATH + "/new", "plus")
                        .link("trail.orders.title", "/audit/orders", "route")
                        .empty("trail.samples.empty")
                        .build();
        return new ModelAndView("list", "view", view);
    }

    private RowView row(Sample sample) {
        List<Entry> entries = workingPapers.entries(sample, words);
        return RowView.of(
                        sample.id().value(),
                        PATH + "/" + sample.id(),
                        sample.id(),
                        entries.get(0).value(),
                        sample.population(),
                        entries.get(2).value(),
                        sample.counted(),
                        sample.drawn().size(),
                        sample.drawnAt())
                .fixed();
    }

    @GetMapping(PATH + "/new")
    ModelAndView ask(Actor actor) {
        TrailPages.places(actor);
        return form(forms.describe(DrawForm.class), HttpStatus.OK);
    }

    private ModelAndView form(FormView form, HttpStatusCode status) {
        ModelAndView page =
                new ModelAndView(
                        "form",
                        Map.of(
                                "title",
                                "trail.draw",
                                "label",
                                "trail.draw.do",
                                "intro",
                                words.say("trail.draw.intro"),
                                "url",
                                PATH + "/new",
                                "form",
                                form));
        page.setStatus(status);
        return page;
    }

    @PostMapping(PATH + "/new")
    ModelAndView draw(Actor actor, HttpServletRequest request) {
        TrailPages.places(actor);
        return switch (forms.read(DrawForm.class, request)) {
            case Read.Wrong<DrawForm> wrong ->
                    form(
                            forms.describe(DrawForm.class, request.getParameterMap(), wrong),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<DrawForm>(DrawForm form, String key, long _) -> {
                Samples.Wish wish =
                        new Samples.Wish(
                                form.scope(),
                                form.population(),
                                form.from(),
                                form.until(),
                                form.size(),
                                form.strata(),
                                form.seed());
                Outcome<String> outcome =
                        refusals.noted(
                                actor,
                                "vouchers.draw-sample",
                                form.scope(),
                                samples.draw(wish, actor, key.isBlank() ? null : key));
                yield switch (outcome) {
                    case Outcome.Done<String>(String id) ->
                            new ModelAndView("redirect:" + PATH + "/" + id);
                    case Outcome.Refused<String>(Refusal why) ->
                            form(
                                    forms.describe(DrawForm.class, request.getParameterMap(), why),
                                    Problems.status(why.code()));
                };
            }
        };
    }

    @GetMapping(PATH + "/{id:smp-[a-z0-9-]{1,60}}")
    ModelAndView sample(@PathVariable String id, Actor actor) {
        Sample sample = readable(id, actor);
        SectionsPage page =
                new SectionsPage(
                        words.say("trail.sample.title", "sample", sample.id()),
                        words.say("trail.sample.intro"),
                        List.of(
                                new LinkView(
                                        "trail.working-paper",
                                        PATH + "/" + id + "/working-paper.xlsx",
                                        "file-spreadsheet"),
                                new LinkView(
                                        "trail.cover", PATH + "/" + id + "/cover.pdf", "printer")),
                        List.of(drawing(sample), drawn(sample)));
        return new ModelAndView("sections", "page", page);
    }

    /// How it was drawn, and whether the list it was drawn from is still the same.
    private Section drawing(Sample sample) {
        List<Draw.Item> today = samples.today(sample);
        boolean same = Draw.digest(today).equals(sample.digest());
        List<Entry> entries = new ArrayList<>(workingPapers.entries(sample, words));
        entries.add(
                Entry.check(
                        "trail.again",
                        words.say(same ? "trail.again.same" : "trail.again.changed"),
                        same ? Mark.MET : Mark.WARN));
        return Section.of("trail.sheet.method", entries)
                .introduced(workingPapers.method(sample, words));
    }

    private Section drawn(Sample sample) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Draw.Drawn one : sample.drawn()) {
            Optional<Order> order = samples.order(sample, one);
            rows.add(
                    List.of(
                            Cell.link(
                                    one.id().toUpperCase(java.util.Locale.ROOT),
                                    order.map(it -> "/audit/orders/" + it.id()).orElse(null)),
                            Cell.of(order.map(Order::firmName).orElse(null)),
                            Cell.of(order.map(Order::providerName).orElse(null)),
                            Cell.of(one.amount()),
                            Cell.of(one.stratum()),
                            Cell.of(one.score().substring(0, 16))));
        }
        return Section.of(
                "trail.sheet.sample",
                new Table(
                        List.of(
                                Column.of("trail.drawn"),
                                Column.of("voucher.firm"),
                                Column.of("order.provider"),
                                Column.amount("trail.amount"),
                                Column.amount("trail.stratum"),
                                Column.of("trail.score")),
                        rows,
                        "trail.nothing"));
    }

    private Sample readable(String id, Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        return samples.readable(Id.<Sample>of(id), actor)
                .orElseThrow(() -> {
                    refusals.denied(actor, "sample.read", id);
                    return new RefusedException(TrailReason.TRAIL_NOT_FOUND);
                });
    }

    /// 审计工作底稿: every drawn order's trail in one workbook.
    @ResponseBody
    @GetMapping({
        PATH + "/{id:smp-[a-z0-9-]{1,60}}/working-paper.xlsx",
        "/api/v1/samples/{id:smp-[a-z0-9-]{1,60}}/working-paper.xlsx"
    })
    ResponseEntity<byte[]> workingPaper(@PathVariable String id, Actor actor) throws IOException {
        Sample sample = readable(id, actor);
        audit.record(
                AuditLine.of(AuditKind.EXPORT, actor, id)
                        .with("paper", IssuedPaper.PaperKind.WORKING_PAPER.name())
                        .with("format", "xlsx")
                        .with("lines", Integer.toString(sample.drawn().size()))
                        .at(sample.home()));
        byte[] bytes = workingPapers.workbook(sample, actor);
        String name =
                "working-paper-"
                        + id
                        + "-"
                        + LocalDate.ofInstant(clock.instant(), TrailPages.ZONE)
                        + ".xlsx";
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .contentType(MediaType.parseMediaType(Tables.XLSX_TYPE))
                .body(bytes);
    }

    @ResponseBody
    @GetMapping(
            path = {
                PATH + "/{id:smp-[a-z0-9-]{1,60}}/cover.pdf",
                "/api/v1/samples/{id:smp-[a-z0-9-]{1,60}}/cover.pdf"
            },
            produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> cover(@PathVariable String id, Actor actor) {
        Sample sample = readable(id, actor);
        byte[] bytes =
                papers.print(
                        IssuedPaper.Wanted.of(
                                sample.home(), IssuedPaper.PaperKind.WORKING_PAPER, id),
                        actor);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Content-Disposition", "inline; filename=\"cover-" + id + ".pdf\"")
                .body(bytes);
    }
}

package org.deltacommons.commons.resources.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.commons.resources.ResourcesReason;
import org.deltacommons.commons.resources.intake.Import;
import org.deltacommons.commons.resources.intake.ImportState;
import org.deltacommons.commons.resources.intake.Imports;
import org.deltacommons.commons.resources.intake.Line;
import org.deltacommons.commons.resources.intake.Templates;
import org.deltacommons.foundation.papers.Sheet;
import org.deltacommons.foundation.papers.TableFile;
import org.deltacommons.foundation.papers.Tables;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Problems;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Upload;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Import in three steps: upload and check, read the report, confirm.
@Controller
class ImportPages {

    /// The page of one import, rendered by `resources/import.html`.
    ///
    /// @param before the sentence that says that the same file was imported earlier
    /// @param ignored the sentence that names columns that are not known
    /// @param apply the form that confirms; null when there is nothing left to do
    public record ImportPage(
            Import batch,
            boolean busy,
            @Nullable String before,
            @Nullable String ignored,
            Table faults,
            boolean more,
            int faultsMax,
            @Nullable FormView apply) {}

    private static final int FAULTS_MAX = 100;
    private static final int RECENT = 20;

    private final Imports imports;
    private final Templates templates;
    private final Forms forms;
    private final Words words;

    ImportPages(Imports imports, Templates templates, Forms forms, Words words) {
        this.imports = imports;
        this.templates = templates;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping("/resources/import")
    ModelAndView ask(Actor actor) {
        return asked(actor, forms.describe(ImportForm.class), HttpStatus.OK);
    }

    private ModelAndView asked(Actor actor, FormView form, HttpStatusCode status) {
        List<List<Cell>> rows = new ArrayList<>();
        for (String provider : OwnPages.managed(actor)) {
            for (Import batch : imports.ofProvider(provider, RECENT)) {
                rows.add(
                        List.of(
                                Cell.link(batch.fileName(), "/resources/imports/" + batch.id()),
                                Cell.of(batch.at()),
                                Cell.of(batch.state()),
                                Cell.of(batch.total()),
                                Cell.of(batch.wrong())));
            }
        }
        Table recent =
                new Table(
                        List.of(
                                Column.of("resources.import.file"),
                                Column.of("resources.import.at"),
                                Column.of("resources.state"),
                                Column.amount("resources.import.total"),
                                Column.amount("resources.import.wrong")),
                        rows,
                        "resources.import.none");
        return new ModelAndView(
                "resources/imports", Map.of("form", form, "recent", recent), status);
    }

    @PostMapping("/resources/import")
    ModelAndView check(Actor actor, HttpServletRequest request, RedirectAttributes next)
            throws IOException {
        OwnPages.managed(actor);
        switch (forms.read(ImportForm.class, request)) {
            case Read.Wrong<ImportForm> wrong -> {
                return asked(
                        actor,
                        forms.describe(ImportForm.class, request.getParameterMap(), wrong),
                        HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case Read.Ok<ImportForm>(ImportForm form, String key, _) -> {
                Upload file = form.file();
                Outcome<Imports.Noted> outcome =
                        imports.check(
                                actor,
                                form.provider(),
                                new TableFile(file.name(), file.bytes()),
                                key);
                return switch (outcome) {
                    case Outcome.Done<Imports.Noted>(Imports.Noted noted) ->
                            new ModelAndView("redirect:/resources/imports/" + noted.batch());
                    case Outcome.Refused<Imports.Noted>(Refusal why) ->
                            asked(
                                    actor,
                                    forms.describe(
                                            ImportForm.class, request.getParameterMap(), why),
                                    Problems.status(why.code()));
                };
            }
        }
    }

    private Import batch(Actor actor, String id) {
        if (actor.isVisitor()) {
            OwnPages.managed(actor);
        }
        return (id.matches("imp-[0-9a-z-]{1,60}")
                        ? imports.find(actor, Id.of(id))
                        : Optional.<Import>empty())
                .orElseThrow(() -> new RefusedException(ResourcesReason.IMPORT_NOT_FOUND));
    }

    @GetMapping("/resources/imports/{id}")
    ModelAndView look(@PathVariable String id, Actor actor) {
        return page(batch(actor, id), null, HttpStatus.OK);
    }

    private ModelAndView page(Import batch, @Nullable Refusal refused, HttpStatusCode status) {
        Table faults = faults(batch);
        boolean open = batch.state() == ImportState.CHECKED && !batch.bringsNothing();
        FormView form =
                refused == null
                        ? forms.describe(ApplyImportForm.class)
                        : forms.describe(ApplyImportForm.class, Map.of(), refused);
        Map<String, Object> model = new HashMap<>();
        model.put(
                "view",
                new ImportPage(
                        batch,
                        batch.state() == ImportState.APPLYING
                                || batch.state() == ImportState.APPLIED,
                        imports.before(batch)
                                .map(b -> words.say("resources.import.before", "at", b.at()))
                                .orElse(null),
                        batch.ignored().isEmpty()
                                ? null
                                : words.say("resources.import.ignored", "columns", batch.ignored()),
                        faults,
                        faults.rows().size() >= FAULTS_MAX,
                        FAULTS_MAX,
                        open ? form : null));
        return new ModelAndView("resources/import", model, status);
    }

    private Table faults(Import batch) {
        List<List<Cell>> faults = new ArrayList<>();
        for (Line line : imports.wrong(batch, 0, FAULTS_MAX)) {
            line.faults()
                    .forEach(fault -> {
                        if (faults.size() < FAULTS_MAX) {
                            faults.add(templates.told(line, fault).stream().map(Cell::of).toList());
                        }
                    });
        }
        return new Table(
                List.of(
                        Column.amount("resources.report.row"),
                        Column.of("resources.report.column"),
                        Column.of("resources.report.value"),
                        Column.of("resources.report.reason"),
                        Column.of("resources.report.todo")),
                faults,
                "web.list.empty");
    }

    @PostMapping("/resources/imports/{id}")
    ModelAndView apply(
            @PathVariable String id,
            Actor actor,
            HttpServletRequest request,
            RedirectAttributes next) {
        Import batch = batch(actor, id);
        boolean validOnly = "true".equals(request.getParameter("validOnly"));
        return switch (imports.apply(actor, batch.id(), validOnly)) {
            case Outcome.Done<Imports.Noted> _ -> {
                next.addFlashAttribute(Flash.NAME, Flash.done(words.say("resources.import.begun")));
                yield new ModelAndView("redirect:/resources/imports/" + id);
            }
            case Outcome.Refused<Imports.Noted>(Refusal why) ->
                    page(batch, why, Problems.status(why.code()));
        };
    }

    @GetMapping("/resources/imports/{id}/report.{format:xlsx|csv}")
    void report(
            @PathVariable String id,
            @PathVariable String format,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        Sheet report = templates.report(batch(actor, id));
        if (format.equals("xlsx")) {
            download(response, Tables.XLSX_TYPE, id + ".xlsx");
            Tables.xlsx(response.getOutputStream(), List.of(report));
        } else {
            download(response, Tables.CSV_TYPE, id + ".csv");
            Tables.csv(response.getOutputStream(), report);
        }
    }

    @GetMapping("/resources/import/template.xlsx")
    void workbook(HttpServletResponse response) throws IOException {
        download(response, Tables.XLSX_TYPE, "resources.xlsx");
        templates.xlsx(response.getOutputStream());
    }

    @GetMapping("/resources/import/template.csv")
    void separated(HttpServletResponse response) throws IOException {
        download(response, Tables.CSV_TYPE, "resources.csv");
        templates.csv(response.getOutputStream());
    }

    private static void download(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }
}

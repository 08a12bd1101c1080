package org.deltacommons.commons.enterprises;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Refusals;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Offered;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;

/// An enterprise's own page, and the officers' list of those of their division.
@Controller
class EnterprisePages {

    /// One thing that can be recorded, on the page's right.
    ///
    /// @param label a message key
    record Desk(String name, String label, FormView form, String url) {}

    /// @param sections what is known
    /// @param offers what the programmes in force there would give
    /// @param desks what the reader can record
    record ProfilePage(
            Enterprise enterprise,
            List<Section> sections,
            List<Section> offers,
            List<Desk> desks) {}

    /// What an officer has seen.
    record SeenForm(@Input(max = 200, help = true) String source) {}

    private static final int PAGE_SIZE = 100;
    private static final int KEY_LENGTH_MAX = 120;

    private final Records records;
    private final Procedures procedures;
    private final EnterpriseDesk desk;
    private final EnterpriseSections sections;
    private final Offers offers;
    private final Refusals refusals;
    private final Forms forms;
    private final Words words;
    private final Clock clock;

    EnterprisePages(
            Records records,
            Procedures procedures,
            EnterpriseDesk desk,
            EnterpriseSections sections,
            Offers offers,
            Refusals refusals,
            Forms forms,
            Words words,
            Clock clock) {
        this.records = records;
        this.procedures = procedures;
        this.desk = desk;
        this.sections = sections;
        this.offers = offers;
        this.refusals = refusals;
        this.forms = forms;
        this.words = words;
        this.clock = clock;
    }

    /// The organisation somebody works for as a firm, if they do.
    static Optional<String> own(Actor actor) {
        return Stream.of(Role.FIRM_ENGINEER, Role.FIRM_FINANCE)
                .flatMap(role -> actor.where(role).stream())
                .findFirst();
    }

    @GetMapping("/enterprises/mine")
    String mine(Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        String organisation =
                own(actor).orElseThrow(() -> new RefusedException(EnterprisesReason.NOT_FOUND));
        return "redirect:/enterprises/"
                + Enterprises.present(records, organisation)
                        .map(known -> known.id().value())
                        .orElse(organisation);
    }

    @GetMapping("/enterprises")
    String list(Actor actor, Address address, Model model) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        List<String> areas = areas(actor);
        if (areas.isEmpty()) {
            throw new RefusedException(WebReason.FORBIDDEN);
        }
        LocalDate today = today();
        Paged<RowView> page = inside(areas, address).map(one -> row(one, today));
        model.addAttribute(
                "view",
                ListView.at(address, "enterprises.list.title")
                        .intro(words.say("enterprises.list.intro"))
                        .filters(Filter.text("name", "enterprises.name"))
                        .columns(
                                ListColumn.of("enterprises.name"),
                                ListColumn.of("enterprises.division"),
                                ListColumn.of("enterprises.kind"),
                                ListColumn.of("enterprises.technology.today"),
                                ListColumn.amount("enterprises.staff"))
                        .page(page)
                        .empty("enterprises.list.none")
                        .build());
        return "list";
    }

    private static RowView row(Enterprise one, LocalDate today) {
        return RowView.of(
                        one.id().value(),
                        "/enterprises/" + one.id(),
                        one.name(),
                        one.division(),
                        one.kind(),
                        one.state(today),
                        staff(one))
                .fixed();
    }

    private static Cell staff(Enterprise enterprise) {
        Figures figures = enterprise.figures();
        return Cell.of(figures == null ? null : figures.staff());
    }

    /// The divisions whose enterprises somebody may look at.
    private static List<String> areas(Actor actor) {
        return actor.memberships().stream()
                .filter(one ->
                        one.role() == Role.COUNTY_OFFICER
                                || one.role() == Role.PROVINCIAL_OFFICER
                                || one.role() == Role.AUDITOR)
                .map(Membership::where)
                .distinct()
                .toList();
    }

    /// Those of any of the areas, by division.
    private Paged<Enterprise> inside(List<String> areas, Address address) {
        Map<String, Object> values = new HashMap<>();
        List<String> places = new ArrayList<>();
        for (String area : areas) {
            String name = "area" + places.size();
            places.add("t.division LIKE :" + name);
            values.put(name, prefix(new DivisionCode(area)) + "%");
        }
        values.put("name", address.first("name").orElse(""));
        String condition =
                "(" + String.join(" OR ", places) + ") AND position(:name in t.name) > 0";
        long total = records.count(Enterprise.class, condition, values);
        Cursor after = Cursor.decode(address.first(Address.AFTER).orElse(null)).orElse(null);
        String rest = condition;
        if (after != null) {
            rest += " AND (t.division, t.id) > (:afterKey, :afterId)";
            values.put("afterKey", after.key());
            values.put("afterId", after.id());
        }
        int size = address.size(PAGE_SIZE);
        return Paged.of(
                records.list(Enterprise.class, rest, "t.division, t.id", values, size + 1),
                size,
                total,
                one -> new Cursor(one.division().value(), one.id().value()));
    }

    private static String prefix(DivisionCode area) {
        int digits = area.isProvince() ? 2 : area.isCity() ? 4 : 6;
        return area.value().substring(0, digits);
    }

    @GetMapping("/enterprises/{id}")
    String profile(@PathVariable String id, Actor actor, Model model) {
        return page(found(id, actor), actor, Map.of(), model);
    }

    @GetMapping("/api/v1/enterprises/{id}")
    @ResponseBody
    Map<String, Object> enterprise(@PathVariable String id, Actor actor) {
        Enterprise enterprise = found(id, actor).row();
        return Map.of(
                "enterprise",
                org.deltacommons.foundation.lane.Json.tree(enterprise),
                "technologyState",
                enterprise.state(today()),
                "offers",
                offers(enterprise).stream().map(offers::item).toList());
    }

    private Records.Versioned<Enterprise> found(String id, Actor actor) {
        Optional<Records.Versioned<Enterprise>> found =
                id.matches("[A-Za-z0-9][A-Za-z0-9-]{0,79}")
                        ? records.versioned(Enterprise.class, Id.of(id))
                        : Optional.empty();
        // Another firm's page and no page are the same answer.
        return found.filter(one -> EnterpriseDesk.mayRead(actor, one.row()))
                .orElseThrow(() -> {
                    if (actor.isVisitor()) {
                        return new RefusedException(WebReason.SIGN_IN);
                    }
                    refusals.denied(actor, "enterprise.read", id);
                    return new RefusedException(EnterprisesReason.NOT_FOUND);
                });
    }

    private String page(
            Records.Versioned<Enterprise> found,
            Actor actor,
            Map<String, FormView> again,
            Model model) {
        Enterprise enterprise = found.row();
        Optional<RelationsOf> ties =
                records.find(RelationsOf.class, Id.of(enterprise.organisation()));
        model.addAttribute(
                "page",
                new ProfilePage(
                        enterprise,
                        Stream.concat(
                                        moving(enterprise, actor).stream(),
                                        sections.of(enterprise, ties, today()).stream())
                                .toList(),
                        offers(enterprise).stream().map(offers::section).toList(),
                        desks(enterprise, actor, again)));
        return "enterprises/profile";
    }

    /// Where it has gone; or, for the firm itself, the way to go.
    private Optional<Section> moving(Enterprise enterprise, Actor actor) {
        Moved moved = Enterprises.movedTo(records, enterprise).orElse(null);
        if (moved != null) {
            return Optional.of(
                    Section.of(
                            "enterprises.section.moved",
                            Entry.of("relocation.destination", moved.successor()),
                            Entry.link(
                                    "procedure.relocation",
                                    moved.relocation(),
                                    "/cases/relocation/" + moved.relocation())));
        }
        boolean asks =
                EnterpriseDesk.isOwn(actor, enterprise)
                        && procedures.offers("relocation", "ask", actor);
        return asks && !enterprise.isTeam()
                ? Optional.of(
                        Section.of(
                                "enterprises.section.moving",
                                Entry.link(
                                        "procedure.relocation",
                                        words.say("action.relocation.ask"),
                                        "/open/relocation/ask?firm=" + enterprise.organisation())))
                : Optional.empty();
    }

    private List<Offer> offers(Enterprise enterprise) {
        LocalDate today = today();
        DivisionCode where =
                enterprise.isTeam()
                        ? enterprise
                                .tenancy(today)
                                .map(Tenancy::division)
                                .orElse(enterprise.division())
                        : enterprise.division();
        return offers.of(enterprise, where, today, null, null);
    }

    private List<Desk> desks(Enterprise enterprise, Actor actor, Map<String, FormView> again) {
        List<Desk> desks = new ArrayList<>();
        if (EnterpriseDesk.isOwn(actor, enterprise)) {
            if (!enterprise.isTeam()) {
                desks.add(desk(enterprise, "figures", FiguresForm.class, again));
            }
            desks.add(desk(enterprise, "tenancy", TenancyForm.class, again));
        }
        if (EnterpriseDesk.isOfficer(actor, enterprise)) {
            Figures figures = enterprise.figures();
            if (figures != null && !figures.verified()) {
                desks.add(desk(enterprise, "verify-figures", SeenForm.class, again));
            }
            desks.add(desk(enterprise, "technology", TechnologyForm.class, again));
            desks.add(desk(enterprise, "honesty", HonestyForm.class, again));
            desks.add(desk(enterprise, "confirm-tenancy", TenancyForm.class, again));
        }
        return desks;
    }

    private Desk desk(
            Enterprise enterprise,
            String name,
            Class<? extends Record> form,
            Map<String, FormView> again) {
        FormView view = again.get(name);
        return new Desk(
                name,
                "enterprises.desk." + name,
                (view == null ? forms.describe(form) : view).prefixed(name),
                "/enterprises/%s/%s".formatted(enterprise.id(), name));
    }

    /// Each thing that can be recorded has its own form; who may is judged by the desk.
    @PostMapping("/enterprises/{id}/{name}")
    String record(
            @PathVariable String id,
            @PathVariable String name,
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Id<Enterprise> of = found(id, actor).row().id();
        FormView again =
                recorded(
                                name,
                                actor,
                                of,
                                new Taking<Optional<FormView>>() {
                                    @Override
                                    public <F extends Record> Optional<FormView> take(
                                            Class<F> type, Recording<F> recording) {
                                        return Optional.ofNullable(
                                                EnterprisePages.this.take(
                                                        request, type, recording));
                                    }
                                })
                        .orElse(null);
        if (again == null) {
            after.addFlashAttribute(Flash.NAME, Flash.done(words.say("enterprises.recorded")));
            return "redirect:/enterprises/" + id;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(found(id, actor), actor, Map.of(name, again), model);
    }

    /// The same for machines.
    @PostMapping("/api/v1/enterprises/{id}/{name}")
    @ResponseBody
    EnterpriseDesk.Recorded record(
            @PathVariable String id,
            @PathVariable String name,
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
            @RequestBody JsonNode body,
            Actor actor) {
        if (key.length() > KEY_LENGTH_MAX) {
            throw new RefusedException(ProcedureReason.KEY_INVALID);
        }
        Id<Enterprise> of = found(id, actor).row().id();
        String own = key.isBlank() ? forms.newKey() : key;
        return recorded(
                name,
                actor,
                of,
                new Taking<EnterpriseDesk.Recorded>() {
                    @Override
                    public <F extends Record> EnterpriseDesk.Recorded take(
                            Class<F> type, Recording<F> recording) {
                        return switch (forms.read(type, body, Offered.NOTHING)) {
                            case Read.Wrong<F> wrong -> throw RefusedException.because(wrong);
                            case Read.Ok<F>(F form, _, _) -> done(recording.with(form, own));
                        };
                    }
                });
    }

    private static EnterpriseDesk.Recorded done(Outcome<EnterpriseDesk.Recorded> outcome) {
        return switch (outcome) {
            case Outcome.Done<EnterpriseDesk.Recorded>(EnterpriseDesk.Recorded what) -> what;
            case Outcome.Refused<EnterpriseDesk.Recorded>(Refusal why) ->
                    throw new RefusedException(why);
        };
    }

    /// Reads a form and records what it says; by page or by machine.
    private interface Taking<R> {
        <F extends Record> R take(Class<F> type, Recording<F> recording);
    }

    private <R> R recorded(String name, Actor actor, Id<Enterprise> of, Taking<R> taking) {
        return switch (name) {
            case "figures" ->
                    taking.take(
                            FiguresForm.class,
                            (form, key) -> desk.declareFigures(actor, of, form, key));
            case "verify-figures" ->
                    taking.take(
                            SeenForm.class,
                            (form, key) -> desk.verifyFigures(actor, of, form.source(), key));
            case "technology" ->
                    taking.take(
                            TechnologyForm.class,
                            (form, key) -> desk.recordTechnology(actor, of, form, key));
            case "honesty" ->
                    taking.take(
                            HonestyForm.class,
                            (form, key) -> desk.recordHonesty(actor, of, form, key));
            case "tenancy" ->
                    taking.take(
                            TenancyForm.class,
                            (form, key) -> desk.recordTenancy(actor, of, form, false, key));
            case "confirm-tenancy" ->
                    taking.take(
                            TenancyForm.class,
                            (form, key) -> desk.recordTenancy(actor, of, form, true, key));
            default -> throw new RefusedException(WebReason.NOT_FOUND);
        };
    }

    private interface Recording<F> {
        Outcome<EnterpriseDesk.Recorded> with(F form, String key);
    }

    /// @return the form once more if it was wrong or refused
    private <F extends Record> @Nullable FormView take(
            HttpServletRequest request, Class<F> type, Recording<F> recording) {
        Map<String, String[]> typed = request.getParameterMap();
        return switch (forms.read(type, request)) {
            case Read.Wrong<F> wrong -> forms.describe(type, typed, wrong);
            case Read.Ok<F>(F form, var key, var _) ->
                    refused(recording.with(form, key), type, typed);
        };
    }

    private @Nullable FormView refused(
            Outcome<EnterpriseDesk.Recorded> outcome,
            Class<? extends Record> type,
            Map<String, String[]> typed) {
        return switch (outcome) {
            case Outcome.Done<EnterpriseDesk.Recorded> _ -> null;
            case Outcome.Refused<EnterpriseDesk.Recorded>(Refusal why) -> {
                if (why.is(EnterprisesReason.FORBIDDEN) || why.is(EnterprisesReason.NOT_FOUND)) {
                    throw new RefusedException(why);
                }
                yield forms.describe(type, typed, why);
            }
        };
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
    }
}

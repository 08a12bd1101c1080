package org.deltacommons.foundation.procedures.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.foundation.procedures.CalendarYear;
import org.deltacommons.foundation.procedures.Calendars;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Problems;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A year's working days as a province keeps them, for everybody to see and for its officials to
/// edit.
@Controller
class CalendarPages {

    private static final int YEAR_FIRST = 2000;
    private static final int YEAR_LAST = 2200;

    /// @param holidays days off besides weekends, one a line
    /// @param makeUps weekend days that are worked, one a line
    record CalendarForm(
            @Nullable @Input(kind = Input.Kind.TEXTAREA, help = true) List<LocalDate> holidays,
            @Nullable @Input(kind = Input.Kind.TEXTAREA, help = true) List<LocalDate> makeUps,
            boolean provisional,
            @Input(help = true) String source) {}

    /// @param kind `off`, `work` or `makeup`
    record Day(int number, String kind, boolean special) {}

    /// @param weeks each with seven days from Monday; those of other months are null
    record Month(YearMonth month, List<List<@Nullable Day>> weeks) {}

    record CalendarPage(
            int year,
            Province home,
            List<Option> homes,
            boolean known,
            boolean provisional,
            @Nullable String source,
            long workingDays,
            List<Month> months,
            @Nullable FormView form) {}

    private final Calendars calendars;
    private final Forms forms;
    private final Words words;

    CalendarPages(Calendars calendars, Forms forms, Words words) {
        this.calendars = calendars;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping("/calendar/{year}")
    ModelAndView year(
            @PathVariable int year,
            @RequestParam(required = false) @Nullable String home,
            Actor actor) {
        return page(year, home(home, actor), actor, null, HttpStatus.OK);
    }

    private static Province home(@Nullable String code, Actor actor) {
        try {
            return code == null || code.isBlank() ? actor.home() : Province.of(code);
        } catch (IllegalArgumentException _) {
            throw new RefusedException(Refusal.of(WebReason.PARAMETER_INVALID, "name", "home"));
        }
    }

    private ModelAndView page(
            int year, Province home, Actor actor, @Nullable FormView again, HttpStatusCode status) {
        if (year < YEAR_FIRST || year > YEAR_LAST) {
            throw new RefusedException(WebReason.NOT_FOUND);
        }
        Optional<Versioned<CalendarYear>> there = calendars.versioned(home, year);
        CalendarYear kept = there.map(Versioned::row).orElse(null);
        boolean mine = calendars.mayEdit(actor, home);
        FormView form =
                !mine
                        ? null
                        : again != null
                                ? again
                                : form(kept).at(there.map(Versioned::version).orElse(0L));
        WorkingDays days = calendars.days(home);
        CalendarPage page =
                new CalendarPage(
                        year,
                        home,
                        homes(),
                        kept != null,
                        kept == null || kept.provisional(),
                        kept == null ? null : kept.source(),
                        working(year, days),
                        months(year, days),
                        form);
        return new ModelAndView("procedures/calendar", Map.of("page", page), status);
    }

    private FormView form(@Nullable CalendarYear kept) {
        return kept == null
                ? forms.describe(CalendarForm.class)
                : forms.describe(
                        CalendarForm.class,
                        Map.of(
                                "holidays", new String[] {lines(kept.holidays())},
                                "makeUps", new String[] {lines(kept.makeUps())},
                                "provisional", new String[] {"" + kept.provisional()},
                                "source", new String[] {kept.source()}),
                        Map.of());
    }

    private static String lines(List<LocalDate> days) {
        return String.join("\n", days.stream().map(LocalDate::toString).toList());
    }

    private List<Option> homes() {
        List<Option> homes = new ArrayList<>();
        for (Province one : Province.values()) {
            homes.add(new Option(one.code(), words.show(one)));
        }
        return homes;
    }

    private static long working(int year, WorkingDays days) {
        return LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(days::isWorkingDay)
                .count();
    }

    private static List<Month> months(int year, WorkingDays days) {
        List<Month> months = new ArrayList<>();
        for (int number = 1; number <= 12; number++) {
            YearMonth month = YearMonth.of(year, number);
            List<List<@Nullable Day>> weeks = new ArrayList<>();
            LocalDate monday = month.atDay(1).with(DayOfWeek.MONDAY);
            for (; !monday.isAfter(month.atEndOfMonth()); monday = monday.plusWeeks(1)) {
                List<@Nullable Day> week = new ArrayList<>();
                for (int i = 0; i < 7; i++) {
                    LocalDate day = monday.plusDays(i);
                    week.add(YearMonth.from(day).equals(month) ? day(day, days) : null);
                }
                weeks.add(week);
            }
            months.add(new Month(month, weeks));
        }
        return months;
    }

    private static Day day(LocalDate day, WorkingDays days) {
        boolean weekend = day.getDayOfWeek().getValue() > 5;
        boolean works = days.isWorkingDay(day);
        String kind = works ? (weekend ? "makeup" : "work") : weekend ? "weekend" : "off";
        return new Day(day.getDayOfMonth(), kind, works == weekend);
    }

    @PostMapping("/calendar/{year}")
    ModelAndView edit(
            @PathVariable int year,
            @RequestParam String home,
            Actor actor,
            HttpServletRequest request,
            RedirectAttributes next) {
        Province province = home(home, actor);
        if (!calendars.mayEdit(actor, province)) {
            // Goes through the lane's door all the same, so that the attempt is noted.
            CalendarYear nothing = calendar(province, year, new CalendarForm(null, null, true, ""));
            throw new RefusedException(
                    calendars.edit(actor, nothing, -1, null)
                                    instanceof Outcome.Refused<?>(Refusal why)
                            ? why
                            : Refusal.of(ProcedureReason.CALENDAR_FORBIDDEN));
        }
        return switch (forms.read(CalendarForm.class, request)) {
            case Read.Wrong<CalendarForm> wrong ->
                    page(
                            year,
                            province,
                            actor,
                            forms.describe(CalendarForm.class, Forms.typed(request), wrong),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<CalendarForm>(CalendarForm form, String key, long seen) ->
                    kept(province, year, form, key, seen, actor, request, next);
        };
    }

    private ModelAndView kept(
            Province province,
            int year,
            CalendarForm form,
            String key,
            long seen,
            Actor actor,
            HttpServletRequest request,
            RedirectAttributes next) {
        Outcome<Calendars.Kept> outcome;
        try {
            outcome =
                    calendars.edit(actor, calendar(province, year, form), seen, CaseDoors.key(key));
        } catch (IllegalArgumentException _) {
            outcome = Outcome.refused(Refusal.of(ProcedureReason.CALENDAR_INVALID, "year", year));
        }
        return switch (outcome) {
            case Outcome.Done<Calendars.Kept> _ -> {
                next.addFlashAttribute(
                        Flash.NAME, Flash.done(words.say("calendar.kept", values(year, province))));
                yield new ModelAndView("redirect:/calendar/" + year + "?home=" + province.code());
            }
            case Outcome.Refused<Calendars.Kept>(Refusal why) ->
                    page(
                            year,
                            province,
                            actor,
                            forms.describe(CalendarForm.class, Forms.typed(request), why),
                            Problems.status(why.code()));
        };
    }

    private static Map<String, Object> values(int year, Province province) {
        Map<String, Object> values = new HashMap<>();
        values.put("year", year);
        values.put("home", province);
        return values;
    }

    private static CalendarYear calendar(Province home, int year, CalendarForm form) {
        return new CalendarYear(
                CalendarYear.idOf(home, year),
                home,
                year,
                form.provisional(),
                form.holidays() == null ? List.of() : form.holidays(),
                form.makeUps() == null ? List.of() : form.makeUps(),
                form.source());
    }
}

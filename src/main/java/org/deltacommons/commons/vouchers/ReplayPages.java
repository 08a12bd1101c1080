package org.deltacommons.commons.vouchers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Refusals;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/// A programme's captured orders under a changed share or ceiling, before anybody proposes it: for
/// those who may propose it. Nothing is stored and nothing moves.
@Controller
class ReplayPages {

    /// @param share of every class that is paid; null as it is
    /// @param ceiling of a firm and year; null as it is
    record ReplayForm(
            @Nullable @Input(help = true) Share share,
            @Nullable @Input(from = 1, help = true) Money ceiling) {
        ReplayForm {
            if (share != null && share.basisPoints() == 0) {
                throw new FieldError("share", "replay.no-share");
            }
        }

        Replay.Change change() {
            return new Replay.Change(share, ceiling);
        }
    }

    /// @param answers none before it was asked
    /// @param proposal where the change can be proposed; null before it was asked
    record ReplayPage(
            String title,
            String intro,
            List<LinkView> links,
            String url,
            FormView form,
            List<Section> answers,
            @Nullable String proposal) {}

    /// The same for a machine; money in fen.
    ///
    /// @param was as it was captured
    /// @param would as it would have been
    /// @param money the difference, negative where it would have been less
    record Replayed(Replay.Result was, Replay.Result would, Money money, int firms) {}

    private final Records records;
    private final Replays replays;
    private final Refusals refusals;
    private final Forms forms;
    private final Words words;

    ReplayPages(Records records, Replays replays, Refusals refusals, Forms forms, Words words) {
        this.records = records;
        this.replays = replays;
        this.refusals = refusals;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping("/budgets/{id}/replay")
    ModelAndView replay(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> asked,
            Actor actor) {
        Programme programme = programme(id, actor);
        if (!asked.containsKey("share") && !asked.containsKey("ceiling")) {
            return page(programme, forms.describe(ReplayForm.class), List.of(), null);
        }
        Map<String, String[]> typed = new HashMap<>();
        asked.forEach((name, values) -> typed.put(name, values.toArray(String[]::new)));
        return switch (forms.read(ReplayForm.class, typed)) {
            case Read.Wrong<ReplayForm> wrong -> {
                ModelAndView again =
                        page(
                                programme,
                                forms.describe(ReplayForm.class, typed, wrong),
                                List.of(),
                                null);
                again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield again;
            }
            case Read.Ok<ReplayForm>(var form, var _, var _) ->
                    page(
                            programme,
                            forms.describe(form),
                            List.of(answer(replayed(programme, form.change()))),
                            proposal(programme, form));
        };
    }

    @ResponseBody
    @GetMapping(path = "/api/v1/budgets/{id}/replay", produces = "application/json")
    Replayed replay(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer share,
            @RequestParam(required = false) @Nullable Long ceiling,
            Actor actor) {
        Programme programme = programme(id, actor);
        boolean shareWrong = share != null && (share < 1 || share > 10_000);
        boolean ceilingWrong = ceiling != null && (ceiling < 1 || ceiling > 100_000_000_000_000L);
        if (shareWrong || ceilingWrong) {
            throw new RefusedException(Refusal.of(VoucherReason.REPLAY_INVALID));
        }
        return replayed(
                programme,
                new Replay.Change(
                        share == null ? null : new Share(share),
                        ceiling == null ? null : new Money(ceiling)));
    }

    private Programme programme(String id, Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        return records.find(Programme.class, PaperPages.<Programme>id(id))
                .filter(one -> mayReplay(actor, one))
                .orElseThrow(() -> {
                    refusals.denied(actor, "programme.replay", id);
                    return new RefusedException(Refusal.of(WalletReason.NOT_FOUND));
                });
    }

    static boolean mayReplay(Actor actor, Programme programme) {
        String issuer = programme.issuer().value();
        return actor.may(Role.COUNTY_OFFICER, issuer) || actor.may(Role.PROVINCIAL_OFFICER, issuer);
    }

    private Replayed replayed(Programme programme, Replay.Change change) {
        Replays.Recorded recorded = replays.of(programme);
        Replay.Result was = recorded.under(Replay.Change.NONE);
        Replay.Result would = recorded.under(change);
        return new Replayed(
                was, would, would.money().minus(was.money()), would.firms() - was.firms());
    }

    private ModelAndView page(
            Programme programme, FormView form, List<Section> answers, @Nullable String proposal) {
        String budget = "/budgets/" + programme.id();
        return new ModelAndView(
                "vouchers/replay",
                "page",
                new ReplayPage(
                        words.say("replay.title"),
                        words.say(
                                "replay.intro",
                                Map.of(
                                        "programme", programme.name(words.english()),
                                        "year", programme.year())),
                        List.of(new LinkView("budget.figures", budget, null)),
                        budget + "/replay",
                        form,
                        answers,
                        proposal));
    }

    private Section answer(Replayed replayed) {
        Replay.Result was = replayed.was();
        Replay.Result would = replayed.would();
        List<List<Cell>> rows =
                List.of(
                        row("replay.money", was.money(), would.money(), replayed.money()),
                        row(
                                "replay.orders",
                                was.orders(),
                                would.orders(),
                                would.orders() - was.orders()),
                        row("replay.firms", was.firms(), would.firms(), replayed.firms()),
                        row(
                                "replay.at-ceiling",
                                was.atCeiling(),
                                would.atCeiling(),
                                would.atCeiling() - was.atCeiling()));
        Table table =
                new Table(
                        List.of(
                                Column.of("replay.what"),
                                Column.amount("replay.was"),
                                Column.amount("replay.would"),
                                Column.amount("replay.difference")),
                        rows,
                        "replay.empty");
        return Section.of("replay.answer", table).introduced(words.say("replay.method"));
    }

    private List<Cell> row(String label, Object was, Object would, Object difference) {
        return List.of(
                Cell.of(words.say(label)), Cell.of(was), Cell.of(would), Cell.of(difference));
    }

    /// The form of the rulebook with the changed values filled in: the share for every class that
    /// the rule pays, without tiers, as the replay took it.
    private String proposal(Programme programme, ReplayForm form) {
        StringBuilder address =
                new StringBuilder(
                        "/rules/%s/%s/propose"
                                .formatted(programme.topic(), programme.issuer().value()));
        char next = '?';
        if (form.share() != null) {
            String share = form.share().toString().replace("%", "");
            for (ServiceClass each : replays.covered(programme)) {
                address.append(next).append(field(each)).append('=').append(share);
                next = '&';
            }
            address.append(next).append("tiers=");
            next = '&';
        }
        if (form.ceiling() != null) {
            String ceiling = form.ceiling().toString().replace(",", "");
            address.append(next).append("ceilingFirm=").append(ceiling);
        }
        return address.toString();
    }

    private static String field(ServiceClass service) {
        return switch (service) {
            case RD -> "rd";
            case TRANSFER -> "transfer";
            case TESTING -> "testing";
            case TRAINING -> "training";
            case OPENING -> "opening";
        };
    }
}

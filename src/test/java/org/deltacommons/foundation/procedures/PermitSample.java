package org.deltacommons.foundation.procedures;

import static org.deltacommons.foundation.procedures.PermitSample.PermitState.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.FileSink;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.foundation.web.Upload;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// A permit: a firm of Ma'anshan (Anhui) asks, its city examines, a provider of Shanghai certifies.
@TestConfiguration
public class PermitSample {

    /// A Monday before the National Day holidays, 10:00 in Shanghai.
    static final Instant MONDAY = Instant.parse("2026-09-28T02:00:00Z");

    static final String FIRM = "org-firm";
    static final String PROVIDER = "org-provider";

    static final Actor ENGINEER =
            person("p-engineer", "王敏（示例）", Province.ANHUI, Role.FIRM_ENGINEER, FIRM);
    static final Actor OFFICER =
            person("p-officer", "陈科长（示例）", Province.ANHUI, Role.COUNTY_OFFICER, "340500");
    static final Actor COLLEAGUE =
            person("p-colleague", "刘工（示例）", Province.ANHUI, Role.COUNTY_OFFICER, "340500");
    static final Actor ABOVE =
            person("p-above", "方处长（示例）", Province.ANHUI, Role.PROVINCIAL_OFFICER, "340000");
    static final Actor MANAGER =
            person("p-manager", "沈经理（示例）", Province.SHANGHAI, Role.PROVIDER_MANAGER, PROVIDER);
    static final Actor RIVAL =
            person("p-rival", "赵工（示例）", Province.ANHUI, Role.FIRM_ENGINEER, "org-rival");
    static final Actor HEFEI =
            person("p-hefei", "何科长（示例）", Province.ANHUI, Role.COUNTY_OFFICER, "340100");

    private static Actor person(String id, String name, Province home, Role role, String where) {
        return new Actor(id, name, home, List.of(new Membership(role, where)), null);
    }

    enum PermitState {
        SUBMITTED,
        RETURNED,
        CERTIFYING,
        GRANTED,
        REFUSED,
        LAPSED
    }

    @Stored("procedures.permit")
    record Permit(
            Id<Permit> id,
            Province home,
            String title,
            PermitState state,
            String firm,
            String provider,
            DivisionCode division,
            int hours,
            List<Attachment> attachments)
            implements Case {

        @Override
        public Optional<String> place(Side side) {
            return switch (side) {
                case FIRM, OWNER -> Optional.of(firm);
                case PROVIDER -> Optional.of(provider);
                case ISSUER -> Optional.of(division.value());
                case HOME -> Optional.of(home.code());
                case LEGAL_PERSON, VERIFIER -> Optional.empty();
            };
        }

        @Override
        public Set<Province> concerned() {
            return Set.of(Province.SHANGHAI);
        }

        Permit to(PermitState next) {
            return new Permit(id, home, title, next, firm, provider, division, hours, attachments);
        }

        Permit with(int newHours, List<Attachment> more) {
            return new Permit(id, home, title, SUBMITTED, firm, provider, division, newHours, more);
        }
    }

    record PermitForm(
            String title,
            @Input(from = 1, until = 200, unit = "form.unit.hours") int hours,
            @Nullable @Input(kind = Input.Kind.FILE, accept = ".pdf") Attachment contract) {}

    record PermitCorrection(
            @Input(from = 1, until = 200, unit = "form.unit.hours") int hours,
            @Nullable @Input(kind = Input.Kind.FILE) List<Attachment> papers) {}

    record PermitWhy(@Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

    @Bean
    Procedure<Permit> permits() {
        Who engineer = Who.of(Role.FIRM_ENGINEER, Side.FIRM);
        Who officer = Who.of(Role.COUNTY_OFFICER, Side.ISSUER);
        Who manager = Who.of(Role.PROVIDER_MANAGER, Side.PROVIDER);
        Who above = Who.of(Role.PROVINCIAL_OFFICER, Side.HOME);
        return Procedure.of("permit", Permit.class, "permit.source")
                .state(SUBMITTED, StateTone.ACTIVE, "permit.accept", List.of(above), officer)
                .lapsing(RETURNED, StateTone.WARN, "permit.correct", "lapse", engineer)
                .state(CERTIFYING, StateTone.WAITING, manager)
                .last(GRANTED, StateTone.GOOD)
                .last(REFUSED, StateTone.BAD)
                .last(LAPSED, StateTone.OVER)
                .opens(
                        "apply",
                        PermitForm.class,
                        (_, _) -> Province.ANHUI,
                        PermitSample::applied,
                        engineer)
                .action("accept")
                .from(SUBMITTED)
                .to(CERTIFYING)
                .by(officer)
                .primary()
                .bulk()
                .unless((before, _) ->
                        before.hours() > 100
                                ? Refusal.of(ProcedureReason.SELECTION_INVALID, "max", 100)
                                : null)
                .does((before, _, _) -> Outcome.done(Move.to(before.to(CERTIFYING))))
                .action("return", PermitWhy.class)
                .from(SUBMITTED)
                .to(RETURNED)
                .by(officer)
                .does((before, form, _) ->
                        Outcome.done(Move.to(before.to(RETURNED)).noting(form.reason())))
                .action("refuse", PermitWhy.class)
                .from(SUBMITTED)
                .to(REFUSED)
                .by(officer)
                .dangerous()
                .does((before, form, _) ->
                        Outcome.done(Move.to(before.to(REFUSED)).noting(form.reason())))
                .action("correct", PermitCorrection.class)
                .from(RETURNED)
                .to(SUBMITTED)
                .by(engineer)
                .primary()
                .does((before, form, _) ->
                        Outcome.done(
                                Move.to(
                                        before.with(
                                                form.hours(),
                                                form.papers() == null
                                                        ? List.of()
                                                        : form.papers()))))
                .action("lapse")
                .from(RETURNED)
                .to(LAPSED)
                .by(Who.SYSTEM)
                .does((before, _, _) -> Outcome.done(Move.to(before.to(LAPSED))))
                .action("certify")
                .from(CERTIFYING)
                .to(GRANTED)
                .by(manager)
                .primary()
                .does((before, _, _) -> Outcome.done(Move.to(before.to(GRANTED))))
                .readers(above)
                .publicWhen(permit -> permit.state() == GRANTED)
                .line(SUBMITTED, CERTIFYING, GRANTED)
                .begins(SUBMITTED)
                .build();
    }

    private static Outcome<Move<Permit>> applied(PermitForm form, Deciding on) {
        return Outcome.done(
                Move.to(
                        new Permit(
                                on.ids().next("pmt"),
                                Province.ANHUI,
                                form.title(),
                                SUBMITTED,
                                on.actor().where(Role.FIRM_ENGINEER).orElse("?"),
                                PROVIDER,
                                new DivisionCode("340500"),
                                form.hours(),
                                form.contract() == null ? List.of() : List.of(form.contract()))));
    }

    @Bean
    CasePage<Permit> permitPage() {
        return new CasePage<>() {
            @Override
            public Class<Permit> type() {
                return Permit.class;
            }

            @Override
            public List<Section> sections(Permit permit, Actor actor) {
                return List.of(
                        Section.of(
                                "permit.facts",
                                Entry.of("permit.firm", "示例·马鞍山新材料公司"),
                                Entry.of("permit.division", permit.division()),
                                Entry.check(
                                                "permit.hours",
                                                permit.hours(),
                                                permit.hours() > 100 ? Mark.NOT_MET : Mark.MET)
                                        .noted("最多 100 小时")
                                        .from("示例规则 第三条")));
            }

            @Override
            public @Nullable Record prefill(String action, Permit permit) {
                return action.equals("correct")
                        ? new PermitCorrection(permit.hours(), permit.attachments())
                        : null;
            }
        };
    }

    /// Five working days to accept, three to correct.
    @Bean
    @Primary
    Terms permitTerms() {
        return new Terms() {
            private final Map<String, Integer> days =
                    Map.of("permit.accept", 5, "permit.correct", 3);

            @Override
            public Optional<Instant> due(
                    String term, DivisionCode division, Rows rows, Instant from) {
                return Optional.ofNullable(days.get(term))
                        .map(n -> WorkingDays.of(rows, division.province()).endAfter(from, n));
            }
        };
    }

    @Bean
    @Primary
    Assignees permitAssignees() {
        return (role, place) ->
                role == Role.COUNTY_OFFICER && place.equals("340500")
                        ? List.of(
                                new Assignees.Assignee(OFFICER.id(), OFFICER.name()),
                                new Assignees.Assignee(COLLEAGUE.id(), COLLEAGUE.name()))
                        : List.of();
    }

    @Bean
    @Primary
    PersonNames permitPeople() {
        Map<String, String> names = new ConcurrentHashMap<>();
        List.of(ENGINEER, OFFICER, COLLEAGUE, ABOVE, MANAGER, RIVAL, HEFEI)
                .forEach(one -> names.put(one.id(), one.name()));
        names.put("system", "系统");
        return id -> names.getOrDefault(id, id);
    }

    @Bean
    @Primary
    PlaceNames permitPlaces() {
        Map<String, String> names =
                Map.of(
                        FIRM,
                        "示例·马鞍山新材料公司",
                        PROVIDER,
                        "示例·上海光源测试平台",
                        "340500",
                        "马鞍山市科技局",
                        "340000",
                        "安徽省科技厅");
        return place -> names.getOrDefault(place, place);
    }

    /// Keeps files in memory; takes only what begins like a PDF.
    static final class MemorySink implements FileSink {
        private final Map<String, Kept> kept = new ConcurrentHashMap<>();

        @Override
        public Kept keep(Upload upload, Actor actor) {
            try {
                byte[] bytes = upload.bytes();
                if (!new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .startsWith("%PDF")) {
                    throw new RefusedException(WebReason.FIELD_NOT_UPLOAD);
                }
                String hash =
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
                Kept one = new Kept(hash, upload.name(), "application/pdf", bytes.length);
                kept.put(actor.id() + "/" + hash, one);
                return one;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public Optional<Kept> kept(String hash, Actor actor) {
            return Optional.ofNullable(kept.get(actor.id() + "/" + hash));
        }
    }

    @Bean
    @Primary
    FileSink permitFiles() {
        return new MemorySink();
    }

    /// A clock that a test sets.
    static final class Hands extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(MONDAY);

        void at(Instant instant) {
            now.set(instant);
        }

        void at(String inShanghai) {
            at(Instant.parse(inShanghai + "+08:00"));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return WorkingDays.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Bean
    @Primary
    Hands hands() {
        return new Hands();
    }
}

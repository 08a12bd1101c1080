package org.deltacommons.foundation.identity.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.audit.ChainCheck;
import org.deltacommons.foundation.audit.RecordedLine;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.identity.accounts.Accounts;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.identity.accounts.PostgresPeople;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// The audit log for auditors and audit administrators of a province: searched, and its chain
/// walked.
@Controller
class AuditPages {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Audit audit;
    private final People people;
    private final PostgresPeople rows;
    private final Organisations organisations;
    private final Deeds deeds;
    private final Words words;

    AuditPages(
            Audit audit,
            People people,
            PostgresPeople rows,
            Organisations organisations,
            Deeds deeds,
            Words words) {
        this.audit = audit;
        this.people = people;
        this.rows = rows;
        this.organisations = organisations;
        this.deeds = deeds;
        this.words = words;
    }

    private Set<Province> reader(Actor actor, String path) {
        Set<Province> homes = Lists.provinces(actor, Role.AUDITOR, Role.AUDIT_ADMIN);
        if (homes.isEmpty()) {
            throw deeds.forbidden(actor, path);
        }
        return homes;
    }

    @GetMapping("/admin/audit")
    ModelAndView log(Actor actor, Address address) {
        Paged<RecordedLine> lines = find(actor, address, address.size(Lists.PAGE_SIZE));
        ListView view =
                ListView.at(address, "identity.audit")
                        .intro(address.has("check") ? check() : words.say("identity.audit.intro"))
                        .filters(
                                Filter.text("person", "identity.audit.person"),
                                Filter.select(
                                        "kind",
                                        "identity.audit.kind",
                                        Lists.options(AuditKind.class, words)),
                                Filter.text("subject", "identity.audit.subject"),
                                Filter.date("from", "identity.from"),
                                Filter.date("until", "identity.until"))
                        .columns(
                                ListColumn.of("identity.audit.index"),
                                ListColumn.of("identity.at"),
                                ListColumn.of("identity.audit.kind"),
                                ListColumn.of("identity.who"),
                                ListColumn.of("identity.audit.subject"),
                                ListColumn.of("identity.audit.details"),
                                ListColumn.of("identity.address"),
                                ListColumn.of("identity.home").onlyInFile(),
                                ListColumn.of("identity.audit.person").onlyInFile(),
                                ListColumn.of("identity.audit.client").onlyInFile(),
                                ListColumn.of("identity.purpose").onlyInFile(),
                                ListColumn.of("identity.audit.hash").onlyInFile())
                        .page(lines.map(this::row))
                        .link(
                                "identity.audit.check",
                                address.without(Address.AFTER).with("check", "1").toString(),
                                "link")
                        .empty("identity.audit.none")
                        .build();
        return new ModelAndView("list", "view", view);
    }

    Paged<RecordedLine> find(Actor actor, Address address, int size) {
        AuditQuery query = query(reader(actor, address.path()), address);
        long before =
                Cursor.decode(address.first(Address.AFTER).orElse(null))
                        .map(AuditPages::index)
                        .orElse(Long.MAX_VALUE);
        return Paged.of(
                audit.find(query, before, size + 1),
                size,
                audit.count(query),
                last -> new Cursor("index", Long.toString(last.index())));
    }

    /// Walks the chain, for whoever may read it.
    ChainCheck walked(Actor actor, Address address) {
        reader(actor, address.path());
        return audit.verify();
    }

    private String check() {
        return switch (audit.verify()) {
            case ChainCheck.Whole(long lines, String head) ->
                    words.say(
                            "identity.audit.whole", java.util.Map.of("lines", lines, "head", head));
            case ChainCheck.Broken(long index, ChainCheck.Break why) ->
                    words.say(
                            "identity.audit.broken", java.util.Map.of("index", index, "why", why));
        };
    }

    private static long index(Cursor cursor) {
        if (!cursor.id().matches("\\d{1,18}")) {
            throw new RefusedException(Refusal.of(WebReason.CURSOR_INVALID, "after", ""));
        }
        return Long.parseLong(cursor.id());
    }

    /// @param address `person` (id or username), `kind`, `subject`, `from`, `until`
    private AuditQuery query(Set<Province> homes, Address address) {
        AuditKind kind =
                address.first("kind")
                        .flatMap(name ->
                                Arrays.stream(AuditKind.values())
                                        .filter(one -> one.name().equals(name))
                                        .findFirst())
                        .orElse(null);
        String person = address.first("person").map(this::person).orElse(null);
        Instant until =
                day(address, "until").map(d -> d.plusDays(1)).map(AuditPages::start).orElse(null);
        return new AuditQuery(
                homes,
                kind,
                person,
                address.first("subject").orElse(null),
                day(address, "from").map(AuditPages::start).orElse(null),
                until);
    }

    private String person(String typed) {
        return rows.byUsername(Accounts.username(typed))
                .map(Person::id)
                .map(Object::toString)
                .orElse(typed);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    private static Optional<LocalDate> day(Address address, String name) {
        try {
            return address.first(name).map(LocalDate::parse);
        } catch (DateTimeParseException _) {
            throw new RefusedException(Refusal.of(WebReason.PARAMETER_INVALID, "name", name));
        }
    }

    private RowView row(RecordedLine recorded) {
        AuditLine line = recorded.line();
        return RowView.of(
                        Long.toString(recorded.index()),
                        null,
                        recorded.index(),
                        recorded.at(),
                        line.kind(),
                        name(line),
                        subject(line),
                        details(line),
                        Cell.of(line.address()),
                        line.home(),
                        line.person(),
                        Cell.of(line.client()),
                        Cell.of(line.purpose()),
                        recorded.hash())
                .fixed();
    }

    private String name(AuditLine line) {
        return switch (line.person()) {
            case "visitor" -> words.say("identity.name.visitor");
            case "system" -> words.say("identity.name.system");
            default -> people.name(line.person());
        };
    }

    /// A person or an organisation by its name; all else as it was written.
    private String subject(AuditLine line) {
        String subject = line.subject();
        return subject.startsWith("org-")
                ? organisations.name(subject, words.language())
                : people.name(subject);
    }

    /// The short names of details in the reader's words, those that nobody translated as they are.
    private String details(AuditLine line) {
        Stream<String> details =
                line.details().entrySet().stream()
                        .sorted(java.util.Map.Entry.comparingByKey())
                        .map(entry ->
                                said("identity.audit.detail." + entry.getKey(), entry.getKey())
                                        + words.say("web.colon")
                                        + said(
                                                "identity.audit.%s.%s"
                                                        .formatted(
                                                                entry.getKey(), entry.getValue()),
                                                entry.getValue()));
        return Stream.concat(Stream.ofNullable(line.purpose()), details)
                .collect(Collectors.joining(words.say("identity.audit.between")));
    }

    private String said(String key, String otherwise) {
        return words.has(key) ? words.say(key) : otherwise;
    }
}

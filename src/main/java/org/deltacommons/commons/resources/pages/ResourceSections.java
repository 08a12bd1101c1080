package org.deltacommons.commons.resources.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.commons.resources.Checks;
import org.deltacommons.commons.resources.Contact;
import org.deltacommons.commons.resources.CustomsBlock;
import org.deltacommons.commons.resources.Details;
import org.deltacommons.commons.resources.Disciplines;
import org.deltacommons.commons.resources.Equipment;
import org.deltacommons.commons.resources.Offer;
import org.deltacommons.commons.resources.OpenHours;
import org.deltacommons.commons.resources.Price;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.UserClass;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.rulebook.Applied;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.rulebook.ThresholdRule;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Everything that is known of a resource, by group.
@Component
class ResourceSections {

    private static final String COLUMN = "resources.column.";

    private final Words words;
    private final Clock clock;
    private final Records records;
    private final Rules rules;

    ResourceSections(Words words, Clock clock, Records records, Rules rules) {
        this.words = words;
        this.clock = clock;
        this.records = records;
        this.rules = rules;
    }

    /// What everybody may read.
    List<Section> open(Resource resource) {
        return ask(resource, records.together()).get();
    }

    /// The same, asked with other questions.
    Supplier<List<Section>> ask(Resource resource, Together together) {
        Supplier<Optional<Applied<ThresholdRule>>> told =
                rules.at(
                        together,
                        ThresholdRule.class,
                        Checks.NATIONAL_REPORT,
                        resource.division(),
                        clock.instant().atZone(WorkingDays.ZONE).toLocalDate());
        return () ->
                List.of(
                        offer(resource),
                        prices(resource),
                        terms(resource.terms()),
                        what(resource),
                        register(resource, told));
    }

    /// What its provider and the officers read besides.
    List<Section> closed(Resource resource) {
        List<Section> all = new ArrayList<>(open(resource));
        CustomsBlock customs = resource.details().equipment().customs();
        if (customs != null) {
            all.add(
                    Section.of(
                            "resources.part.customs",
                            line("customs_declaration", customs.declarationNo()),
                            line("customs_imported_on", customs.importedOn()),
                            line("customs_item", customs.itemNo()),
                            line("customs_name", customs.name()),
                            line("customs_owner", customs.ownerMark())));
        }
        Contact contact = resource.details().offer().contact();
        all.add(
                Section.of(
                        "resources.part.contact",
                        line("contact_person", contact.person()),
                        line("contact_phone", contact.phone()),
                        line("contact_email", contact.email())));
        return all;
    }

    private static Entry line(String column, @Nullable Object value) {
        return Entry.of(COLUMN + column, value);
    }

    private static List<Entry> told(Entry... entries) {
        List<Entry> told = new ArrayList<>();
        for (Entry entry : entries) {
            boolean blank = entry.value() instanceof String text && text.isBlank();
            if (entry.value() != null && !blank) {
                told.add(entry);
            }
        }
        return told;
    }

    private Section offer(Resource resource) {
        Offer offer = resource.details().offer();
        boolean english = words.english() && !offer.functionsEn().isBlank();
        return Section.of(
                "resources.part.offer",
                told(
                        line("functions_zh", english ? offer.functionsEn() : offer.functionsZh()),
                        line("indicators_zh", offer.indicators()),
                        line("samples_zh", offer.samples()),
                        line(
                                "disciplines",
                                offer.disciplines().stream()
                                        .map(code -> words.say(Disciplines.label(code)))
                                        .toList()),
                        line("industries", offer.industries()),
                        line("service_class", offer.serviceClass()),
                        line("results", offer.results()),
                        line("sharing_rules", offer.sharingRules()),
                        Entry.of(COLUMN + "booking_url", offer.bookingUrl())
                                .leadingTo(
                                        offer.bookingUrl().isBlank() ? null : offer.bookingUrl())));
    }

    private Section prices(Resource resource) {
        LocalDate today = clock.instant().atZone(WorkingDays.ZONE).toLocalDate();
        List<List<Cell>> rows = new ArrayList<>();
        for (UserClass userClass : UserClass.values()) {
            Optional<Price> now = resource.priceOn(userClass, today);
            Optional<Price> next =
                    resource.pricesAfter(today).stream()
                            .filter(price -> price.userClass() == userClass)
                            .findFirst();
            if (now.isPresent() || next.isPresent()) {
                rows.add(
                        List.of(
                                Cell.of(userClass),
                                Cell.of(now.or(() -> next).map(Price::unit).orElse(null)),
                                Cell.of(now.map(Price::amount).orElse(null)),
                                Cell.of(next.map(this::later).orElse(null))));
            }
        }
        Table table =
                new Table(
                        List.of(
                                Column.of("resources.price.class"),
                                Column.of("resources.price.unit"),
                                Column.amount("resources.price.now"),
                                Column.of("resources.price.next")),
                        rows,
                        "resources.price.none");
        return Section.of("resources.part.prices", table);
    }

    private String later(Price price) {
        return words.say(
                "resources.price.from",
                java.util.Map.of("day", price.from(), "amount", price.amount()));
    }

    private Section terms(BookingTerms terms) {
        List<Entry> entries = new ArrayList<>();
        entries.add(line("modes", terms.modes()));
        if (terms.allows(BookingMode.SLOT)) {
            entries.add(line("slot_minutes", minutes(terms.slotMinutes())));
            entries.add(line("min_minutes", minutes(terms.minMinutes())));
            entries.add(line("max_minutes", minutes(terms.maxMinutes())));
            entries.add(line("buffer_minutes", minutes(terms.bufferMinutes())));
            entries.add(line("needs_training", terms.needsTraining()));
        }
        if (!terms.hours().isEmpty()) {
            entries.add(line("notice_hours", hours(terms.noticeHours())));
            entries.add(line("cancel_cutoff_hours", hours(terms.cancelHours())));
            entries.add(
                    Entry.of(
                            "resources.hours",
                            terms.hours().stream().map(ResourceSections::open).toList()));
        }
        Section section = Section.of("resources.part.terms", entries);
        return terms.allows(BookingMode.CALL)
                ? section.introduced(words.say("resources.mode.call"))
                : section;
    }

    private static Phrase open(OpenHours hours) {
        Map<String, Object> values =
                Map.of(
                        "first", Phrase.of("resources.weekday." + hours.firstDay()),
                        "last", Phrase.of("resources.weekday." + hours.lastDay()),
                        "from", clock(hours.fromMinute()),
                        "until", clock(hours.untilMinute()));
        return new Phrase(
                hours.firstDay() == hours.lastDay() ? "resources.open.day" : "resources.open.days",
                values);
    }

    private static String clock(int minute) {
        return "%d:%02d".formatted(minute / 60, minute % 60);
    }

    private static Phrase minutes(int count) {
        return Phrase.of("resources.minutes", "count", count);
    }

    private static Phrase hours(int count) {
        return Phrase.of("resources.hoursN", "count", count);
    }

    private Section what(Resource resource) {
        Details details = resource.details();
        Equipment equipment = details.equipment();
        boolean english = words.english();
        String address =
                english && !details.addressEn().isBlank()
                        ? details.addressEn()
                        : details.addressZh();
        return Section.of(
                "resources.part.what",
                told(
                        line("kind", details.kind()),
                        line("model", equipment.model()),
                        line("maker", equipment.maker()),
                        line("maker_country", equipment.makerCountry()),
                        line("category_zh", equipment.categoryName()),
                        line("commissioned_on", equipment.commissionedOn()),
                        line("run_state", equipment.runState()),
                        line("division", details.division()),
                        line("address_zh", address),
                        line("inner_id", resource.innerId()),
                        setOf(equipment),
                        Entry.of("resources.home", resource.home()),
                        line("source", details.source())));
    }

    private static Entry setOf(Equipment equipment) {
        String set = equipment.partOf();
        return Entry.of("resources.set", set).leadingTo(set == null ? null : "/resources/" + set);
    }

    private Section register(Resource resource, Supplier<Optional<Applied<ThresholdRule>>> told) {
        Equipment equipment = resource.details().equipment();
        List<Entry> entries = new ArrayList<>();
        Money value = equipment.originalValue();
        if (value != null) {
            entries.add(Entry.of("form.ResourceForm.originalValue", value));
            entries.add(reported(resource, told.get()));
        }
        entries.addAll(
                told(
                        line("category_code", equipment.categoryCode()),
                        line("origin", equipment.acquiredBy()),
                        line("specialised", equipment.specialised()),
                        line("funding", equipment.fundings()),
                        line("share_mode", equipment.shareMode()),
                        line("not_shared_reason", equipment.notSharedReason()),
                        line("affiliation", equipment.affiliation()),
                        line("affiliation_name", equipment.affiliationName()),
                        line("duty_free", equipment.dutyFree()),
                        line("year_hours", equipment.yearHours()),
                        line("year_service_hours", equipment.yearServiceHours())));
        return Section.of("resources.part.register", entries);
    }

    /// At the threshold exactly, the nation is told. Without a rule at hand it is not verified.
    private static Entry reported(Resource resource, Optional<Applied<ThresholdRule>> rule) {
        if (rule.isEmpty()) {
            return Entry.check(
                    "resources.reported",
                    Phrase.of("resources.reported.unknown"),
                    Mark.NOT_VERIFIED);
        }
        Money limit = rule.get().value().money();
        String said =
                Checks.isReported(resource, limit)
                        ? "resources.reported.yes"
                        : "resources.reported.no";
        return Entry.check("resources.reported", Phrase.of(said, "limit", limit), Mark.INFO)
                .from(rule.get().version().source());
    }
}

package org.deltacommons.commons.resources;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.deltacommons.foundation.rulebook.Divisions;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;

/// Published resources by the million, in the words of the field: names, makers, models, functions
/// and samples of the seeded ones, methods of the field's words, real divisions, put together anew.
/// The same number always gives the same resource. Some things are frequent and most are rare, and
/// three resources each say the same of themselves, as instruments of one kind do.
public final class GeneratedResources {

    /// So many in a row have the same name and the same functions.
    private static final int ALIKE = 3;

    private static final int PROVIDERS = 400;
    private static final long SEED = 20261129;
    private static final LocalDate SINCE = LocalDate.of(2026, 1, 1);

    /// What of a seeded resource is used again.
    ///
    /// @param details what its name adds in brackets, in Chinese and English; empty if nothing
    private record Thing(
            ResourceKind kind,
            String zh,
            String en,
            String detailZh,
            String detailEn,
            String category,
            String model,
            String maker,
            List<String> disciplines,
            List<Industry> industries,
            List<String> functionsZh,
            List<String> functionsEn,
            List<String> indicators,
            List<String> samples) {}

    private final List<Thing> things = read("/seed/resources.csv", GeneratedResources::thing);
    private final List<String> owners =
            read("/seed/organisations.csv", row -> row.get("name_zh")).stream().toList();
    private final List<String> words = words();
    private final List<String> names = things.stream().map(Thing::zh).distinct().toList();
    private final List<String> englishNames = things.stream().map(Thing::en).distinct().toList();
    private final List<String> purposes = purposes(things);
    private final List<DivisionCode> places;

    public GeneratedResources() {
        places =
                new Divisions()
                        .all().stream()
                                .filter(one -> !one.city().isProvince())
                                .filter(one -> !one.equals(one.city()))
                                .toList();
    }

    private static <T> List<T> read(String name, Function<CSVRecord, T> row) {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (InputStream in =
                        Objects.requireNonNull(
                                GeneratedResources.class.getResourceAsStream(name), name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            List<T> rows = new ArrayList<>();
            format.parse(reader).forEach(one -> rows.add(row.apply(one)));
            return List.copyOf(rows);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Thing thing(CSVRecord row) {
        String[] zh = row.get("name_zh").split("[（）]");
        String[] en = row.get("name_en").split(" ?[()]");
        String[] category = row.get("category_zh").split("/");
        return new Thing(
                ResourceKind.valueOf(row.get("kind")),
                zh[0],
                en[0],
                zh.length > 1 ? zh[1] : "",
                en.length > 1 ? en[1] : "",
                category[category.length - 1],
                row.get("model"),
                row.get("maker"),
                parts(row, "disciplines", ";"),
                parts(row, "industries", ";").stream().map(Industry::valueOf).toList(),
                parts(row, "functions_zh", "[，。；]"),
                parts(row, "functions_en", "[,;.] |\\.$"),
                parts(row, "indicators_zh", "；"),
                parts(row, "samples_zh", "[；。]"));
    }

    private static List<String> parts(CSVRecord row, String column, String between) {
        return Arrays.stream(row.get(column).split(between))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /// Chinese words of the field, as `finding/words.txt` has them.
    private static List<String> words() {
        String name = "/finding/words.txt";
        try (InputStream in =
                Objects.requireNonNull(GeneratedResources.class.getResourceAsStream(name))) {
            Set<String> words = new LinkedHashSet<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split("[=>]")))
                    .map(String::strip)
                    .filter(word -> word.matches("\\p{IsHan}{2,8}"))
                    .forEach(words::add);
            return List.copyOf(words);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// One of many, the first ones far more often than the last.
    private static <T> T some(List<T> of, SplittableRandom random) {
        double at = random.nextDouble();
        return of.get((int) (at * at * of.size()));
    }

    private static <T> T any(List<T> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }

    /// The words of the field that occur in the resources, the most frequent first.
    public List<String> fieldWords() {
        return words;
    }

    /// Names of things without what is in their brackets, the most frequent first.
    public List<String> names() {
        return names;
    }

    /// The same in English.
    public List<String> englishNames() {
        return englishNames;
    }

    /// What things are for, in a few characters each.
    public List<String> purposes() {
        return purposes;
    }

    private static List<String> purposes(List<Thing> things) {
        return things.stream()
                .flatMap(thing -> thing.functionsZh().stream())
                .flatMap(clause -> Arrays.stream(clause.split("[^\\p{IsHan}]|[、与和及的]")))
                .filter(part -> part.length() >= 2 && part.length() <= 6)
                .distinct()
                .toList();
    }

    /// The n-th provider's name; there are four hundred.
    private String owner(int n) {
        return owners.get(n % owners.size()) + (n < owners.size() ? "" : "（分中心）");
    }

    /// Whose the n-th resource is.
    public Provider provider(int n) {
        int number = Math.floorMod(n * 31, PROVIDERS);
        DivisionCode place = places.get(number * 7 % places.size());
        return new Provider(
                Provider.idOf("org-bench-" + number),
                place.province(),
                ProviderState.VERIFIED,
                owner(number),
                "Bench provider " + number,
                place,
                List.of(),
                List.of(),
                "",
                place.province().code(),
                List.of(new Provider.Standing(ProviderState.VERIFIED, SampleResources.NOW, "")),
                true,
                "示例");
    }

    /// The n-th resource, from 0; published.
    public Resource resource(int n) {
        SplittableRandom shared = new SplittableRandom(SEED + n / ALIKE);
        SplittableRandom own = new SplittableRandom(-SEED - n);
        Thing thing = some(things, shared);
        String number = "B-" + n;
        Provider provider = provider(n);
        return new Resource(
                Resource.idOf("org-bench-" + Math.floorMod(n * 31, PROVIDERS), number),
                provider.home(),
                ResourceState.PUBLISHED,
                "org-bench-" + Math.floorMod(n * 31, PROVIDERS),
                number,
                details(thing, n, provider, shared, own),
                terms(own),
                List.of(
                        new Price(
                                UserClass.FIRM,
                                PriceUnit.HOUR,
                                Money.yuan(20 + 10L * own.nextInt(1 + own.nextInt(500))),
                                SINCE)),
                SampleResources.NOW,
                null,
                null);
    }

    private Details details(
            Thing thing, int n, Provider provider, SplittableRandom shared, SplittableRandom own) {
        Thing near = some(things, shared);
        boolean detailed = shared.nextInt(4) > 0;
        String detailZh = near.detailZh().isEmpty() ? any(words, shared) : near.detailZh();
        String detailEn = near.detailEn().isEmpty() ? "" : " (" + near.detailEn() + ")";
        return new Details(
                thing.kind(),
                detailed ? thing.zh() + "（" + detailZh + "）" : thing.zh(),
                detailed ? thing.en() + detailEn : thing.en(),
                provider.division(),
                "示例路 " + (1 + own.nextInt(900)) + " 号",
                "",
                equipment(thing, own),
                offer(thing, n, shared, own),
                true,
                "示例数据");
    }

    private Equipment equipment(Thing thing, SplittableRandom own) {
        Thing other = own.nextInt(3) == 0 ? any(things, own) : thing;
        return new Equipment(
                "010102",
                thing.category(),
                model(other.model(), own),
                other.maker(),
                "中国",
                Money.yuan(300_000L + own.nextInt(5_000) * 1_000L),
                Acquisition.PURCHASED,
                false,
                null,
                List.of(FundingSource.OWN),
                ShareMode.EXTERNAL,
                "",
                Affiliation.NONE,
                "",
                RunState.NORMAL,
                1_400,
                600,
                false,
                null,
                null);
    }

    /// A model of the same series: other digits.
    private static String model(String like, SplittableRandom own) {
        StringBuilder model = new StringBuilder();
        for (char one : like.toCharArray()) {
            model.append(
                    one >= '0' && one <= '9' && own.nextInt(3) == 0
                            ? (char) ('0' + own.nextInt(10))
                            : one);
        }
        return model.toString();
    }

    private Offer offer(Thing thing, int n, SplittableRandom shared, SplittableRandom own) {
        Thing near = some(things, shared);
        Thing far = any(things, shared);
        String about =
                "%s，%s、%s，%s。%s。"
                        .formatted(
                                any(thing.functionsZh(), shared),
                                some(words, shared),
                                any(near.functionsZh(), shared),
                                any(words, shared),
                                far.functionsZh().getLast());
        String aboutEn =
                "%s; %s. %s."
                        .formatted(
                                any(thing.functionsEn(), shared),
                                any(near.functionsEn(), shared),
                                far.functionsEn().getLast());
        return new Offer(
                thing.disciplines(),
                thing.industries(),
                about,
                aboutEn,
                any(thing.indicators(), own) + "；" + any(near.indicators(), own),
                any(thing.samples(), own),
                "",
                "",
                "",
                own.nextInt(3) == 0,
                own.nextInt(4) == 0,
                ServiceClass.values()[n % ServiceClass.values().length],
                own.nextInt(4) != 0,
                Contact.NONE);
    }

    private static BookingTerms terms(SplittableRandom own) {
        List<BookingMode> modes =
                switch (own.nextInt(4)) {
                    case 0 -> List.of(BookingMode.SAMPLE);
                    case 1 -> List.of(BookingMode.SLOT, BookingMode.PACKAGE);
                    default -> List.of(BookingMode.SLOT, BookingMode.SAMPLE);
                };
        return new BookingTerms(
                modes, 60, 60, 480, 30, 48, 24, OpenHours.parse("1-6 08:30-22:30"), true);
    }
}

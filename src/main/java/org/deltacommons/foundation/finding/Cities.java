package org.deltacommons.foundation.finding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.deltacommons.kernel.DivisionCode;

/// Where the cities of the four provinces lie, of `finding/cities.csv`. Distances are from city to
/// city along the great circle: neither by road nor from door to door.
final class Cities {

    /// The mean radius of the earth of the IUGG, in metres.
    private static final double RADIUS_M = 6_371_008.8;

    private record Point(double latitude, double longitude) {}

    private static final Cities KNOWN = new Cities();

    private final Map<DivisionCode, Point> points = new LinkedHashMap<>();

    private Cities() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        Cities.class.getResourceAsStream("/finding/cities.csv")),
                                StandardCharsets.UTF_8))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(row ->
                            points.put(
                                    new DivisionCode(row[0]),
                                    new Point(
                                            Math.toRadians(Double.parseDouble(row[1])),
                                            Math.toRadians(Double.parseDouble(row[2])))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Cities known() {
        return KNOWN;
    }

    List<DivisionCode> all() {
        return List.copyOf(points.keySet());
    }

    /// The city of a division; empty for a whole province that is none.
    Optional<DivisionCode> city(DivisionCode division) {
        return Optional.of(division.city()).filter(points::containsKey);
    }

    /// In metres; zero within one city.
    ///
    /// @return empty if one of the two lies nowhere that is known
    OptionalLong distance(DivisionCode one, DivisionCode other) {
        Point from = points.get(one.city());
        Point to = points.get(other.city());
        return from == null || to == null
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(metres(from, to)));
    }

    /// By the haversine formula.
    private static double metres(Point from, Point to) {
        double north = Math.sin((to.latitude - from.latitude) / 2);
        double east = Math.sin((to.longitude - from.longitude) / 2);
        double half = north * north + Math.cos(from.latitude) * Math.cos(to.latitude) * east * east;
        return 2 * RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half)));
    }
}

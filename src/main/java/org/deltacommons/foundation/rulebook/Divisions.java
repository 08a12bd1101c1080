package org.deltacommons.foundation.rulebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.web.DivisionNames;
import org.deltacommons.kernel.DivisionCode;

/// The divisions of the four provinces by their codes of GB/T 2260, with their names.
public final class Divisions implements DivisionNames {

    /// @param zh as in the code's list, such as `马鞍山市`
    /// @param en without the word for its level, such as `Ma'anshan`
    record Named(DivisionCode code, String zh, String en) {}

    private final Map<DivisionCode, Named> byCode = new LinkedHashMap<>();

    public Divisions() {
        for (Map<String, String> row : SeedFile.read("/seed/divisions.csv")) {
            DivisionCode code = new DivisionCode(SeedFile.get(row, "code"));
            byCode.put(
                    code, new Named(code, SeedFile.get(row, "name"), SeedFile.get(row, "name_en")));
        }
    }

    /// Province by province, each city before its counties.
    public List<DivisionCode> all() {
        return byCode.keySet().stream().sorted().toList();
    }

    public boolean knows(DivisionCode division) {
        return byCode.containsKey(division);
    }

    @Override
    public Optional<String> name(DivisionCode division, Locale language) {
        return Optional.ofNullable(byCode.get(division))
                .map(named -> isEnglish(language) ? named.en() : named.zh());
    }

    /// With the city above it: `马鞍山市 花山区`; a city or province by itself.
    public String full(DivisionCode division, Locale language) {
        String own = name(division, language).orElse(division.value());
        if (division.isProvince() || division.isCity()) {
            return own;
        }
        String city = name(division.city(), language).orElse("");
        return isEnglish(language) ? own + ", " + city : city + " " + own;
    }

    private static boolean isEnglish(Locale language) {
        return language.getLanguage().equals(Locale.ENGLISH.getLanguage());
    }
}

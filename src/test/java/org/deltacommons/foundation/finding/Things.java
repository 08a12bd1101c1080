package org.deltacommons.foundation.finding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.deltacommons.foundation.finding.FindDocument.Text;
import org.deltacommons.foundation.finding.FindDocument.Weight;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// Things that can be found, kept in a list.
class Things implements Findable {

    final List<FindDocument> kept = new ArrayList<>();

    Finding open(Path folder) {
        Finding finding = new Finding(folder, FindingInHand.NO_FEEDS, List.of(this));
        finding.start();
        return finding;
    }

    void keep(String id, String zh, String en, String model) {
        keep(id, zh, en, model, 500, Map.of());
    }

    void keep(
            String id,
            String zh,
            String en,
            String model,
            int yuan,
            Map<String, List<String>> facets) {
        kept.add(
                new FindDocument(
                        "thing",
                        id,
                        zh,
                        en,
                        "",
                        "",
                        "/things/" + id,
                        Province.ANHUI,
                        null,
                        "",
                        "",
                        Money.yuan(yuan),
                        null,
                        true,
                        List.of(new Text("model", Weight.CODE, model)),
                        facets));
    }

    @Override
    public String kind() {
        return "thing";
    }

    @Override
    public List<Dimension> dimensions() {
        return List.of(Dimension.plain("mode"));
    }

    @Override
    public Collection<String> touchedBy(RecordedFact fact) {
        return List.of(fact.subject());
    }

    @Override
    public List<FindDocument> documents(Collection<String> ids) {
        return kept.stream().filter(one -> ids.contains(one.id())).toList();
    }

    @Override
    public List<FindDocument> named(List<String> words, boolean every, int most) {
        return kept.stream()
                .filter(one ->
                        every
                                ? words.stream().allMatch(word -> has(one, word))
                                : words.stream().anyMatch(word -> has(one, word)))
                .limit(most)
                .toList();
    }

    private static boolean has(FindDocument one, String word) {
        return (one.titleZh() + " " + one.titleEn())
                .toLowerCase(Locale.ROOT)
                .contains(word.toLowerCase(Locale.ROOT));
    }

    @Override
    public void every(Consumer<FindDocument> to) {
        kept.forEach(to);
    }
}

package org.deltacommons.bench.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.deltacommons.commons.resources.GeneratedDocuments;
import org.deltacommons.commons.resources.GeneratedResources;

/// What is asked: the same list for whoever answers, no question twice. The words are the
/// resources' own, the frequent ones far more often than the rare ones, as people ask.
final class Questions {

    private static final List<String> SAID =
            List.of(
                    "%s怎么测",
                    "想做%s，两周内要结果", "哪里能看%s", "%s，预算5万以内", "%s有什么设备", "need %s, budget 50k");

    /// Words that people begin with; each of a large part of all documents.
    private static final List<String> BROAD =
            List.of(
                    "检测", "分析", "测试", "材料", "显微镜", "质谱", "电镜", "光谱", "色谱", "电池", "细胞", "芯片", "表征",
                    "样品", "制备", "成像", "失效分析", "力学性能", "表面", "成分分析");

    /// One question.
    ///
    /// @param words each to be found by whoever answers
    record Asked(List<String> words) {

        String text() {
            return String.join(" ", words);
        }
    }

    private final GeneratedDocuments documents;
    private final GeneratedResources resources;
    private final int count;
    private final SplittableRandom random;
    private final Set<String> before = new LinkedHashSet<>();

    /// @param count of documents there are
    Questions(GeneratedDocuments documents, int count, long seed) {
        this.documents = documents;
        this.resources = documents.resources();
        this.count = count;
        this.random = new SplittableRandom(seed);
    }

    private String some(List<String> of) {
        double at = random.nextDouble();
        return of.get((int) (at * at * of.size()));
    }

    /// So many that were not asked before: a third one word, half of these so broad that people
    /// choose among facets next; half two words, the rest three or the number of a model.
    List<Asked> next(int many) {
        List<Asked> asked = new ArrayList<>();
        while (asked.size() < many) {
            Asked one = new Asked(words());
            // There are few broad words, and everybody asks them.
            if (BROAD.contains(one.text()) || before.add(one.text())) {
                asked.add(one);
            }
        }
        return asked;
    }

    private List<String> words() {
        List<String> field = resources.fieldWords();
        List<String> purposes = resources.purposes();
        return switch (random.nextInt(15)) {
            case 0, 1 -> List.of(some(field));
            case 2 -> List.of(some(purposes));
            case 3, 4 -> List.of(some(resources.names()), some(purposes));
            case 5, 6 -> List.of(some(field), some(purposes));
            case 7 -> List.of(some(field), some(field));
            case 8, 9 -> List.of(some(field), some(purposes), some(purposes));
            case 10, 11 -> List.of(some(BROAD));
            case 12 -> List.of(some(BROAD), some(purposes));
            case 13 -> List.of(some(resources.englishNames()).toLowerCase(java.util.Locale.ROOT));
            default -> List.of(model());
        };
    }

    private String model() {
        return resources
                .resource(random.nextInt(count))
                .details()
                .equipment()
                .model()
                .replace('/', ' ');
    }

    /// Whole sentences, as people say them, that were not asked before.
    List<String> sentences(int many) {
        List<String> sentences = new ArrayList<>();
        while (sentences.size() < many) {
            String about = some(resources.fieldWords()) + some(resources.purposes());
            String sentence = SAID.get(random.nextInt(SAID.size())).formatted(about);
            if (before.add(sentence)) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    /// What somebody has typed of a title so far: two to six characters.
    List<String> beginnings(int many) {
        List<String> beginnings = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String title = documents.document(random.nextInt(count)).titleZh();
            beginnings.add(title.substring(0, Math.min(title.length(), 2 + random.nextInt(5))));
        }
        return beginnings;
    }
}

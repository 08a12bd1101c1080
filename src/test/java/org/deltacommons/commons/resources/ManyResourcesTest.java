package org.deltacommons.commons.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.lane.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/// What the index costs with 100 000 resources. Only when asked: `-Ddelta.bench=100000`, and with
/// `-DenableAssertions=false`, because Lucene asserts in its innermost loops.
@SpringBootTest
@AutoConfigureMockMvc
@EnabledIfSystemProperty(named = "delta.bench", matches = "\\d+")
class ManyResourcesTest {

    @Autowired Lane lane;
    @Autowired Followers followers;
    @Autowired Finding finding;

    @Test
    void a_hundred_thousand_resources_are_found_within_the_page_goal() {
        int count = Integer.getInteger("delta.bench");
        long start = System.nanoTime();
        ManyResources.load(lane, 0, count);
        report("loaded " + count, start);
        start = System.nanoTime();
        assertThat(followers.settle(Duration.ofMinutes(10))).isTrue();
        finding.refresh();
        report("indexed", start);
        start = System.nanoTime();
        finding.rebuild();
        report("rebuilt", start);
        for (String text : List.of("", "场发射扫描电镜", "Talos 417", "材料 器件 生物样品分析", "第 4711 台 核磁共振")) {
            FindRequest plain = FindRequest.of(text);
            times(text, plain);
            times(
                    text + " +facets",
                    plain.choosing("province", "340000", "310000").choosing("mode", "SLOT"));
        }
    }

    private void times(String what, FindRequest request) {
        long total = finding.find(request, false).total();
        for (int i = 0; i < 30; i++) {
            finding.find(request, false);
        }
        long[] nanos = new long[100];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            finding.find(request, false);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "find %-40s %7d hits p50 %.1f ms p99 %.1f ms%n",
                what, total, nanos[50] / 1e6, nanos[99] / 1e6);
    }

    private static void report(String what, long start) {
        System.out.printf("%s in %.1f s%n", what, (System.nanoTime() - start) / 1e9);
    }
}

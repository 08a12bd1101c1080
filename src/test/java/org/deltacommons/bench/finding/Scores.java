package org.deltacommons.bench.finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What is made of a list of needs and their hits.
///
/// @param success at 1, 3 and 10: the share of needs with a right hit so early
/// @param mrr the mean of one divided by the first right hit's rank, of ten
/// @param ndcg at 10, with gains of 7, 3 and 1 for the grades
record Scores(double success1, double success3, double success10, double mrr, double ndcg) {

    private static final int DEPTH = 10;

    /// One need's hits, by the provider's number, the best first.
    record Answered(Need need, List<String> hits) {

        /// From 1; 0 if no right hit is among the first ten.
        int rank() {
            for (int i = 0; i < Math.min(DEPTH, hits.size()); i++) {
                if (need.grade(hits.get(i)) >= Need.RIGHT) {
                    return i + 1;
                }
            }
            return 0;
        }

        double ndcg() {
            List<Integer> got = hits.stream().limit(DEPTH).map(need::grade).toList();
            List<Integer> best = new ArrayList<>(need.grades().values());
            best.sort(Collections.reverseOrder());
            return gain(got) / gain(best.subList(0, Math.min(DEPTH, best.size())));
        }

        private static double gain(List<Integer> grades) {
            double gain = 0;
            for (int i = 0; i < grades.size(); i++) {
                gain += ((1 << grades.get(i)) - 1) * Math.log(2) / Math.log(i + 2.0);
            }
            return gain;
        }
    }

    static Scores of(List<Answered> answered) {
        double[] sums = new double[5];
        for (Answered one : answered) {
            int rank = one.rank();
            sums[0] += rank == 1 ? 1 : 0;
            sums[1] += rank >= 1 && rank <= 3 ? 1 : 0;
            sums[2] += rank >= 1 ? 1 : 0;
            sums[3] += rank >= 1 ? 1.0 / rank : 0;
            sums[4] += one.ndcg();
        }
        int count = answered.size();
        return new Scores(
                sums[0] / count,
                sums[1] / count,
                sums[2] / count,
                sums[3] / count,
                sums[4] / count);
    }
}

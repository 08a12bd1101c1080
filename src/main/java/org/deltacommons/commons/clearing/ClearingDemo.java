package org.deltacommons.commons.clearing;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// The demonstration agreement of the three provinces of the demonstration zone (示范区), marked 示例
/// and signed by each the ordinary way. Anhui is no party: what its firms and providers do is paid
/// directly. Loading twice changes nothing.
public final class ClearingDemo {

    /// Its number.
    public static final String NUMBER = "SFQ-QS-2026-DEMO";

    /// The lead first.
    public static final Set<Province> PARTIES =
            Collections.unmodifiableSet(
                    EnumSet.of(Province.SHANGHAI, Province.JIANGSU, Province.ZHEJIANG));

    private static final String TERMS = "示例：示范区内发放的创新券，服务机构所在省对已核销的创新券先行垫付，各方按清算期多边轧差、签认后结清。";

    private final Procedures procedures;
    private final Procedure<Agreement> agreements;
    private final GroupLane lane;
    private final Records records;

    ClearingDemo(
            Procedures procedures,
            Procedure<Agreement> agreements,
            GroupLane lane,
            Records records) {
        this.procedures = procedures;
        this.agreements = agreements;
        this.lane = lane;
        this.records = records;
    }

    /// Proposes the agreement if it is not there.
    ///
    /// @param officer the clearing officer who proposes
    /// @return whether it was proposed now
    public boolean propose(Actor officer, LocalDate begins, LocalDate ends) {
        if (records.find(Agreement.class, Agreement.idOf(NUMBER, officer.home())).isPresent()) {
            return false;
        }
        Set<Province> others = EnumSet.copyOf(PARTIES);
        others.remove(officer.home());
        return procedures
                .open(
                        agreements,
                        "propose",
                        new ClearingForms.Propose(NUMBER, others, begins, ends, TERMS, null),
                        officer,
                        "demo/" + NUMBER)
                .isDone();
    }

    /// Every province hosted here signs its copy.
    ///
    /// @param officers the provincial officer of a province
    /// @return how many signed now
    public int sign(Function<Province, Actor> officers) {
        int signed = 0;
        for (Province province : PARTIES) {
            Id<Agreement> id = Agreement.idOf(NUMBER, province);
            boolean open =
                    lane.hosts(province)
                            && records.find(Agreement.class, id)
                                    .filter(copy -> copy.state() == AgreementState.PROPOSED)
                                    .isPresent();
            if (open) {
                signed +=
                        procedures
                                        .act(
                                                agreements,
                                                id,
                                                "sign",
                                                new NoForm(),
                                                officers.apply(province),
                                                -1,
                                                "demo/sign/" + id)
                                        .isDone()
                                ? 1
                                : 0;
            }
        }
        return signed;
    }
}

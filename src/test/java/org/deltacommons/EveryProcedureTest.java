package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureSoundness;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.web.Words;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/// Every procedure that any module declares: every state can be reached, no dead end is not final,
/// every action has somebody who may take it, and all of it has its words in both languages.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class EveryProcedureTest {

    @Autowired private Procedures procedures;
    @Autowired private Words words;

    @Test
    void every_declared_procedure_is_sound() {
        List<String> faults = new ArrayList<>();
        for (Procedure<?> one : procedures.all()) {
            faults.addAll(ProcedureSoundness.faults(one, words));
        }
        assertThat(faults).isEmpty();
        assertThat(procedures.all()).isNotEmpty();
    }
}

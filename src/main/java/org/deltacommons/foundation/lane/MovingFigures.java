package org.deltacommons.foundation.lane;

import java.util.List;
import java.util.Map;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a module counts of a home before it moves to another node and after: it must be the same.
public interface MovingFigures {

    /// By name, each as a text that is compared.
    Map<String, String> of(Province home, JdbcClient there);

    /// What does not hold in itself, by name; empty if all is well.
    List<String> wrong(Province home, JdbcClient there);
}

package org.deltacommons.foundation.lane;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltacommons.kernel.Id;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The rows of whichever simulated node acts. Nothing here knows a database, so that what asks one
/// for more than a row by its id fails the simulation.
public final class SimulatedRecords extends Records {

    private @Nullable SimulatedNode node;

    public SimulatedRecords() {
        super(absent(JdbcClient.class));
    }

    /// Something that no simulated node has: whoever calls it learns so.
    public static <T> T absent(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, _) -> {
                            throw new UnsupportedOperationException(
                                    "no simulated node has " + method);
                        }));
    }

    public void at(SimulatedNode acting) {
        node = acting;
    }

    @Override
    public <R extends Row> Optional<Versioned<R>> versioned(Class<R> type, Id<R> id) {
        return Objects.requireNonNull(node).versioned(type, id);
    }

    @Override
    public <R extends Row> List<R> list(
            Class<R> type, String condition, String order, Map<String, ?> values, int limit) {
        throw new UnsupportedOperationException("no simulated node lists by " + condition);
    }

    @Override
    public <R extends Row> long count(Class<R> type, String condition, Map<String, ?> values) {
        throw new UnsupportedOperationException("no simulated node counts by " + condition);
    }
}

package org.deltacommons.foundation.lane;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/// A data source whose next writing commit reaches the database, but whose answer never comes back.
final class Faults {

    private Faults() {}

    static DataSource losing(DataSource real, AtomicBoolean armed) {
        return proxy(
                DataSource.class,
                real,
                (name, result) ->
                        name.equals("getConnection") ? losing((Connection) result, armed) : result);
    }

    private static Connection losing(Connection real, AtomicBoolean armed) {
        return proxy(
                Connection.class,
                real,
                (name, result) -> {
                    if (name.equals("commit") && armed.compareAndSet(true, false)) {
                        throw new SQLException("the connection was lost", "08006");
                    }
                    return result;
                });
    }

    private interface After {
        Object result(String method, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            try {
                                return after.result(
                                        method.getName(), method.invoke(real, arguments));
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        }));
    }
}

package org.deltacommons.foundation.lane;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows on their way into a table by PostgreSQL's binary `COPY`: the server parses no text and no
/// statement, and stores the first rows while the last are still being written. Every value is
/// written by the method of its column's exact type.
public final class CopyRows implements AutoCloseable {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    /// What is sent at once: enough to be worth a packet, little enough for the server to begin.
    private static final int CHUNK = 1 << 14;

    private static final int BYTEA_TYPE = 17;
    private static final int TEXT_TYPE = 25;
    private static final int UUID_TYPE = 2950;
    private static final int ABSENT = -1;
    private static final int JSONB_VERSION = 1;
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final long POSTGRES_EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private final Connection connection;
    private final String statement;
    private final int columns;
    private byte[] buffer = new byte[2 * CHUNK];
    private @Nullable CopyIn copy;
    private int size;
    private int rows;

    /// @param connection in the transaction that the rows belong to; used by nobody else until the
    ///   rows are [#finish()]ed or closed
    /// @param table qualified by its schema
    public CopyRows(Connection connection, String table, String... columns) {
        this.connection = connection;
        this.statement =
                "COPY %s (%s) FROM STDIN WITH (FORMAT binary)"
                        .formatted(table, String.join(", ", columns));
        this.columns = columns.length;
        raw(SIGNATURE);
    }

    /// Begins a row; as many values follow as there are columns.
    public CopyRows row() throws SQLException {
        if (size >= CHUNK) {
            send();
        }
        rows++;
        return put(columns, Short.BYTES);
    }

    public CopyRows text(@Nullable String value) {
        return value == null ? nothing() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /// A `bigint`.
    public CopyRows number(long value) {
        put(Long.BYTES, Integer.BYTES);
        return put(value, Long.BYTES);
    }

    /// An `integer`.
    public CopyRows integer(int value) {
        put(Integer.BYTES, Integer.BYTES);
        return put(value, Integer.BYTES);
    }

    public CopyRows truth(boolean value) {
        put(1, Integer.BYTES);
        return put(value ? 1 : 0, 1);
    }

    /// A `timestamptz`, to the microsecond.
    public CopyRows time(@Nullable Instant value) {
        return value == null ? nothing() : number(ChronoUnit.MICROS.between(POSTGRES_EPOCH, value));
    }

    public CopyRows day(@Nullable LocalDate value) {
        return value == null
                ? nothing()
                : integer(Math.toIntExact(value.toEpochDay() - POSTGRES_EPOCH_DAY));
    }

    public CopyRows jsonb(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        put(bytes.length + 1L, Integer.BYTES);
        put(JSONB_VERSION, 1);
        return raw(bytes);
    }

    public CopyRows uuid(UUID value) {
        put(2L * Long.BYTES, Integer.BYTES);
        put(value.getMostSignificantBits(), Long.BYTES);
        return put(value.getLeastSignificantBits(), Long.BYTES);
    }

    /// A `bytea`.
    public CopyRows bytes(byte[] value) {
        put(value.length, Integer.BYTES);
        return raw(value);
    }

    public CopyRows uuids(Collection<UUID> values) {
        return array(UUID_TYPE, values, CopyRows::uuid);
    }

    /// A `text[]`.
    public <T> CopyRows texts(Collection<T> values, Function<T, String> text) {
        return array(TEXT_TYPE, values, (rows, value) -> rows.text(text.apply(value)));
    }

    /// A `bytea[]`.
    public <T> CopyRows bytes(Collection<T> values, Function<T, byte[]> bytes) {
        return array(BYTEA_TYPE, values, (rows, value) -> rows.bytes(bytes.apply(value)));
    }

    private <T> CopyRows array(int type, Collection<T> values, BiConsumer<CopyRows, T> value) {
        int start = size;
        // The length is known when all have been written.
        put(0, Integer.BYTES);
        put(values.isEmpty() ? 0 : 1, Integer.BYTES);
        put(0, Integer.BYTES);
        put(type, Integer.BYTES);
        if (!values.isEmpty()) {
            put(values.size(), Integer.BYTES);
            put(1, Integer.BYTES);
            values.forEach(one -> value.accept(this, one));
        }
        int end = size;
        size = start;
        put(end - start - Integer.BYTES, Integer.BYTES);
        size = end;
        return this;
    }

    public CopyRows nothing() {
        return put(ABSENT, Integer.BYTES);
    }

    /// Sends the rest; nothing is sent when there are no rows.
    public void finish() throws SQLException {
        if (rows == 0) {
            return;
        }
        put(ABSENT, Short.BYTES);
        long arrived = send().endCopy();
        if (arrived != rows) {
            throw new IllegalStateException(
                    "%d of %d rows arrived: %s".formatted(arrived, rows, statement));
        }
    }

    private CopyIn send() throws SQLException {
        CopyIn open = copy;
        if (open == null) {
            open = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
            copy = open;
        }
        open.writeToCopy(buffer, 0, size);
        open.flushCopy();
        size = 0;
        return open;
    }

    /// Gives up what was not finished.
    @Override
    public void close() throws SQLException {
        CopyIn open = copy;
        if (open != null && open.isActive()) {
            open.cancelCopy();
        }
    }

    private CopyRows put(long value, int length) {
        reserve(length);
        for (int shift = (length - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[size++] = (byte) (value >> shift);
        }
        return this;
    }

    private CopyRows raw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
        return this;
    }

    private void reserve(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
        }
    }
}

package org.deltacommons.foundation.lane;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A row of every kind of column, for the lane's own tests.
@Stored("lanetest.note")
record Note(
        Id<Note> id,
        Province home,
        String text,
        int count,
        Money price,
        @Nullable Instant at,
        @Nullable LocalDate day,
        List<String> tags,
        Kind kind)
        implements Row {

    enum Kind {
        PLAIN,
        FANCY
    }

    static final String TABLE =
            """
            CREATE SCHEMA lanetest;
            CREATE TABLE lanetest.note (
              id text PRIMARY KEY, home text NOT NULL, version bigint NOT NULL,
              text text NOT NULL CHECK (text <> 'forbidden by the database'),
              count integer NOT NULL, price_fen bigint NOT NULL, at timestamptz, day date,
              tags jsonb NOT NULL, kind text NOT NULL);
            SELECT public.own_by_home('lanetest.note');
            """;

    static Note of(String id, Province home, String text) {
        return new Note(
                Id.of(id), home, text, 0, Money.ZERO, null, null, List.of("一", "🧪"), Kind.PLAIN);
    }

    Note saying(String other) {
        return new Note(id, home, other, count, price, at, day, tags, kind);
    }

    Note counting(int other) {
        return new Note(id, home, text, other, price, at, day, tags, kind);
    }
}

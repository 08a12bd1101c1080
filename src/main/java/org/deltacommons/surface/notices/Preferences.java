package org.deltacommons.surface.notices;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What each person wants sent, besides the inbox, which gets everything. Whoever never chose gets
/// all kinds.
@Component
class Preferences {

    private final JdbcClient jdbc;

    Preferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isMuted(String person, NoticeKind kind) {
        return muted(person).contains(kind);
    }

    Set<NoticeKind> muted(String person) {
        Set<NoticeKind> muted = EnumSet.noneOf(NoticeKind.class);
        jdbc.sql("SELECT kind FROM notices.muted WHERE person = ?")
                .param(person)
                .query((row, _) -> NoticeKind.valueOf(row.getString(1)))
                .list()
                .forEach(muted::add);
        return muted;
    }

    @Transactional
    public void wants(String person, Set<NoticeKind> wanted) {
        jdbc.sql("DELETE FROM notices.muted WHERE person = ?").param(person).update();
        EnumSet.allOf(NoticeKind.class).stream()
                .filter(kind -> !wanted.contains(kind))
                .forEach(kind ->
                        jdbc.sql("INSERT INTO notices.muted (person, kind) VALUES (?, ?)")
                                .params(person, kind.name())
                                .update());
    }
}

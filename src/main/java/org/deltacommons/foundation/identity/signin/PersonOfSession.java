package org.deltacommons.foundation.identity.signin;

import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RowType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/// Reads with a session the row of whom it belongs to, as it is now, in the session's own question:
/// every page of somebody who signed in needs both. It looks like one more attribute of the session
/// and is never written.
final class PersonOfSession {

    static final String ATTRIBUTE = "person as of now";

    private static final String QUERY =
            """
            WITH s AS (SELECT * FROM %TABLE_NAME% WHERE SESSION_ID = ?)
            SELECT s.PRIMARY_ID, s.SESSION_ID, s.CREATION_TIME, s.LAST_ACCESS_TIME,
                   s.MAX_INACTIVE_INTERVAL, a.ATTRIBUTE_NAME, a.ATTRIBUTE_BYTES
            FROM s
            LEFT JOIN %TABLE_NAME%_ATTRIBUTES a ON a.SESSION_PRIMARY_ID = s.PRIMARY_ID
            UNION ALL
            SELECT s.PRIMARY_ID, s.SESSION_ID, s.CREATION_TIME, s.LAST_ACCESS_TIME,
                   s.MAX_INACTIVE_INTERVAL, '{person}',
                   convert_to(row_to_json(p)::text, 'UTF8')
            FROM s
            JOIN identity.person p ON p.id = s.PRINCIPAL_NAME
            """;

    private PersonOfSession() {}

    /// Lets these sessions bring their people along.
    static JdbcIndexedSessionRepository ask(JdbcIndexedSessionRepository sessions) {
        ClassLoader loader = PersonOfSession.class.getClassLoader();
        DeserializingConverter written = new DeserializingConverter(loader);
        Converter<byte[], Object> read =
                bytes -> isRow(bytes) ? person(bytes) : written.convert(bytes);
        GenericConversionService both = new GenericConversionService();
        both.addConverter(Object.class, byte[].class, new SerializingConverter());
        both.addConverter(byte[].class, Object.class, read);
        sessions.setConversionService(both);
        sessions.setGetSessionQuery(QUERY.replace("{person}", ATTRIBUTE));
        return sessions;
    }

    /// Objects that Java has written begin with its own mark.
    private static boolean isRow(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == '{';
    }

    private static Person person(byte[] row) {
        return RowType.of(Person.class).read(Json.parse(new String(row, StandardCharsets.UTF_8)));
    }

    /// @param session none, or one of any kind
    /// @return empty where the session did not bring that person
    static Optional<Person> of(@Nullable HttpSession session, String id) {
        return session != null
                        && session.getAttribute(ATTRIBUTE) instanceof Person person
                        && person.id().value().equals(id)
                ? Optional.of(person)
                : Optional.empty();
    }
}

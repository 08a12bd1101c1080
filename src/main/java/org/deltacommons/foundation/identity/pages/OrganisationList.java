package org.deltacommons.foundation.identity.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationKind;
import org.deltacommons.foundation.identity.OrganisationState;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Texts;
import org.springframework.stereotype.Component;

/// Organisations narrowed by what an address says; the same for the page and the API.
@Component
class OrganisationList {

    private final Records records;

    OrganisationList(Records records) {
        this.records = records;
    }

    /// @param address `q` (name or code), `kind`, `province`, `state`
    Paged<Organisation> find(Address address, int size) {
        StringBuilder where = new StringBuilder("true");
        Map<String, Object> values = new HashMap<>();
        address.first("q")
                .ifPresent(q -> {
                    where.append(
                            " AND ((t.name_zh || ' ' || lower(t.name_en)) LIKE :q"
                                    + " OR t.credit_code = :code)");
                    values.put("q", Lists.anywhere(q));
                    values.put("code", Texts.code(q));
                });
        known(OrganisationKind.class, address, "kind", where, values);
        known(OrganisationState.class, address, "state", where, values);
        address.first("province")
                .filter(OrganisationList::isProvince)
                .ifPresent(province -> {
                    where.append(" AND t.home = :province");
                    values.put("province", Province.valueOf(province).code());
                });
        if (!address.has("state")) {
            where.append(" AND t.state <> 'REFUSED'");
        }
        long total = records.count(Organisation.class, where.toString(), values);
        Cursor.decode(address.first(Address.AFTER).orElse(null))
                .ifPresent(cursor -> {
                    where.append(" AND (t.division, t.id) > (:key, :id)");
                    values.put("key", cursor.key());
                    values.put("id", cursor.id());
                });
        List<Organisation> found =
                records.list(
                        Organisation.class, where.toString(), "t.division, t.id", values, size + 1);
        return Paged.of(
                found, size, total, last -> new Cursor(last.division().value(), last.id().value()));
    }

    private static boolean isProvince(String name) {
        return java.util.Arrays.stream(Province.values()).anyMatch(p -> p.name().equals(name));
    }

    /// A value that is none of the enum's narrows nothing.
    private static <E extends Enum<E>> void known(
            Class<E> type,
            Address address,
            String name,
            StringBuilder where,
            Map<String, Object> values) {
        address.first(name)
                .filter(value ->
                        java.util.Arrays.stream(type.getEnumConstants())
                                .anyMatch(constant -> constant.name().equals(value)))
                .ifPresent(value -> {
                    where.append(" AND t.%1$s = :%1$s".formatted(name));
                    values.put(name, value);
                });
    }
}

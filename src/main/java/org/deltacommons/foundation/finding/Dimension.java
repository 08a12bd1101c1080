package org.deltacommons.foundation.finding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One facet.
///
/// @param name the parameter in the address, such as `province`; its word is `finding.facet.<name>`
/// @param labels how its values are put into words
/// @param prefix of the message keys when the labels are messages, such as `enum.Mode.`
public record Dimension(String name, Labels labels, String prefix) {

    /// How values become words.
    public enum Labels {
        /// The value is a division's code.
        DIVISION,
        /// The value completes a message key.
        MESSAGE,
        /// The value is shown as it is.
        PLAIN
    }

    public Dimension {
        if (!name.matches("[a-z][a-zA-Z]{1,30}")) {
            throw new IllegalArgumentException("not a dimension's name: " + name);
        }
    }

    public static Dimension division(String name) {
        return new Dimension(name, Labels.DIVISION, "");
    }

    public static Dimension message(String name, String prefix) {
        return new Dimension(name, Labels.MESSAGE, prefix);
    }

    public static Dimension plain(String name) {
        return new Dimension(name, Labels.PLAIN, "");
    }

    /// All that there are, the kind first, in the order in which they are shown.
    static Map<String, Dimension> of(List<Findable> findables) {
        Map<String, Dimension> all = new LinkedHashMap<>();
        all.put(Finding.TYPE, message(Finding.TYPE, "finding.kind."));
        for (Findable one : findables) {
            one.dimensions().forEach(dimension -> all.putIfAbsent(dimension.name(), dimension));
        }
        return all;
    }
}

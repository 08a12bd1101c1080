package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the people of a journey fill in the forms of cases.
final class CaseForms {

    private CaseForms() {}

    /// Names and values, alternating.
    static Map<String, Object> fields(Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i].toString(), pairs[i + 1]);
        }
        return fields;
    }

    /// Fills in each field as its kind wants it; a value that is a path is a file.
    static void fill(Locator form, Map<String, Object> fields) {
        fields.forEach((name, value) -> {
            Locator field = form.locator("[name='" + name + "']");
            if (value instanceof Path file) {
                form.locator("input[type=file][name='" + name + "']").setInputFiles(file);
                return;
            }
            String tag = field.first().evaluate("e => e.tagName + '/' + e.type").toString();
            if (tag.startsWith("SELECT")) {
                field.selectOption(value.toString());
            } else if (tag.endsWith("/radio")) {
                form.locator("[name='" + name + "'][value='" + value + "']").check();
            } else if (tag.endsWith("/checkbox")) {
                field.first().setChecked(Boolean.parseBoolean(value.toString()));
            } else {
                field.first().fill(value.toString());
            }
        });
    }

    /// The case that an address leads to.
    static String idOf(String url, String procedure) {
        Matcher matcher = Pattern.compile("/cases/" + procedure + "/([A-Za-z0-9-]+)").matcher(url);
        assertThat(matcher.find()).as(url).isTrue();
        return matcher.group(1);
    }
}

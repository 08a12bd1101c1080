package org.deltacommons.commons.resources.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.papers.TableFile;
import org.deltacommons.foundation.papers.TableLimits;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Texts;

/// The divisions of the four provinces by code and by name; a name that several have is no answer.
final class Divisions {

    private final Map<String, DivisionCode> known = new HashMap<>();

    Divisions() {
        Map<String, String> names = new HashMap<>();
        Map<String, Integer> uses = new HashMap<>();
        new TableFile("divisions.csv", Seeds.bytes("divisions.csv"))
                .read(
                        TableLimits.USUAL,
                        row -> {
                            if (row.cell(0).matches("\\d{6}")) {
                                names.put(row.cell(0), row.cell(2));
                                uses.merge(row.cell(2), 1, Integer::sum);
                            }
                        })
                .orThrow();
        names.forEach((code, name) -> {
            known.put(code, new DivisionCode(code));
            if (Integer.valueOf(1).equals(uses.get(name))) {
                known.put(name, new DivisionCode(code));
            }
        });
    }

    Optional<DivisionCode> find(String text) {
        return Optional.ofNullable(known.get(Texts.code(text)))
                .or(() -> Optional.ofNullable(known.get(text.strip())));
    }

    /// The seed files of the class path.
    static final class Seeds {
        private Seeds() {}

        static byte[] bytes(String name) {
            try (InputStream in = Divisions.class.getResourceAsStream("/seed/" + name)) {
                if (in == null) {
                    throw new IllegalStateException("no seed/" + name);
                }
                return in.readAllBytes();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}

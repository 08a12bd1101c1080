package org.deltacommons.foundation.federation.nodes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;
import org.jspecify.annotations.Nullable;

/// One signature over an HTTP message as RFC 9421 says: what it covers, its parameters, its bytes.
final class MessageSignature {

    /// The value of a component of the message; empty if the message has none.
    @FunctionalInterface
    interface Components {
        /// @param component as it stands in the signature base, such as `"@method"` or
        ///   `"@method";req`
        Optional<String> value(String component);
    }

    /// A message whose signature cannot be read, or has no value for what is covered.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what);
        }
    }

    private static final int FIELD_LENGTH_MAX = 4_096;

    private final String label;
    private final InnerList covered;
    private final byte[] bytes;

    private MessageSignature(String label, InnerList covered, byte[] bytes) {
        this.label = label;
        this.covered = covered;
        this.bytes = bytes;
    }

    /// Signs what is covered.
    ///
    /// @param components in the order in which they are signed, such as `"@method"`
    /// @param parameters texts and whole numbers, in the order in which they are written
    /// @throws IllegalArgumentException if the message lacks what is to be covered
    static MessageSignature sign(
            String label,
            List<String> components,
            Map<String, Object> parameters,
            Components message,
            NodeKey key) {
        List<Item<?>> items = new ArrayList<>();
        components.forEach(component -> items.add(Parser.parseItem(component)));
        InnerList covered = InnerList.valueOf(items).withParams(Parameters.valueOf(parameters));
        try {
            return new MessageSignature(label, covered, key.sign(base(covered, message)));
        } catch (Unreadable missing) {
            throw new IllegalArgumentException(missing);
        }
    }

    /// Reads a signature.
    ///
    /// @param input the field `Signature-Input`
    /// @param signature the field `Signature`
    static MessageSignature read(String label, @Nullable String input, @Nullable String signature)
            throws Unreadable {
        if (input == null
                || signature == null
                || input.length() > FIELD_LENGTH_MAX
                || signature.length() > FIELD_LENGTH_MAX) {
            throw new Unreadable("no signature, or one too long");
        }
        try {
            ListElement<?> covered = Parser.parseDictionary(input).get().get(label);
            ListElement<?> bytes = Parser.parseDictionary(signature).get().get(label);
            if (covered instanceof InnerList list && bytes instanceof ByteSequenceItem made) {
                return new MessageSignature(label, list, bytes(made.get()));
            }
            throw new Unreadable("no signature named " + label);
        } catch (IllegalArgumentException malformed) {
            throw new Unreadable(String.valueOf(malformed.getMessage()));
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    String inputField() {
        return field(covered);
    }

    String signatureField() {
        return field(ByteSequenceItem.valueOf(bytes));
    }

    private String field(ListElement<?> member) {
        Map<String, ListElement<?>> members = new LinkedHashMap<>();
        members.put(label, member);
        return Dictionary.valueOf(members).serialize();
    }

    /// What is covered, as it stands in the signature base.
    Set<String> components() {
        Set<String> components = new LinkedHashSet<>();
        covered.get().forEach(item -> components.add(item.serialize()));
        return components;
    }

    Optional<String> text(String parameter) {
        return covered.getParams().get(parameter) instanceof StringItem item
                ? Optional.of(item.get())
                : Optional.empty();
    }

    Optional<Instant> instant(String parameter) {
        return covered.getParams().get(parameter) instanceof IntegerItem item
                ? Optional.of(Instant.ofEpochSecond(item.getAsLong()))
                : Optional.empty();
    }

    /// Whether a key made it over this message.
    boolean isRight(NodeKey.Public key, Components message) {
        try {
            return key.verifies(base(covered, message), bytes);
        } catch (Unreadable _) {
            return false;
        }
    }

    /// Section 2.5.
    static byte[] base(InnerList covered, Components message) throws Unreadable {
        StringBuilder base = new StringBuilder();
        Set<String> seen = new LinkedHashSet<>();
        for (Item<?> item : covered.get()) {
            String component = item.serialize();
            if (!(item instanceof StringItem) || !seen.add(component)) {
                throw new Unreadable("covers %s twice, or no component".formatted(component));
            }
            String value =
                    message.value(component)
                            .filter(text -> text.indexOf('\n') < 0)
                            .orElseThrow(() -> new Unreadable("has no " + component));
            base.append(component).append(": ").append(value).append('\n');
        }
        base.append("\"@signature-params\": ").append(covered.serialize());
        return base.toString().getBytes(StandardCharsets.UTF_8);
    }
}

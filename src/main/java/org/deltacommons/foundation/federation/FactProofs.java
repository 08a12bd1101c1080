package org.deltacommons.foundation.federation;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Verdict;
import org.deltacommons.foundation.federation.proof.Verification;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Province;

/// What is proven of a fact, in the reader's language. A receipt is judged here as by anybody else:
/// by what it holds and by the keys of the homes that this node knows, never by what the database
/// says beside it.
public final class FactProofs {

    /// @param valid whether the fact stands in its home's feed as signed
    /// @param sentences the verdict first
    /// @param receipt as `bin/verify receipt` takes it
    public record Proof(boolean valid, List<String> sentences, String receipt) {
        public Proof {
            sentences = List.copyOf(sentences);
        }
    }

    private static final String PAGE = ".page";

    private final Trees trees;
    private final PeerKeys keys;
    private final Words words;

    FactProofs(Trees trees, PeerKeys keys, Words words) {
        this.trees = trees;
        this.keys = keys;
        this.words = words;
    }

    /// @return empty if another node hosts the home, there is no such fact, or it is not signed yet
    public Optional<Proof> of(Province home, long index) {
        return receipt(home, index)
                .map(receipt -> {
                    Verdict verdict = judge(receipt.getBytes(StandardCharsets.UTF_8));
                    return new Proof(verdict.valid(), sentences(verdict), receipt);
                });
    }

    /// The receipt as JSON; empty as above.
    public Optional<String> receipt(Province home, long index) {
        return trees.receipt(home, index);
    }

    Verdict judge(byte[] json) {
        return Verification.of(json, keys.trusted());
    }

    /// On a page homes have names, kinds are told and hours are those of the reader; `bin/verify`
    /// has nothing but the codes.
    List<String> sentences(Verdict verdict) {
        return verdict.sentences().stream()
                .map(one -> words.say(key(one.key()), named(one.values())))
                .toList();
    }

    private String key(String plain) {
        return words.has(plain + PAGE) ? plain + PAGE : plain;
    }

    private Map<String, Object> named(Map<String, String> plain) {
        Map<String, Object> named = new HashMap<>(plain);
        named.computeIfPresent("home", (_, code) -> home(code.toString()));
        named.computeIfPresent("homes", (_, codes) -> homes(codes.toString()));
        named.computeIfPresent("names", (_, origins) -> homes(origins.toString()));
        named.computeIfPresent("at", (_, at) -> at(at.toString()));
        named.computeIfPresent(
                "kind",
                (_, kind) ->
                        words.has("fact." + kind)
                                ? words.say("verify.kind", "kind", words.say("fact." + kind))
                                : kind);
        return named;
    }

    private String homes(String codes) {
        return Stream.of(codes.split(" "))
                .map(this::home)
                .collect(Collectors.joining(words.say("web.comma")));
    }

    /// @param code of the home, or the name of its key
    private String home(String code) {
        return Stream.of(Province.values())
                .filter(one -> code.equals(one.code()) || code.equals(Entry.origin(one)))
                .map(words::show)
                .findFirst()
                .orElse(code);
    }

    private Object at(String text) {
        try {
            return java.time.Instant.parse(text);
        } catch (java.time.DateTimeException _) {
            return text;
        }
    }
}

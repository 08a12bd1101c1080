package org.deltacommons.foundation.federation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.federation.proof.Verdict;
import org.deltacommons.foundation.federation.proof.Verification;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/// Tells anybody what a receipt proves; `bin/verify` says the same offline. A receipt is checked
/// against the keys that this node knows, of its own homes and of its peers.
@Controller
class VerifyPages {

    /// The page.
    ///
    /// @param sentences the verdict first
    /// @param fact as it was hashed; empty if the receipt is not valid
    record VerifyPage(boolean valid, List<String> sentences, String fact) {}

    private final FactProofs proofs;

    VerifyPages(FactProofs proofs) {
        this.proofs = proofs;
    }

    @GetMapping("/verify")
    String ask() {
        return "verify";
    }

    @PostMapping("/verify")
    ModelAndView judge(
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        byte[] json =
                file == null || file.isEmpty()
                        ? text.strip().getBytes(StandardCharsets.UTF_8)
                        : file.getBytes();
        Verdict verdict = proofs.judge(json);
        VerifyPage view =
                new VerifyPage(
                        verdict.valid(),
                        proofs.sentences(verdict),
                        verdict.valid() ? Verification.entry(json).orElse("") : "");
        return new ModelAndView("verify", Map.of("view", view));
    }
}

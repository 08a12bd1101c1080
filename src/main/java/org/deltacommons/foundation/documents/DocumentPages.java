package org.deltacommons.foundation.documents;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Upload;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;

/// Takes documents in from machines and hands them out to whoever may read their case.
@Controller
class DocumentPages {

    /// Nothing in a document may do anything, should a browser show it after all.
    private static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private static final String HASH = "[0-9a-f]{64}";
    private static final String CONTEXT = "[a-z][a-z-]{0,40}/[A-Za-z0-9][A-Za-z0-9.:_-]{0,79}";

    private final Documents documents;
    private final DistantDocuments distant;
    private final ObjectProvider<DocumentAccess> access;
    private final Audit audit;

    DocumentPages(
            Documents documents,
            DistantDocuments distant,
            ObjectProvider<DocumentAccess> access,
            Audit audit) {
        this.documents = documents;
        this.distant = distant;
        this.access = access;
        this.audit = audit;
    }

    /// What a machine is told of a document it sent; it names it in forms by its hash.
    record Stored(String hash, String name, String type, long bytes, Set<Warning> warnings) {}

    @PostMapping(path = "/api/v1/documents", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Stored> take(@RequestPart("file") MultipartFile file, Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        String name = file.getOriginalFilename();
        String type = file.getContentType();
        Upload upload =
                new Upload(
                        name == null ? "" : name,
                        type == null ? "" : type,
                        file.getSize(),
                        file::getInputStream);
        return switch (documents.store(upload, actor)) {
            case Outcome.Done<Document>(Document kept) ->
                    ResponseEntity.status(HttpStatus.CREATED)
                            .header(HttpHeaders.LOCATION, "/api/v1/documents/" + kept.hash())
                            .body(
                                    new Stored(
                                            kept.hash(),
                                            kept.name(),
                                            kept.type().mediaType(),
                                            kept.size(),
                                            kept.warnings()));
            case Outcome.Refused<Document>(Refusal why) -> throw new RefusedException(why);
        };
    }

    /// @param context the case through which it is asked for, `procedure/id`
    @GetMapping({"/documents/{hash}", "/api/v1/documents/{hash}"})
    ResponseEntity<Resource> give(
            @PathVariable String hash,
            @RequestParam(name = "case", defaultValue = "") String context,
            Actor actor) {
        if (!hash.matches(HASH)) {
            throw new RefusedException(DocumentReason.NOT_FOUND);
        }
        boolean own = !actor.isVisitor() && documents.broughtLately(actor, hash);
        if (!own && !mayRead(actor, hash, context)) {
            throw denied(actor, hash, context);
        }
        Document document = documents.find(hash).orElseGet(() -> fetched(actor, hash, context));
        if (!own) {
            audit.record(line(AuditKind.EXPORT, actor, hash, context));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.type().mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(document.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", POLICY)
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .cacheControl(org.springframework.http.CacheControl.noStore())
                .body(new FileSystemResource(documents.file(document)));
    }

    /// What a case of this home names and another province's node keeps.
    private Document fetched(Actor actor, String hash, String context) {
        Outcome<Document> there =
                distant.fetch(hash, context).orElseThrow(() -> denied(actor, hash, context));
        return switch (there) {
            case Outcome.Done<Document>(Document kept) -> kept;
            case Outcome.Refused<Document>(Refusal why) -> throw new RefusedException(why);
        };
    }

    private boolean mayRead(Actor actor, String hash, String context) {
        return context.matches(CONTEXT)
                && access.stream().anyMatch(one -> one.mayRead(actor, hash, context));
    }

    private RefusedException denied(Actor actor, String hash, String context) {
        Refusal why = Refusal.of(DocumentReason.NOT_FOUND);
        audit.record(line(AuditKind.REFUSED, actor, hash, context).with("reason", why.code()));
        return new RefusedException(why);
    }

    private static AuditLine line(AuditKind kind, Actor actor, String hash, String context) {
        AuditLine line = AuditLine.of(kind, actor, "documents/" + hash);
        // What somebody typed into an address is not for a log that cannot forget.
        return context.matches(CONTEXT) ? line.with("case", context) : line;
    }

    /// Says the limits to whoever builds a client.
    @GetMapping("/api/v1/documents")
    ResponseEntity<Map<String, Object>> limits() {
        return ResponseEntity.ok(
                Map.of(
                        "bytesMax",
                        Documents.BYTES_MAX,
                        "types",
                        java.util.Arrays.stream(DocumentType.values())
                                .map(DocumentType::mediaType)
                                .toList()));
    }
}

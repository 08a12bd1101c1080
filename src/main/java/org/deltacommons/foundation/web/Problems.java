package org.deltacommons.foundation.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.RuleVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.validation.BindException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Turns whatever went wrong into three sentences and the right status: a problem of RFC 9457 for
/// machines, a page with a way back for people, a fragment for htmx. Never a stack trace; what was
/// not expected is logged under a short number that the person can quote.
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final String RETRY_AFTER = "retryAfter";

    /// About as long as the embedded PostgreSQL takes to come back.
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Words words;
    private final Ids ids;

    Problems(Words words, Ids ids) {
        this.words = words;
        this.ids = ids;
    }

    @ExceptionHandler
    public @Nullable Object handle(
            Exception thrown, HttpServletRequest request, HttpServletResponse response) {
        if (thrown instanceof AsyncRequestNotUsableException || response.isCommitted()) {
            // The reader has gone.
            return null;
        }
        Map<String, Phrase> errors =
                thrown instanceof RefusedException refused ? refused.errors() : Map.of();
        return answer(refusal(thrown, request), errors, request, response);
    }

    /// A refusal as an answer, for those who return instead of throwing.
    public Object answer(
            Refusal refusal, HttpServletRequest request, HttpServletResponse response) {
        return answer(refusal, Map.of(), request, response);
    }

    private Object answer(
            Refusal refusal,
            Map<String, Phrase> errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        HttpStatus status = status(refusal, request);
        Sentence sentence = words.explain(refusal);
        retry(refusal, response);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (wantsJson(request)) {
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(body(refusal, sentence, status, errors, request));
        }
        boolean fragment = "true".equals(request.getHeader("HX-Request"));
        if (fragment) {
            response.setHeader("HX-Retarget", "#flash");
            response.setHeader("HX-Reswap", "innerHTML show:window:top");
        }
        return new ModelAndView(
                fragment ? "error :: problem" : "error",
                Map.of(
                        "elsewhere",
                        elsewhere(refusal),
                        "sentence",
                        sentence,
                        "status",
                        status.value(),
                        "code",
                        refusal.code(),
                        "signIn",
                        status == HttpStatus.UNAUTHORIZED),
                status);
    }

    /// The address where the answer is, if a refusal names one; else empty.
    private static String elsewhere(Refusal refusal) {
        return refusal.values().get("address") instanceof String address
                        && status(refusal.code()) == HttpStatus.MISDIRECTED_REQUEST
                ? address
                : "";
    }

    /// Says when to come again, where the refusal knows: its value `retryAfter`, in seconds.
    public static void retry(Refusal refusal, HttpServletResponse response) {
        if (refusal.values().get(RETRY_AFTER) instanceof Number seconds) {
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
    }

    /// Whoever named the version they had seen is told by the status that it is no longer the one.
    private static HttpStatus status(Refusal refusal, HttpServletRequest request) {
        return refusal.code().endsWith(".CHANGED_MEANWHILE")
                        && request.getHeader(HttpHeaders.IF_MATCH) != null
                ? HttpStatus.PRECONDITION_FAILED
                : status(refusal.code());
    }

    /// The status that goes with a refusal's code, by its last word.
    public static HttpStatus status(String code) {
        String name = code.substring(code.lastIndexOf('.') + 1);
        return switch (name) {
            case "UNEXPECTED" -> HttpStatus.INTERNAL_SERVER_ERROR;
            case "AWAY" -> HttpStatus.SERVICE_UNAVAILABLE;
            case "METHOD_INVALID" -> HttpStatus.METHOD_NOT_ALLOWED;
            case "MEDIA_TYPE_INVALID" -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case "BODY_INVALID", "PARAMETER_MISSING_INVALID" -> HttpStatus.BAD_REQUEST;
            default -> bySuffix(name);
        };
    }

    private static HttpStatus bySuffix(String name) {
        if (name.endsWith("NOT_FOUND")) {
            return HttpStatus.NOT_FOUND;
        }
        if (name.endsWith("FORBIDDEN")) {
            return HttpStatus.FORBIDDEN;
        }
        if (name.endsWith("SIGN_IN")) {
            return HttpStatus.UNAUTHORIZED;
        }
        if (name.endsWith("INVALID")) {
            return HttpStatus.UNPROCESSABLE_CONTENT;
        }
        if (name.endsWith("MISDIRECTED")) {
            return HttpStatus.MISDIRECTED_REQUEST;
        }
        if (name.endsWith("TOO_LARGE")) {
            return HttpStatus.CONTENT_TOO_LARGE;
        }
        return name.endsWith("TOO_MANY") ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.CONFLICT;
    }

    private Refusal refusal(Exception thrown, HttpServletRequest request) {
        return switch (thrown) {
            case RefusedException refused -> refused.refusal();
            case NoResourceFoundException _ -> Refusal.of(WebReason.NOT_FOUND);
            case NoHandlerFoundException _ -> Refusal.of(WebReason.NOT_FOUND);
            case CsrfException _ -> Refusal.of(WebReason.FORM_EXPIRED_FORBIDDEN);
            case AccessDeniedException _ ->
                    Refusal.of(
                            CurrentActor.get().isVisitor()
                                    ? WebReason.SIGN_IN
                                    : WebReason.FORBIDDEN);
            case AuthenticationException _ -> Refusal.of(WebReason.SIGN_IN);
            case MaxUploadSizeExceededException _ -> Refusal.of(WebReason.TOO_LARGE);
            case MultipartException _ -> Refusal.of(WebReason.BODY_INVALID);
            case HttpMessageNotReadableException _ -> Refusal.of(WebReason.BODY_INVALID);
            case HttpRequestMethodNotSupportedException wrong ->
                    Refusal.of(WebReason.METHOD_INVALID, "method", wrong.getMethod());
            case HttpMediaTypeException _ -> Refusal.of(WebReason.MEDIA_TYPE_INVALID);
            case TypeMismatchException wrong -> parameter(wrong.getPropertyName());
            case BindException wrong ->
                    parameter(
                            wrong.getFieldErrors().isEmpty()
                                    ? null
                                    : wrong.getFieldErrors().getFirst().getField());
            case HandlerMethodValidationException _ -> parameter(null);
            case MissingRequestValueException wrong -> missing(wrong);
            case MissingServletRequestPartException wrong ->
                    Refusal.of(
                            WebReason.PARAMETER_MISSING_INVALID,
                            "name",
                            wrong.getRequestPartName());
            default -> unexpected(thrown, request);
        };
    }

    private static Refusal parameter(@Nullable String name) {
        return Refusal.of(WebReason.PARAMETER_INVALID, "name", name == null ? Shown.NOTHING : name);
    }

    private static Refusal missing(MissingRequestValueException wrong) {
        Object[] arguments = wrong.getDetailMessageArguments();
        Object name = arguments == null || arguments.length == 0 ? null : arguments[0];
        return Refusal.of(
                WebReason.PARAMETER_MISSING_INVALID, "name", name == null ? Shown.NOTHING : name);
    }

    private Refusal unexpected(Exception thrown, HttpServletRequest request) {
        if (isAway(thrown)) {
            LOG.warn(
                    "{} {}: the database is away: {}",
                    request.getMethod(),
                    request.getRequestURI(),
                    thrown.toString());
            return Refusal.of(WebReason.AWAY);
        }
        String full = ids.<Problems>next("err").value();
        String reference = full.substring(full.length() - 8);
        LOG.error(
                "{} {} failed, {}",
                request.getMethod(),
                request.getRequestURI(),
                reference,
                thrown);
        return Refusal.of(WebReason.UNEXPECTED, "reference", reference);
    }

    /// Whether the connection to the database was lost or could not be had (SQLSTATE 08 and 57P).
    private static boolean isAway(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null && (state.startsWith("08") || state.startsWith("57P"));
            }
        }
        return false;
    }

    static boolean isApi(HttpServletRequest request) {
        return isMachines(request.getRequestURI().substring(request.getContextPath().length()));
    }

    /// @param original the address that was asked for, as a later dispatch keeps it
    private static boolean wasApi(@Nullable Object original) {
        return original instanceof String uri && isMachines(uri);
    }

    /// Addresses that no person opens.
    private static boolean isMachines(String path) {
        return path.startsWith("/api/") || path.startsWith("/node/");
    }

    private static boolean wantsJson(HttpServletRequest request) {
        if (isApi(request)
                || wasApi(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                || wasApi(request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI))) {
            return true;
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("json") && !accept.contains("text/html");
    }

    private Map<String, Object> body(
            Refusal refusal,
            Sentence sentence,
            HttpStatus status,
            Map<String, Phrase> errors,
            HttpServletRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", sentence.what());
        body.put("status", status.value());
        body.put("detail", sentence.line());
        body.put("instance", request.getRequestURI());
        body.put("code", refusal.code());
        body.put("what", sentence.what());
        if (sentence.why() != null) {
            body.put("why", sentence.why());
        }
        if (sentence.todo() != null) {
            body.put("todo", sentence.todo());
        }
        if (!elsewhere(refusal).isEmpty()) {
            body.put("elsewhere", elsewhere(refusal));
        }
        RuleVersion rule = refusal.rule();
        if (rule != null) {
            body.put("rule", rule);
        }
        if (!errors.isEmpty()) {
            List<Map<String, String>> wrong = new ArrayList<>();
            errors.forEach((field, phrase) ->
                    wrong.add(Map.of("field", field, "detail", words.say(phrase))));
            body.put("errors", wrong);
        }
        return body;
    }
}

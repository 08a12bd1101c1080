package org.deltacommons.foundation.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// Answers what went wrong outside any controller: in a filter, in the container.
@Controller
class ErrorPages implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final Problems problems;

    ErrorPages(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${spring.web.error.path:${server.error.path:/error}}")
    @Nullable Object error(HttpServletRequest request, HttpServletResponse response) {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (thrown instanceof Exception exception) {
            return problems.handle(exception, request, response);
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return problems.answer(
                Refusal.of(reason(status instanceof Integer code ? code : 404)), request, response);
    }

    private static WebReason reason(int status) {
        return switch (status) {
            case 401 -> WebReason.SIGN_IN;
            case 403 -> WebReason.FORBIDDEN;
            case 404 -> WebReason.NOT_FOUND;
            case 405 -> WebReason.METHOD_INVALID;
            case 413 -> WebReason.TOO_LARGE;
            case 415 -> WebReason.MEDIA_TYPE_INVALID;
            case 429 -> WebReason.TOO_MANY;
            default -> {
                if (status >= 500) {
                    LOG.error("the container answered {}", status);
                    yield WebReason.UNEXPECTED;
                }
                yield WebReason.BODY_INVALID;
            }
        };
    }
}

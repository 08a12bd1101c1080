package org.deltacommons.foundation.federation.nodes;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets in what a peer signed and nothing else. Made by hand and no bean: Spring Boot would put a
/// bean before every request.
final class NodeFilter extends OncePerRequestFilter {

    static final String PEER = NodeFilter.class.getName() + ".peer";
    static final String REQUEST = NodeFilter.class.getName() + ".request";

    private static final int BODY_BYTES_MAX = 65_536;

    private final NodeDoor door;

    NodeFilter(NodeDoor door) {
        this.door = door;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            byte[] body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
            if (body.length > BODY_BYTES_MAX) {
                throw new RefusedException(Refusal.of(WebReason.TOO_LARGE));
            }
            Exchange.Request seen = seen(request);
            request.setAttribute(PEER, door.admit(seen, body));
            request.setAttribute(REQUEST, seen);
        } catch (RefusedException refused) {
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, refused);
            request.getRequestDispatcher("/error").forward(request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    private static Exchange.Request seen(HttpServletRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        return new Exchange.Request(
                request.getMethod(),
                host == null ? "" : host,
                request.getRequestURI(),
                request.getQueryString(),
                request::getHeader);
    }
}

package org.deltacommons.foundation.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/// Puts the hash of their content into the names of files. Spring's own filter looks for a file
/// behind every link of a page, which costs more than the page; here only what is named like one is
/// looked up.
final class HashedFiles extends ResourceUrlEncodingFilter {

    private static final Pattern FILE =
            Pattern.compile(".*\\.(css|js|mjs|svg|png|jpg|ico|woff2|webmanifest|json)");

    /// What a file is called with its hash, which does not change while the server runs. Bounded by
    /// the files there are: what is none is not kept, nor what carries a query or a session.
    private final Map<String, String> known = new ConcurrentHashMap<>();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        super.doFilter(
                request,
                response,
                (asked, answer) ->
                        chain.doFilter(asked, new FilesOnly((HttpServletResponse) answer)));
    }

    private final class FilesOnly extends HttpServletResponseWrapper {

        private final HttpServletResponse encoding;

        FilesOnly(HttpServletResponse encoding) {
            super(encoding);
            this.encoding = encoding;
        }

        @Override
        public String encodeURL(String url) {
            String hashed = known.get(url);
            if (hashed != null) {
                return hashed;
            }
            if (!FILE.matcher(url).matches()) {
                return url;
            }
            hashed = encoding.encodeURL(url);
            if (!hashed.equals(url) && hashed.indexOf('?') < 0 && hashed.indexOf(';') < 0) {
                known.put(url, hashed);
            }
            return hashed;
        }
    }
}

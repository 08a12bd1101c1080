package org.deltacommons.foundation.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/// Puts the hash of their content into the names of files. Spring's own filter looks for a file
/// behind every link of a page, which costs more than the page; here only what is named like one is
/// looked up.
final class HashedFiles extends ResourceUrlEncodingFilter {

    private static final Pattern FILE =
            Pattern.compile(".*\\.(css|js|mjs|svg|png|jpg|ico|woff2|webmanifest|json)");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        super.doFilter(
                request,
                response,
                (asked, answer) ->
                        chain.doFilter(asked, new FilesOnly((HttpServletResponse) answer)));
    }

    private static final class FilesOnly extends HttpServletResponseWrapper {

        private final HttpServletResponse encoding;

        FilesOnly(HttpServletResponse encoding) {
            super(encoding);
            this.encoding = encoding;
        }

        @Override
        public String encodeURL(String url) {
            return FILE.matcher(url).matches() ? encoding.encodeURL(url) : url;
        }
    }
}

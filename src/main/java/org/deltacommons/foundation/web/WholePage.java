package org.deltacommons.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import org.thymeleaf.spring6.view.ThymeleafView;

/// A page that leaves in one piece and says how long it is, instead of a few kilobytes at a time:
/// both ends read and write less often, and a page that fails halfway has not begun.
class WholePage extends ThymeleafView {

    @Override
    protected void renderFragment(
            Set<String> selectors,
            Map<String, ?> model,
            HttpServletRequest request,
            HttpServletResponse response)
            throws Exception {
        try (PageBytes page = new PageBytes()) {
            super.renderFragment(selectors, model, request, new Collected(response, page));
            response.setContentLength(page.length());
            page.writeTo(response.getOutputStream());
        }
    }

    private static final class Collected extends HttpServletResponseWrapper {

        private final PrintWriter writer;

        Collected(HttpServletResponse response, PageBytes page) {
            super(response);
            writer = new PrintWriter(page);
        }

        @Override
        public PrintWriter getWriter() {
            return writer;
        }
    }
}

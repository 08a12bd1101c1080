package org.deltacommons.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
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
        Collected collected = new Collected(response);
        super.renderFragment(selectors, model, request, collected);
        collected.send();
    }

    private static final class Collected extends HttpServletResponseWrapper {

        private static final int USUAL = 1 << 15;

        private final StringBuilder text = new StringBuilder(USUAL);
        private final PrintWriter writer = new PrintWriter(new Into(text));

        Collected(HttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() {
            return writer;
        }

        void send() throws IOException {
            byte[] bytes = text.toString().getBytes(Charset.forName(getCharacterEncoding()));
            setContentLength(bytes.length);
            getOutputStream().write(bytes);
        }
    }

    /// Unlike Java's own without a lock.
    private static final class Into extends Writer {

        private final StringBuilder text;

        Into(StringBuilder text) {
            this.text = text;
        }

        @Override
        public void write(char[] from, int start, int length) {
            text.append(from, start, length);
        }

        @Override
        public void write(String from, int start, int length) {
            text.append(from, start, start + length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

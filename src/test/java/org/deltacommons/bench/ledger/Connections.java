package org.deltacommons.bench.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Many HTTP connections that are kept, each of which sends its next request when the last one was
/// answered. One thread serves all of them, because the client shares the machine with the server
/// that it measures.
final class Connections {

    private static final int ANSWER_MAX = 1 << 20;
    private static final long SILENCE_MS_MAX = 60_000;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKS_END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    /// What is asked, and what is made of the answer.
    interface Exchange {
        /// @param turn how often that connection asked before
        ByteBuffer request(int connection, int turn);

        /// @param answer head and body
        /// @throws IllegalStateException if it is not as it must be
        void answered(int status, String answer);
    }

    /// One connection: what is still to be sent, and what has come of an answer.
    private static final class Line {
        final int number;
        final byte[] answer = new byte[ANSWER_MAX];
        ByteBuffer sending = ByteBuffer.allocate(0);
        int size;
        int turn;
        long since;

        Line(int number) {
            this.number = number;
        }
    }

    private final int port;
    private final Exchange exchange;
    private final boolean keepText;

    private Connections(int port, Exchange exchange, boolean keepText) {
        this.port = port;
        this.exchange = exchange;
        this.keepText = keepText;
    }

    /// As fast as answers come, for so long or until so many were answered.
    ///
    /// @param textual whether the exchange reads the answers' text; else it is told their status
    static Pace run(
            int port,
            int connections,
            double seconds,
            int requestsMax,
            boolean textual,
            Exchange exchange) {
        try {
            return new Connections(port, exchange, textual).run(connections, seconds, requestsMax);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Pace run(int connections, double seconds, int requestsMax) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Line(i));
            }
            long start = System.nanoTime();
            long end = start + (long) (seconds * 1e9);
            long[] nanos = new long[1 << 16];
            int asked = 0;
            int answered = 0;
            for (SelectionKey key : selector.keys()) {
                if (asked < requestsMax) {
                    asked++;
                    ask(key, line(key));
                }
            }
            while (answered < asked) {
                if (selector.select(SILENCE_MS_MAX) == 0) {
                    throw new IOException("no answer to " + (asked - answered) + " requests");
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    Line line = line(key);
                    if (key.isWritable()) {
                        send(key, line);
                    }
                    if (!key.isReadable() || !isAnswered(key, line)) {
                        continue;
                    }
                    if (answered == nanos.length) {
                        nanos = Arrays.copyOf(nanos, answered * 2);
                    }
                    long now = System.nanoTime();
                    nanos[answered++] = now - line.since;
                    if (now < end && asked < requestsMax) {
                        asked++;
                        ask(key, line);
                    }
                }
                selector.selectedKeys().clear();
            }
            long elapsed = System.nanoTime() - start;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return Pace.of(Arrays.copyOf(nanos, answered), elapsed, 0);
        }
    }

    private static Line line(SelectionKey key) {
        return (Line) key.attachment();
    }

    private void ask(SelectionKey key, Line line) throws IOException {
        line.since = System.nanoTime();
        line.sending = exchange.request(line.number, line.turn++);
        line.size = 0;
        send(key, line);
    }

    private static void send(SelectionKey key, Line line) throws IOException {
        ((SocketChannel) key.channel()).write(line.sending);
        int wanted =
                line.sending.hasRemaining()
                        ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                        : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /// Reads what has come; whether that completes the answer.
    private boolean isAnswered(SelectionKey key, Line line) throws IOException {
        int read =
                ((SocketChannel) key.channel())
                        .read(ByteBuffer.wrap(line.answer, line.size, ANSWER_MAX - line.size));
        if (read < 0) {
            throw new IOException("the server closed a connection");
        }
        line.size += read;
        int head = find(line.answer, 0, line.size, HEAD_END);
        if (head < 0) {
            return false;
        }
        int length = length(line.answer, head);
        boolean whole =
                length >= 0
                        ? line.size >= head + HEAD_END.length + length
                        : find(line.answer, line.size - CHUNKS_END.length, line.size, CHUNKS_END)
                                >= 0;
        if (whole) {
            int status = number(line.answer, STATUS_AT);
            String text =
                    keepText || status >= 300
                            ? new String(line.answer, 0, line.size, StandardCharsets.UTF_8)
                            : "";
            exchange.answered(status, text);
        }
        return whole;
    }

    /// The body's length as the head says it; −1 if it comes in chunks.
    private static int length(byte[] answer, int head) {
        for (int i = 0; i < head - LENGTH.length; i++) {
            if (answer[i] == '\n' && isAt(answer, i + 1, LENGTH)) {
                int at = i + 1 + LENGTH.length;
                while (answer[at] == ' ') {
                    at++;
                }
                return number(answer, at);
            }
        }
        return -1;
    }

    private static int number(byte[] text, int from) {
        int number = 0;
        for (int i = from; text[i] >= '0' && text[i] <= '9'; i++) {
            number = number * 10 + text[i] - '0';
        }
        return number;
    }

    private static int find(byte[] text, int from, int until, byte[] wanted) {
        for (int i = Math.max(0, from); i <= until - wanted.length; i++) {
            if (isAt(text, i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    /// Letters in any case; what is wanted is in lower case.
    private static boolean isAt(byte[] text, int from, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            byte is = text[from + i];
            byte lower = is >= 'A' && is <= 'Z' ? (byte) (is + 'a' - 'A') : is;
            if (lower != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}

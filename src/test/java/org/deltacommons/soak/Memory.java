package org.deltacommons.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Everything that was ever sent, and what was answered.
final class Memory {

    /// A request and what is known about it. Written before it is sent.
    static final class Sent {
        final Request request;
        private volatile @Nullable Answer answer;

        private Sent(Request request) {
            this.request = request;
        }

        /// What was acknowledged; empty while nobody knows.
        Optional<Answer> answer() {
            return Optional.ofNullable(answer);
        }

        void acknowledged(Answer said) {
            answer = said;
        }

        @Override
        public String toString() {
            return request + " (" + (answer == null ? "not acknowledged" : answer) + ")";
        }
    }

    private final ConcurrentLinkedQueue<Sent> all = new ConcurrentLinkedQueue<>();

    Sent remember(Request request) {
        Sent sent = new Sent(request);
        all.add(sent);
        return sent;
    }

    List<Sent> all() {
        return new ArrayList<>(all);
    }

    /// What was sent after so many others.
    List<Sent> since(int count) {
        List<Sent> some = all();
        return some.subList(count, some.size());
    }
}

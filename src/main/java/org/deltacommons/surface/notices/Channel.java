package org.deltacommons.surface.notices;

/// One way in which notices go out. A bean.
public interface Channel {

    /// Names its deliveries for ever: `mail`, or a gateway's name.
    String name();

    /// Whether notices of this kind go out this way at all.
    boolean takes(NoticeKind kind);

    /// Whether a person can be reached this way.
    boolean reaches(Recipient recipient);

    /// Hands the notice over, or fails with a reason. At least once: what was handed over may come
    /// again under the same id if this node stops before it has noted it.
    void send(Outgoing notice) throws DeliveryFailed;

    /// What is to be sent.
    ///
    /// @param id of the delivery, the same at each attempt
    /// @param text in the recipient's language
    /// @param link absolute
    record Outgoing(
            long id,
            NoticeKind kind,
            Recipient to,
            String text,
            String link,
            java.time.Instant at) {}

    /// Why an attempt failed.
    final class DeliveryFailed extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean last;

        private DeliveryFailed(String why, boolean last) {
            super(why);
            this.last = last;
        }

        /// It may go better later.
        public static DeliveryFailed forNow(String why) {
            return new DeliveryFailed(why, false);
        }

        /// It will not go better.
        public static DeliveryFailed forGood(String why) {
            return new DeliveryFailed(why, true);
        }

        boolean isLast() {
            return last;
        }
    }
}

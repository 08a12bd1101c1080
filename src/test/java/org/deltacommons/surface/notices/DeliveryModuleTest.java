package org.deltacommons.surface.notices;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.deltacommons.Postroom;
import org.deltacommons.Postroom.Gateway;
import org.deltacommons.Postroom.Servers;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.foundation.procedures.TaskUrged;
import org.junit.jupiter.api.Test;

/// What becomes of notices outside: a real mail server, a real gateway.
@Postroom
class DeliveryModuleTest extends NoticesFixture {

    @Test
    void mail_speaks_the_language_of_whoever_gets_it() throws Exception {
        apply(fact(moved("cpl-b1"), "cpl-b1", "system"));
        assertThat(outbox.work()).isEqualTo(2);
        assertThat(outbox.work()).as("once").isZero();
        assertThat(mails()).hasSize(2);
        MimeMessage chinese = to("chen");
        assertThat(chinese.getSubject()).isEqualTo("投诉与建议“电镜排队太久”已收到，待答复，轮到您办理");
        assertThat((String) chinese.getContent())
                .contains("陈处")
                .containsPattern("https://kcy.example/inbox/\\d+")
                .contains("https://kcy.example/inbox/preferences");
        assertThat(chinese.getFrom()[0].toString()).contains("kcy@example.org");
        assertThat(chinese.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(to("dai").getSubject())
                .isEqualTo(
                        "Complaint or suggestion “电镜排队太久”: Received, to be answered. It is your turn");
    }

    private static MimeMessage to(String person) {
        return mails().stream()
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().startsWith(person + "@");
                    } catch (jakarta.mail.MessagingException wrong) {
                        throw new AssertionError(wrong);
                    }
                })
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_title_with_line_breaks_makes_no_header() throws Exception {
        CaseMoved evil =
                new CaseMoved(
                        "complaint",
                        "cpl-b2",
                        "太久\r\nBcc: all@example.org\r\n",
                        "",
                        "RECEIVED",
                        "file",
                        null,
                        null,
                        List.of(OFFICERS));
        apply(fact(evil, "cpl-b2", "dai"));
        outbox.work();
        MimeMessage mail = to("chen");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
    }

    @Test
    void whoever_does_not_want_a_kind_by_mail_still_finds_it_in_the_inbox() {
        preferences.wants("chen", Set.of(NoticeKind.URGED));
        RecordedFact fact = fact(moved("cpl-b3"), "cpl-b3", "dai");
        apply(fact);
        assertThat(outbox.work()).isZero();
        assertThat(told("chen", fact)).hasSize(1);
        assertThat(preferences.isMuted("chen", NoticeKind.URGED)).isFalse();
        preferences.wants("chen", Set.of(NoticeKind.values()));
        assertThat(preferences.muted("chen")).isEmpty();
    }

    @Test
    void whoever_has_no_address_is_passed_over() {
        people.put(new Recipient("chen", "陈处", Locale.SIMPLIFIED_CHINESE, null, null));
        apply(fact(moved("cpl-b4"), "cpl-b4", "dai"));
        assertThat(outbox.work()).isEqualTo(1);
        assertThat(mails()).isEmpty();
        assertThat(newest().state()).isEqualTo(Outbox.State.SKIPPED);
    }

    private Outbox.Delivery newest() {
        return outbox.list(null, Long.MAX_VALUE, 1).getFirst();
    }

    private RecordedFact urged(String id) {
        RecordedFact fact =
                fact(new TaskUrged("complaint", id, "太久", List.of(OFFICERS), 1), id, "dai");
        preferences.wants("chen", Set.of(NoticeKind.URGED));
        people.put(new Recipient("chen", "陈处", Locale.SIMPLIFIED_CHINESE, null, "13900000000"));
        apply(fact);
        return fact;
    }

    private Outbox.Delivery sms() {
        return outbox.list(null, Long.MAX_VALUE, 100).stream()
                .filter(one -> one.channel().equals("sms"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_gateway_can_verify_what_it_gets() {
        urged("cpl-c1");
        outbox.work();
        assertThat(Servers.GATEWAY.requests()).hasSize(1);
        Gateway.Request request = Servers.GATEWAY.requests().getFirst();
        String[] signature = request.header("Delta-signature").split("[=,]");
        long seconds = Long.parseLong(signature[1]);
        assertThat(signature[3])
                .isEqualTo(WebhookChannel.sign(Postroom.SECRET, seconds, request.body()))
                .isNotEqualTo(WebhookChannel.sign(Postroom.SECRET, seconds, request.body() + " "))
                .isNotEqualTo(WebhookChannel.sign(Postroom.SECRET, seconds + 1, request.body()));
        assertThat(Json.parse(request.body()).get("phone").asString()).isEqualTo("13900000000");
        assertThat(Json.parse(request.body()).get("text").asString()).contains("催办");
        assertThat(request.header("Delta-delivery")).isEqualTo(Long.toString(sms().id()));
        assertThat(sms().state()).isEqualTo(Outbox.State.SENT);
    }

    @Test
    void a_gateway_that_stumbles_is_tried_again_later_and_gets_the_same_delivery() {
        Servers.GATEWAY.answers(503);
        urged("cpl-c2");
        outbox.work();
        assertThat(outbox.work()).as("not at once").isZero();
        assertThat(sms().state()).isEqualTo(Outbox.State.WAITING);
        assertThat(sms().lastDetail()).isEqualTo("FAILED HTTP 503");
        clock.forward(Duration.ofSeconds(61));
        Servers.GATEWAY.answers(200);
        assertThat(outbox.work()).isEqualTo(1);
        assertThat(sms().state()).isEqualTo(Outbox.State.SENT);
        assertThat(
                        Servers.GATEWAY.requests().stream()
                                .map(r -> r.header("Delta-delivery"))
                                .distinct())
                .hasSize(1);
    }

    @Test
    void what_fails_eight_times_is_given_up_and_can_be_replayed() {
        Servers.GATEWAY.answers(500);
        urged("cpl-c3");
        int tries = 0;
        while (sms().state() == Outbox.State.WAITING && tries < 20) {
            tries += outbox.work();
            clock.forward(Duration.ofHours(24));
        }
        assertThat(Servers.GATEWAY.requests()).hasSize(8);
        assertThat(sms().state()).isEqualTo(Outbox.State.GIVEN_UP);
        Servers.GATEWAY.answers(204);
        assertThat(outbox.replay(sms().id(), "admin")).isTrue();
        assertThat(outbox.replay(sms().id(), "admin")).as("it is under way").isFalse();
        outbox.work();
        assertThat(sms().state()).isEqualTo(Outbox.State.SENT);
        assertThat(outcomes(sms().id()))
                .startsWith("FAILED", "FAILED")
                .endsWith("GIVEN_UP", "REPLAYED", "SENT");
    }

    private List<String> outcomes(long delivery) {
        return jdbc.sql("SELECT outcome FROM notices.attempt WHERE delivery_id = ? ORDER BY id")
                .param(delivery)
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void a_gateway_that_is_gone_or_moved_gets_nothing_elsewhere() {
        Servers.GATEWAY.answers(410);
        urged("cpl-c4");
        outbox.work();
        assertThat(sms().state()).isEqualTo(Outbox.State.GIVEN_UP);
        Servers.GATEWAY.forget();
        Servers.GATEWAY.answers(302);
        urged("cpl-c5");
        outbox.work();
        assertThat(sms().state()).isEqualTo(Outbox.State.WAITING);
        assertThat(Servers.GATEWAY.requests()).as("the redirect was not followed").hasSize(1);
    }

    @Test
    void what_a_worker_took_and_never_reported_is_taken_again() {
        apply(fact(moved("cpl-e1"), "cpl-e1", "dai"));
        jdbc.sql("UPDATE notices.delivery SET tries = 1, next_at = ? WHERE state = 'WAITING'")
                .param(Inbox.utc(clock.instant().plus(Duration.ofMinutes(5))))
                .update();
        assertThat(outbox.work()).isZero();
        clock.forward(Duration.ofMinutes(6));
        assertThat(outbox.work()).isEqualTo(1);
        assertThat(mails()).hasSize(1);
    }
}

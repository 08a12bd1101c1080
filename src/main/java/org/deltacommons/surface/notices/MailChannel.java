package org.deltacommons.surface.notices;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.deltacommons.foundation.web.Words;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/// Mail over SMTP. Plain text; it says what happened and where to look, and nothing of what the
/// case holds.
final class MailChannel implements Channel {

    static final String NAME = "mail";

    private static final int SUBJECT_MAX = 78;

    private final JavaMailSender sender;
    private final String from;
    private final Words words;
    private final String base;

    MailChannel(JavaMailSender sender, String from, Words words, String base) {
        this.sender = sender;
        this.from = from;
        this.words = words;
        this.base = base;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takes(NoticeKind kind) {
        return true;
    }

    @Override
    public boolean reaches(Recipient recipient) {
        return recipient.mail() != null;
    }

    @Override
    public void send(Outgoing notice) throws DeliveryFailed {
        Recipient to = notice.to();
        Words said = words.in(to.language());
        String address = to.mail();
        if (address == null) {
            throw DeliveryFailed.forGood("no address");
        }
        MimeMessage mail = sender.createMimeMessage();
        try {
            MimeMessageHelper helper = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
            helper.setFrom(from, said.say("web.name"));
            helper.setTo(address);
            helper.setSubject(subject(notice.text()));
            helper.setText(
                    said.say(
                            "notices.mail",
                            Map.of(
                                    "name", to.name(),
                                    "text", notice.text(),
                                    "link", notice.link(),
                                    "preferences", base + "/inbox/preferences")));
            mail.setHeader("Auto-Submitted", "auto-generated");
            mail.setHeader("X-Delta-Notice", Long.toString(notice.id()));
            sender.send(mail);
        } catch (MailSendException failed) {
            throw because(failed);
        } catch (MailException | MessagingException | java.io.UnsupportedEncodingException failed) {
            throw DeliveryFailed.forNow(failed.toString());
        }
    }

    /// An address that the server refuses is refused tomorrow, too.
    private static DeliveryFailed because(MailSendException failed) {
        boolean refused =
                failed.getFailedMessages().values().stream()
                        .anyMatch(one ->
                                one instanceof SendFailedException sending
                                        && sending.getInvalidAddresses() != null
                                        && sending.getInvalidAddresses().length > 0);
        String why = failed.toString();
        return refused ? DeliveryFailed.forGood(why) : DeliveryFailed.forNow(why);
    }

    /// One line: what people typed into a title must not become a header.
    private static String subject(String text) {
        String line = text.replaceAll("\\s+", " ");
        int length = line.codePointCount(0, line.length());
        return length <= SUBJECT_MAX
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SUBJECT_MAX - 1)) + "…";
    }
}

package kr.maeul.review.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import java.util.Set;
import kr.maeul.config.Settings;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;

/** Letters by SMTP. Safe for use by several threads. */
public final class SmtpLetters implements Letters {
  private static final String TIMEOUT_MS = "15000";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

  private final Settings.Mail settings;
  private final Settings.Review centre;
  private final Session session;

  public SmtpLetters(Settings.Review centre) {
    this.settings = centre.mail();
    this.centre = centre;
    this.session = session(settings);
  }

  private static Session session(Settings.Mail s) {
    String protocol = s.isTls() ? "smtps" : "smtp";
    Properties p = new Properties();
    p.setProperty("mail.transport.protocol", protocol);
    p.setProperty("mail." + protocol + ".host", s.host());
    p.setProperty("mail." + protocol + ".port", String.valueOf(s.port()));
    p.setProperty("mail." + protocol + ".connectiontimeout", TIMEOUT_MS);
    p.setProperty("mail." + protocol + ".timeout", TIMEOUT_MS);
    p.setProperty("mail." + protocol + ".writetimeout", TIMEOUT_MS);
    p.setProperty("mail." + protocol + ".auth", String.valueOf(s.user() != null));
    p.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
    if (!s.isTls()) {
      boolean isHere = THIS_MACHINE.contains(s.host());
      p.setProperty("mail.smtp.starttls.enable", "true");
      p.setProperty("mail.smtp.starttls.required", String.valueOf(!isHere));
    }
    return Session.getInstance(
        p,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(s.user(), s.password());
          }
        });
  }

  @Override
  public boolean hasDigest() {
    return settings.digestTo() != null;
  }

  @Override
  public boolean isOn() {
    return true;
  }

  /** Sends the one letter that holds the private link. */
  public void link(String email, String link, Lang lang) throws MessagingException {
    send(email, LetterTexts.received(link, centre), lang);
  }

  /** Sends one of the outbox's to a contributor. */
  public void send(Outbox.What what, String email, Lang lang) throws MessagingException {
    send(email, LetterTexts.of(what, centre), lang);
  }

  /** Tells somebody of the centre what became of accounts. */
  public void ofAccounts(Outbox.What what, String email) throws MessagingException {
    send(email, LetterTexts.ofAccounts(what), Lang.KO);
  }

  /** To whom the centre's own letters go, or null. */
  public String centre() {
    return settings.digestTo();
  }

  /** Tells the centre how much there is to review. */
  public void digest(int waiting) throws MessagingException {
    send(settings.digestTo(), LetterTexts.digest(waiting), Lang.KO);
  }

  private void send(String to, LetterTexts.Letter letter, Lang lang) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(address(settings.from()));
    message.setRecipient(RecipientType.TO, address(to));
    message.setSubject(in(letter.subject(), lang), StandardCharsets.UTF_8.name());
    message.setText(in(letter.body(), lang), StandardCharsets.UTF_8.name());
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setSentDate(new Date());
    Transport.send(message);
  }

  /** One address and nothing that could end a header. */
  private static InternetAddress address(String text) throws AddressException {
    if (text.chars().anyMatch(c -> c < ' ' || c == ',' || c == 127)) {
      throw new AddressException("not one address");
    }
    return new InternetAddress(text, true);
  }

  private static String in(Text text, Lang lang) {
    return text.in(lang);
  }
}

package kr.maeul.review;

/**
 * How to send mail.
 *
 * @param host of the SMTP server
 * @param port of it
 * @param isTls whether the connection is encrypted from the start; otherwise STARTTLS is required,
 *     unless the server is on this machine
 * @param user or null
 * @param password or null
 * @param from address that letters come from
 * @param digestTo address of the centre that hears of new contributions, or null
 */
public record MailSettings(
    String host,
    int port,
    boolean isTls,
    String user,
    String password,
    String from,
    String digestTo) {

  /** Does not tell the password. */
  @Override
  public String toString() {
    return "MailSettings[" + host + ":" + port + "]";
  }
}

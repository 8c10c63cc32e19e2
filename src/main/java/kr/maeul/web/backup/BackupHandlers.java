package kr.maeul.web.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import kr.maeul.backup.BackupWriter;
import kr.maeul.backup.Manifest;
import kr.maeul.db.request.Patience;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.text.Text;
import kr.maeul.people.People;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.log.AccessLog;
import kr.maeul.vault.Vault;
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.houses.Reason;
import kr.maeul.web.people.Credentials;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.MediaTypes;
import kr.maeul.web.request.refusal.BusyException;
import kr.maeul.web.request.refusal.NotFoundException;

/**
 * A backup by the browser, for a centre whose people have no terminal. It is asked for with a
 * reason and fetched by an address that works once, so that the browser writes it to its disk as it
 * comes. The key is a file of its own. Safe for use by several threads.
 */
public final class BackupHandlers {
  private static final int MOST_TICKETS = 100;
  private static final Duration TICKET_LASTS = Duration.ofMinutes(5);

  private final ObjectMapper mapper = new ObjectMapper();
  private final BackupWriter writer;
  private final Vault vault;
  private final People people;
  private final Clock clock;
  private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
  private final Semaphore oneAtATime = new Semaphore(1);

  private record Ticket(String account, String reason, Instant ends) {}

  public BackupHandlers(BackupWriter writer, Vault vault, People people, Clock clock) {
    this.writer = writer;
    this.vault = vault;
    this.people = people;
    this.clock = clock;
  }

  /** {@code POST /api/backups} with a {@code reason}: where to fetch one. */
  public void ask(Exchange e) throws IOException {
    String reason = reason(e);
    Instant now = clock.instant();
    tickets.values().removeIf(t -> t.ends().isBefore(now));
    if (tickets.size() >= MOST_TICKETS) {
      throw busy();
    }
    String secret = vault.newSecret();
    tickets.put(secret, new Ticket(e.caller().account(), reason, now.plus(TICKET_LASTS)));
    String path = "/api/backups/" + secret;
    e.status(201).header("Location", path).header("Cache-Control", "no-store");
    e.sendAsIs(MediaTypes.JSON, mapper.writeValueAsBytes(Map.of("path", path)));
  }

  /** {@code GET /api/backups/{ticket}}: the backup, as it is written. */
  public void fetch(Exchange e) throws Exception {
    Ticket ticket = tickets.get(e.pathParam("ticket"));
    boolean isTheirs =
        ticket != null
            && Objects.equals(ticket.account(), e.caller().account())
            && clock.instant().isBefore(ticket.ends());
    if (!isTheirs) {
      throw gone();
    }
    if (!oneAtATime.tryAcquire()) {
      throw busy();
    }
    try {
      if (tickets.remove(e.pathParam("ticket")) == null) {
        throw gone();
      }
      record(e, "backup", ticket.reason(), 0);
      e.header("Content-Disposition", "attachment; filename=\"maeul-" + today() + ".zip\"")
          .header("Cache-Control", "no-store");
      OutputStream out = e.streamAsIs("application/zip");
      Patience.without(
          () -> {
            Manifest manifest = writer.write(out);
            out.close(); // not before it is whole
            record(e, "backup", ticket.reason(), manifest.rows());
          });
    } finally {
      oneAtATime.release();
    }
  }

  /** {@code POST /api/backups/key} with a {@code reason}: the key, to be kept apart. */
  public void key(Exchange e) throws IOException {
    String reason = reason(e);
    record(e, "key", reason, 0);
    e.header("Content-Disposition", "attachment; filename=\"maeul.key\"")
        .header("Cache-Control", "no-store");
    e.sendAsIs("application/octet-stream", vault.key().getBytes(StandardCharsets.US_ASCII));
  }

  private static String reason(Exchange e) throws IOException {
    JsonBody body = BackupOperations.WITH_REASON.read(e);
    String reason = body.get(BackupOperations.REASON);
    body.done();
    return Reason.of(reason);
  }

  private static BusyException busy() {
    return new BusyException(
        new Text(
            "지금 다른 백업이 만들어지고 있습니다. 끝난 뒤 다시 하세요.",
            "another backup is being made; try again when it is done"));
  }

  private static NotFoundException gone() {
    return new NotFoundException(
        new Text(
            "백업을 받는 주소는 한 번만, 5분 동안 쓸 수 있습니다.",
            "an address of a backup works once, for five minutes"));
  }

  private void record(Exchange e, String item, String reason, long rows) {
    Actor by = Credentials.actor(e);
    if (rows == 0) {
      people.accessLog().read(by, AccessLog.Action.EXPORT, null, item, reason);
    } else {
      people.accessLog().rows(by, AccessLog.Action.EXPORT, null, item, reason, rows);
    }
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), TownZone.ID).toString();
  }
}

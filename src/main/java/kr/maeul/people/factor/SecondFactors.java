package kr.maeul.people.factor;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import kr.maeul.vault.Sealed;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;

/**
 * Second factors of accounts: a secret shared with an app, sealed by the service's key, and
 * recovery codes. All of it within transactions of the caller's. Safe for use by several threads.
 */
public final class SecondFactors {
  private static final String TABLE = "maeul_second_factor";

  private static final RowViewMapper<Row> ROW =
      row ->
          new Row(
              row.getColumn("sealed", String.class),
              instant(row.getColumn("confirmed_at", OffsetDateTime.class)),
              row.getColumn("last_step", Long.class));

  private final OneTimeCodes codes = new OneTimeCodes();
  private final RecoveryCodes recovery = new RecoveryCodes();
  private final Clock clock;

  private record Row(String sealed, Instant confirmed, long lastStep) {}

  /**
   * What there is of an account.
   *
   * @param since when it was set up; null where it is not
   * @param codesLeft recovery codes that have not been used
   */
  public record Status(Instant since, int codesLeft) {
    public boolean isOn() {
      return since != null;
    }
  }

  /** What a code was. */
  public enum Proof {
    WRONG,
    APP,
    RECOVERY
  }

  public SecondFactors(Clock clock) {
    this.clock = clock;
  }

  public Status status(Handle h, String account) {
    Instant since = find(h, account, "").map(Row::confirmed).orElse(null);
    return new Status(since, since == null ? 0 : RecoveryCodes.left(h, account));
  }

  /** A new secret for an account that has no second factor yet. Of no effect until confirmed. */
  public String begin(Handle h, Vault vault, String account) {
    String secret = codes.newSecret();
    h.execute("DELETE FROM \"" + TABLE + "\" WHERE \"account_id\" = ?", account);
    h.createUpdate(
            "INSERT INTO \"maeul_second_factor\" (\"account_id\", \"sealed\", \"begun_at\")"
                + " VALUES (:account, :sealed, :now)")
        .bind("account", account)
        .bind("sealed", vault.seal(owner(account), secret))
        .bind("now", now())
        .execute();
    return secret;
  }

  /**
   * Takes the secret into use, where a code shows that the app has it.
   *
   * @return recovery codes, this once; empty where the code is wrong or nothing was started
   */
  public Optional<List<String>> confirm(Handle h, Vault vault, String account, String typed) {
    Optional<Row> row = find(h, account, " FOR UPDATE").filter(r -> r.confirmed == null);
    if (row.isEmpty() || !useOfApp(h, vault, account, row.get(), typed)) {
      return Optional.empty();
    }
    h.createUpdate(
            "UPDATE \"maeul_second_factor\" SET \"confirmed_at\" = :now"
                + " WHERE \"account_id\" = :account")
        .bind("now", now())
        .bind("account", account)
        .execute();
    return Optional.of(recovery.renew(h, vault, account));
  }

  /** New recovery codes instead of all that there were. */
  public List<String> renewCodes(Handle h, Vault vault, String account) {
    return recovery.renew(h, vault, account);
  }

  /** Uses a code up: one that was used, of the app or of paper, is wrong from then on. */
  public Proof use(Handle h, Vault vault, String account, String typed) {
    Optional<Row> row = find(h, account, " FOR UPDATE").filter(r -> r.confirmed != null);
    if (row.isEmpty()) {
      return Proof.WRONG;
    }
    if (useOfApp(h, vault, account, row.get(), typed)) {
      return Proof.APP;
    }
    return RecoveryCodes.use(h, vault, account, typed) ? Proof.RECOVERY : Proof.WRONG;
  }

  private boolean useOfApp(Handle h, Vault vault, String account, Row row, String typed) {
    Optional<String> secret = vault.open(owner(account), row.sealed);
    if (secret.isEmpty()) {
      return false;
    }
    OptionalLong step = codes.step(secret.get(), typed, row.lastStep, clock.instant());
    step.ifPresent(
        s ->
            h.createUpdate(
                    "UPDATE \"maeul_second_factor\" SET \"last_step\" = :step"
                        + " WHERE \"account_id\" = :account")
                .bind("step", s)
                .bind("account", account)
                .execute());
    return step.isPresent();
  }

  /** Takes it away; answers whether there was one in use. */
  public static boolean remove(Handle h, String account) {
    RecoveryCodes.forget(h, account);
    return h.createUpdate(
                "DELETE FROM \"maeul_second_factor\" WHERE \"account_id\" = :account"
                    + " AND \"confirmed_at\" IS NOT NULL")
            .bind("account", account)
            .execute()
        > 0;
  }

  /** Ids of all accounts that have one. */
  public static Set<String> all(Handle h) {
    return h.createQuery(
            "SELECT \"account_id\" FROM \"maeul_second_factor\""
                + " WHERE \"confirmed_at\" IS NOT NULL")
        .mapTo(String.class)
        .set();
  }

  /** Some of what is sealed, if there is any. */
  public static List<Sealed> some(Handle h, int most) {
    RowViewMapper<Sealed> sealed =
        row ->
            new Sealed(
                TABLE,
                owner(row.getColumn("account_id", String.class)),
                row.getColumn("sealed", String.class));
    return h.createQuery(
            "SELECT \"account_id\", \"sealed\" FROM \"maeul_second_factor\""
                + " ORDER BY \"account_id\" FETCH FIRST :most ROWS ONLY")
        .bind("most", most)
        .map(sealed)
        .list();
  }

  /** Takes all of it away, where the key to it is lost. */
  public static void forgetAll(Handle h) {
    h.execute("DELETE FROM \"maeul_recovery_code\"");
    h.execute("DELETE FROM \"maeul_second_factor\"");
  }

  private static Optional<Row> find(Handle h, String account, String lock) {
    return h.createQuery(
            "SELECT \"sealed\", \"confirmed_at\", \"last_step\" FROM \"maeul_second_factor\""
                + " WHERE \"account_id\" = :account"
                + lock)
        .bind("account", account)
        .map(ROW)
        .findOne();
  }

  private static String owner(String account) {
    return "second factor of " + account;
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}

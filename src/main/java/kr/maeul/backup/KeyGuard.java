package kr.maeul.backup;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import kr.maeul.db.Database;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.houses.ledger.owner.PlanningSeals;
import kr.maeul.people.factor.SecondFactors;
import kr.maeul.review.mail.ReviewSeals;
import kr.maeul.vault.Sealed;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;

/**
 * Sees to it that a database is used with the key that its contacts and owners were sealed by. From
 * the first use on the database knows its key again, without knowing it. Stateless.
 */
public final class KeyGuard {
  /** One that is broken may not keep a centre from its map, so a few are tried. */
  private static final int TRIED_OF_EACH_KIND = 3;

  private static final String WHAT_TO_DO_KO =
      " MAEUL_SECRET_KEY 또는 데이터 폴더의 contributions.key를 이 데이터베이스를 쓰던 때의 것(백업 옆의 .key 파일)으로 되돌려 놓으세요."
          + " 여러 서버가 한 데이터베이스를 함께 쓸 때는 모두 같은 열쇠를 써야 합니다. 열쇠를 정말 잃어버렸다면 docs/operating.md의 '열쇠'를 보세요. 아무것도 바꾸지 않았습니다.";
  private static final String WHAT_TO_DO_EN =
      " Put back the MAEUL_SECRET_KEY, or the contributions.key in the data folder, that this database was used with (the"
          + " .key file kept with the backups). Several servers over one database all need the same one. If it is lost for good, see \"The key\" in docs/operating.md. Nothing was"
          + " changed.";

  private static final String FIND_IT_KO =
      " 쓰던 열쇠(앞서 만든 백업 옆의 .key 파일)를 찾아 이 백업과 함께, 그러나 다른 곳에 보관하고, 제자리에 되돌려 놓으세요."
          + " docs/operating.md의 '열쇠'를 보세요.";
  private static final String FIND_IT_EN =
      " Find the one that was used (the .key file kept with an earlier backup), keep it for this backup too, in another place,"
          + " and put it back where it belongs: see \"The key\" in docs/operating.md.";

  private KeyGuard() {}

  /**
   * The vault for a database: with the key that it knows; with a new one where nothing was ever
   * sealed in it.
   *
   * @param setting 32 bytes in Base64, or null for the file in the data folder
   * @throws DatabaseException if the key is missing or another one; no key was made then
   */
  public static Vault open(Database database, String setting, Path dataDirectory, Clock clock) {
    Optional<String> known = database.read(KeyGuard::known);
    List<Sealed> sealed = database.read(KeyGuard::some);
    Optional<Vault> there = find(setting, dataDirectory);
    if (there.isEmpty() && (known.isPresent() || !sealed.isEmpty())) {
      throw new DatabaseException(
          "연락처와 소유자 정보를 여는 열쇠가 없습니다."
              + WHAT_TO_DO_KO
              + " / The key that opens contacts and owners is missing."
              + WHAT_TO_DO_EN);
    }
    Vault vault = there.orElseGet(() -> Vault.open(setting, dataDirectory));
    List<String> shut = shut(vault, sealed);
    if (known.filter(k -> !k.equals(vault.check())).isPresent() || !shut.isEmpty()) {
      throw another(shut);
    }
    if (known.isEmpty() && !remember(database, vault, clock)) {
      return open(database, setting, dataDirectory, clock); // another instance was quicker
    }
    return vault;
  }

  /**
   * The key of a backup that has just been made here, to be kept with it.
   *
   * @param setting 32 bytes in Base64, or null for the file in the data folder
   * @throws BackupRefusedException if the key is missing or another one
   */
  public static Vault ofBackup(Manifest manifest, String setting, Path dataDirectory) {
    Vault key = find(setting, dataDirectory).orElseThrow(KeyGuard::missingBesideBackup);
    if (!key.check().equals(manifest.keyCheck())) {
      String where = setting == null ? Vault.file(dataDirectory).toString() : "MAEUL_SECRET_KEY";
      throw new BackupRefusedException(
          "백업은 만들었지만 열쇠는 쓰지 못했습니다. 지금 있는 열쇠("
              + where
              + ")는 다른 것이어서 이 데이터베이스의 연락처와 소유자 정보를 열지 못하고, 서비스도 이 열쇠로는 시작하지 않습니다."
              + FIND_IT_KO,
          "The backup is made, its key is not: the key that is here ("
              + where
              + ") is another one. It does not open the contacts and owners of this database, and the service does not start with it."
              + FIND_IT_EN);
    }
    return key;
  }

  private static BackupRefusedException missingBesideBackup() {
    return new BackupRefusedException(
        "백업은 만들었지만 열쇠는 쓰지 못했습니다. 열쇠가 여기에 없고(MAEUL_SECRET_KEY, 데이터 폴더의 contributions.key),"
            + " 이 백업의 연락처와 소유자 정보는 그 열쇠 없이는 열리지 않습니다."
            + FIND_IT_KO,
        "The backup is made, its key is not: the key is not here (MAEUL_SECRET_KEY, contributions.key in the data folder),"
            + " and contacts and owners in this backup do not open without it."
            + FIND_IT_EN);
  }

  private static DatabaseException another(List<String> shut) {
    String tables = shut.isEmpty() ? "" : " (" + String.join(", ", shut) + ")";
    return new DatabaseException(
        "지금 열쇠로는 저장된 연락처와 소유자 정보가 열리지 않습니다"
            + tables
            + "."
            + WHAT_TO_DO_KO
            + " / The present key does not open the contacts and owners that are stored"
            + tables
            + "."
            + WHAT_TO_DO_EN);
  }

  private static Optional<Vault> find(String setting, Path dataDirectory) {
    try {
      return Vault.find(setting, dataDirectory);
    } catch (UncheckedIOException e) {
      throw new DatabaseException(
          "열쇠 파일을 읽을 수 없거나 열쇠가 아닙니다: "
              + Vault.file(dataDirectory)
              + "."
              + WHAT_TO_DO_KO
              + " / The key's file cannot be read, or holds no key: "
              + e.getCause().getMessage()
              + "."
              + WHAT_TO_DO_EN,
          e);
    }
  }

  /** Kinds of which there are some and none opens. */
  private static List<String> shut(Vault vault, List<Sealed> sealed) {
    TreeSet<String> kinds = new TreeSet<>();
    sealed.forEach(s -> kinds.add(s.kind()));
    sealed.stream()
        .filter(s -> vault.open(s.owner(), s.text()).isPresent())
        .forEach(s -> kinds.remove(s.kind()));
    return List.copyOf(kinds);
  }

  /** Whether it was this key that the database will know from now on. */
  private static boolean remember(Database database, Vault vault, Clock clock) {
    try {
      return database.inTransaction(
          tx ->
              tx.handle()
                      .execute(
                          "INSERT INTO \"maeul_key\" (\"id\", \"key_check\", \"first_at\") VALUES (1, ?, ?)",
                          vault.check(),
                          clock.instant().atOffset(ZoneOffset.UTC))
                  == 1);
    } catch (DatabaseException e) { // another instance that starts now may have been quicker
      if (database.read(KeyGuard::known).isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  /** By what the database knows its key; empty where it has never had one. */
  static Optional<String> known(Handle h) {
    return h.createQuery("SELECT \"key_check\" FROM \"maeul_key\"").mapTo(String.class).findFirst();
  }

  private static List<Sealed> some(Handle h) {
    List<Sealed> some = new ArrayList<>(ReviewSeals.some(h, TRIED_OF_EACH_KIND));
    some.addAll(PlanningSeals.some(h, TRIED_OF_EACH_KIND));
    some.addAll(SecondFactors.some(h, TRIED_OF_EACH_KIND));
    return some;
  }

  /** Takes away all that is sealed and what the key was known by. */
  public static void forget(Handle h) {
    ReviewSeals.forget(h);
    PlanningSeals.forget(h);
    SecondFactors.forgetAll(h);
    h.execute("DELETE FROM \"maeul_key\"");
  }
}

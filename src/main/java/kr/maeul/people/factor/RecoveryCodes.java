package kr.maeul.people.factor;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;

/**
 * Codes on paper, each of which stands in for the app once. Kept as hashes that take the service's
 * key to compute. Stateless but for the source of chance; safe for use by several threads.
 */
final class RecoveryCodes {
  static final int CODES = 10;

  /** Neither 0, 1, I nor O, which are mistaken for each other. */
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int GROUPS = 3;
  private static final int GROUP = 4;

  private final SecureRandom random = new SecureRandom();

  /** New ones instead of all that there were. */
  List<String> renew(Handle h, Vault vault, String account) {
    forget(h, account);
    List<String> codes = new ArrayList<>();
    while (codes.size() < CODES) {
      String code = next();
      codes.add(code);
      h.execute(
          "INSERT INTO \"maeul_recovery_code\" (\"account_id\", \"code_hash\") VALUES (?, ?)",
          account,
          hash(vault, account, code));
    }
    return codes;
  }

  private String next() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        code.append('-');
      }
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /** Uses one up; answers whether it was one. Of several at once one gets it. */
  static boolean use(Handle h, Vault vault, String account, String typed) {
    return h.execute(
            "DELETE FROM \"maeul_recovery_code\" WHERE \"account_id\" = ? AND \"code_hash\" = ?",
            account,
            hash(vault, account, typed))
        > 0;
  }

  static int left(Handle h, String account) {
    return h.createQuery(
            "SELECT COUNT(*) FROM \"maeul_recovery_code\" WHERE \"account_id\" = :account")
        .bind("account", account)
        .mapTo(Integer.class)
        .one();
  }

  static void forget(Handle h, String account) {
    h.execute("DELETE FROM \"maeul_recovery_code\" WHERE \"account_id\" = ?", account);
  }

  private static String hash(Vault vault, String account, String typed) {
    String plain = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    return vault.fingerprint("recovery code", account + " " + plain);
  }
}

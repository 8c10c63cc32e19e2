package kr.maeul.review.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import kr.maeul.vault.Sealed;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;

/** What of contributions is sealed. Stateless. */
public final class ReviewSeals {
  private ReviewSeals() {}

  /**
   * Some of each kind, if there are any.
   *
   * @param most of each kind
   */
  public static List<Sealed> some(Handle h, int most) {
    List<Sealed> some =
        new ArrayList<>(some(h, "maeul_submission_contact", UnaryOperator.identity(), most));
    some.addAll(some(h, "maeul_outbox", Outbox::ownerOfLink, most));
    return some;
  }

  private static List<Sealed> some(Handle h, String table, UnaryOperator<String> owner, int most) {
    RowViewMapper<Sealed> sealed =
        row ->
            new Sealed(
                table,
                owner.apply(row.getColumn("submission_id", String.class)),
                row.getColumn("sealed", String.class));
    return h.createQuery(
            "SELECT \"submission_id\", \"sealed\" FROM \""
                + table
                + "\" WHERE \"sealed\" IS NOT NULL ORDER BY \"submission_id\" FETCH FIRST :most ROWS"
                + " ONLY")
        .bind("most", most)
        .map(sealed)
        .list();
  }

  /** Takes away all that is sealed, where the key to it is lost. */
  public static void forget(Handle h) {
    h.execute("DELETE FROM \"maeul_submission_contact\"");
    h.execute("DELETE FROM \"maeul_outbox\" WHERE \"sealed\" IS NOT NULL");
  }
}

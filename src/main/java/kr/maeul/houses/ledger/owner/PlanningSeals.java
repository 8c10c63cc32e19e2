package kr.maeul.houses.ledger.owner;

import java.util.ArrayList;
import java.util.List;
import kr.maeul.houses.ledger.house.LedgerColumns;
import kr.maeul.vault.Sealed;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;

/** What planners keep sealed. Stateless. */
public final class PlanningSeals {
  private PlanningSeals() {}

  /**
   * Some of each kind, if there are any.
   *
   * @param most of each kind
   */
  public static List<Sealed> some(Handle h, int most) {
    RowViewMapper<Sealed> owner =
        row ->
            new Sealed(
                "maeul_house_owner",
                Owners.purpose(LedgerColumns.text(row, "house")),
                LedgerColumns.text(row, "sealed"));
    RowViewMapper<Sealed> contact =
        row ->
            new Sealed(
                "maeul_house_contact",
                ContactLog.purpose(LedgerColumns.text(row, "house"), LedgerColumns.text(row, "id")),
                LedgerColumns.text(row, "sealed"));
    List<Sealed> some = new ArrayList<>();
    some.addAll(
        h.createQuery(
                "SELECT \"house\", \"sealed\" FROM \"maeul_house_owner\" WHERE \"sealed\" IS NOT NULL"
                    + " ORDER BY \"house\" FETCH FIRST :most ROWS ONLY")
            .bind("most", most)
            .map(owner)
            .list());
    some.addAll(
        h.createQuery(
                "SELECT \"id\", \"house\", \"sealed\" FROM \"maeul_house_contact\""
                    + " WHERE \"sealed\" IS NOT NULL ORDER BY \"id\" FETCH FIRST :most ROWS ONLY")
            .bind("most", most)
            .map(contact)
            .list());
    return some;
  }

  /** Takes away all that is sealed, where the key to it is lost. */
  public static void forget(Handle h) {
    h.execute("UPDATE \"maeul_house_owner\" SET \"sealed\" = NULL");
    h.execute("UPDATE \"maeul_house_contact\" SET \"sealed\" = NULL");
  }
}

package kr.maeul.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kr.maeul.people.log.AccessLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgis")
class PostGisPeopleTest extends PeopleContract {
  @Test
  void notEvenTheDatabaseUserChangesTheLog() {
    people.accessLog().read(SOMEBODY, AccessLog.Action.LIST, "houses", null, null);
    for (String sql :
        List.of(
            "UPDATE \"maeul_access_log\" SET \"item\" = 'other'",
            "UPDATE \"maeul_access_log\" SET \"times\" = 0",
            "DELETE FROM \"maeul_access_log\"",
            "TRUNCATE \"maeul_access_log\"")) {
      assertThatThrownBy(() -> database.inTransaction(tx -> tx.handle().execute(sql)))
          .as(sql)
          .hasStackTraceContaining("not to be changed");
    }
    assertThat(
            database.<Integer>inTransaction(
                tx ->
                    tx.handle()
                        .execute(
                            "INSERT INTO \"maeul_access_log\" (\"at\", \"address\", \"action\", \"times\", \"rows\")"
                                + " VALUES (now() - interval '3 years', '-', 'list', 1, 1)")))
        .isEqualTo(1);
    people.sweep();
    assertThat(
            database.<Long>read(
                h ->
                    h.createQuery(
                            "SELECT count(*) FROM \"maeul_access_log\" WHERE \"at\" < now() - interval '2 years'")
                        .mapTo(Long.class)
                        .one()))
        .isZero();
  }
}

package kr.maeul.houses.ledger.house;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.result.RowView;

/** How times and JSON stand in the tables of this package. */
public final class LedgerColumns {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_IN_A_LIST = 500;

  private LedgerColumns() {}

  /** As exact as both databases keep it. */
  public static OffsetDateTime now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }

  public static Instant instant(RowView row, String column) {
    OffsetDateTime at = row.getColumn(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  public static String text(RowView row, String column) {
    return row.getColumn(column, String.class);
  }

  public static ObjectNode json(String text) {
    try {
      return text == null ? null : (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept request is not JSON", e);
    }
  }

  /** Ids in lists that a statement takes. */
  public static List<List<String>> parts(Collection<String> ids) {
    List<String> all = List.copyOf(ids);
    List<List<String>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i += MOST_IN_A_LIST) {
      parts.add(all.subList(i, Math.min(all.size(), i + MOST_IN_A_LIST)));
    }
    return parts;
  }
}

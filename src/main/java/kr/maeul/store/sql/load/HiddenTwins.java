package kr.maeul.store.sql.load;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.Layer;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.load.lot.LotHouse;

/**
 * New rows of a load that are, by their number in a register, their lot or their address, what the
 * layer has already and somebody keeps hidden. For one load.
 */
final class HiddenTwins {
  private final LoadStage stage;
  private final Layer layer;
  private final String isKeptBack;
  private final List<String> alike;
  private final List<String> apart;

  /** What a row says of itself. */
  private record Row(String id, List<String> alike, List<String> apart) {
    boolean isApart(Row other) {
      for (int i = 0; i < apart.size(); i++) {
        String one = apart.get(i);
        if (one != null && other.apart.get(i) != null && !one.equals(other.apart.get(i))) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * @param isKeptBack condition that somebody keeps a row {@code o} hidden
   */
  HiddenTwins(LoadStage stage, String isKeptBack) {
    this.stage = stage;
    this.layer = stage.layer();
    this.isKeptBack = isKeptBack;
    ImportRules.Parcel parcel = layer.imports().parcel();
    this.alike =
        Stream.of(parcel.register(), parcel.number(), parcel.address())
            .filter(name -> name != null)
            .toList();
    this.apart = parcel.apart();
  }

  /**
   * Ids of both, {@code new = hidden}.
   *
   * @param from adds where newly shown rows {@code s} come from; {@code t} is what the layer has
   */
  Set<String> of(Consumer<Sql> from) throws SQLException {
    Map<List<String>, List<Row>> hidden = new HashMap<>();
    Sql there = new Sql().add("SELECT o.\"id\"" + columns("o."));
    there.add(" FROM " + Dialect.table(layer) + " o WHERE " + isKeptBack);
    read(
        there,
        row -> keys(row).forEach(k -> hidden.computeIfAbsent(k, x -> new ArrayList<>()).add(row)));
    Set<String> twins = new LinkedHashSet<>();
    if (hidden.isEmpty()) {
      return twins;
    }
    Sql shown = new Sql().add("SELECT s.\"id\"" + columns("s."));
    from.accept(shown);
    read(
        shown.add(" AND t.\"id\" IS NULL ORDER BY 1"),
        row ->
            keys(row).stream()
                .flatMap(k -> hidden.getOrDefault(k, List.of()).stream())
                .filter(other -> !row.isApart(other))
                .findFirst()
                .ifPresent(other -> twins.add(row.id() + " = " + other.id())));
    return twins;
  }

  private List<List<String>> keys(Row row) {
    List<List<String>> keys = new ArrayList<>();
    for (int i = 0; i < alike.size(); i++) {
      if (row.alike().get(i) != null) {
        keys.add(List.of(alike.get(i), row.alike().get(i)));
      }
    }
    return keys;
  }

  private String columns(String of) {
    StringBuilder columns = new StringBuilder();
    Stream.concat(alike.stream(), apart.stream())
        .map(name -> Dialect.column(layer.property(name).orElseThrow()))
        .forEach(column -> columns.append(", ").append(of).append(column));
    return columns.toString();
  }

  private void read(Sql sql, Consumer<Row> found) throws SQLException {
    try (PreparedStatement s = sql.prepare(stage.connection())) {
      s.setFetchSize(LoadStage.ROWS_FETCHED);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          List<String> said = new ArrayList<>();
          for (int i = 0; i < alike.size() + apart.size(); i++) {
            String text = LotHouse.plain(r.getString(2 + i));
            said.add(text.isEmpty() ? null : text);
          }
          found.accept(
              new Row(
                  r.getString(1),
                  said.subList(0, alike.size()),
                  said.subList(alike.size(), said.size())));
        }
      }
    }
  }
}

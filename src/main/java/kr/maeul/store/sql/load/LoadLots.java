package kr.maeul.store.sql.load;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.Role;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad.Conflict;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.load.lot.LotHouse;
import kr.maeul.store.sql.load.lot.LotMatch;

/**
 * Finds out which house of a lot a staged row is about whose id was made of the lot and of the
 * order of the file: the next file may have another order, or not all of them. For one load.
 */
final class LoadLots {
  private static final int MOST_NAMED = 5;
  private static final Pattern MADE = Pattern.compile("(.*?([0-9]{19}))(:[0-9]+)?");

  private final LoadStage stage;
  private final Layer layer;
  private final ImportRules.Parcel parcel;
  private final List<Property> telling = new ArrayList<>();
  private final Map<String, Lot> lots = new TreeMap<>();

  /** What one lot has: rows of the load, and houses of the layer. */
  private static final class Lot {
    private final List<LotHouse> rows = new ArrayList<>();
    private final List<LotHouse> there = new ArrayList<>();
  }

  LoadLots(LoadStage stage) {
    this.stage = stage;
    this.layer = stage.layer();
    this.parcel = layer.imports().parcel();
    parcel.apart().forEach(name -> telling.add(layer.property(name).orElseThrow()));
    telling.add(parcel.register() == null ? null : layer.property(parcel.register()).orElseThrow());
    telling.add(layer.byRole(Role.TITLE).orElse(null));
  }

  /**
   * Gives rows the ids of the houses that they are about, and takes those out of the stage of which
   * that is not clear.
   *
   * @param spared houses that rows name which cannot be taken, with the place of the row
   * @param most the most conflicts to have in the list
   */
  void match(Map<String, Long> spared, int most, List<Conflict> conflicts) throws SQLException {
    String number = Dialect.column(layer.property(parcel.number()).orElseThrow());
    String isMade = "s." + Dialect.MARK + " LIKE '%," + layer.idName() + ",%'";
    // Not IN (SELECT …): H2 asks that anew for each row where it hands rows out one by one.
    Set<String> known = numbers(number);
    read(
        "SELECT s." + Dialect.PLACE + ", s.\"id\", s." + number + columns("s."),
        stage.name() + " s WHERE " + isMade,
        known,
        (base, house) -> lots.computeIfAbsent(base, b -> new Lot()).rows.add(house));
    Set<String> loaded = new HashSet<>();
    lots.values().forEach(lot -> lot.rows.forEach(row -> loaded.add(row.lot())));
    read(
        "SELECT 0, t.\"id\", t." + number + columns("t."),
        Dialect.table(layer) + " t",
        loaded,
        (base, house) -> {
          if (lots.containsKey(base)) {
            lots.get(base).there.add(house);
          }
        });
    spareNeighbours(spared);
    Map<LotHouse, String> renamed = new LinkedHashMap<>();
    for (Map.Entry<String, Lot> e : lots.entrySet()) {
      match(e.getKey(), e.getValue(), renamed, spared, most, conflicts);
    }
    rename(renamed);
  }

  /** A row that cannot be taken may be about any house of its lot. */
  private void spareNeighbours(Map<String, Long> spared) throws SQLException {
    String sql = "SELECT t.\"id\" FROM " + Dialect.table(layer) + " t WHERE t.\"id\" LIKE ?";
    try (PreparedStatement s = stage.connection().prepareStatement(sql)) {
      for (Map.Entry<String, Long> e : List.copyOf(spared.entrySet())) {
        Matcher made = MADE.matcher(e.getKey());
        if (made.matches()) {
          s.setString(1, "%" + made.group(2) + "%");
          try (ResultSet r = s.executeQuery()) {
            while (r.next()) {
              Matcher other = MADE.matcher(r.getString(1));
              if (other.matches() && other.group(1).equals(made.group(1))) {
                spared.putIfAbsent(r.getString(1), e.getValue());
              }
            }
          }
        }
      }
    }
  }

  private String columns(String of) {
    StringBuilder columns = new StringBuilder();
    telling.forEach(p -> columns.append(", ").append(p == null ? "NULL" : of + Dialect.column(p)));
    return columns.toString();
  }

  /** The numbers of the lots that have a house in the layer. */
  private Set<String> numbers(String number) throws SQLException {
    Set<String> numbers = new HashSet<>();
    String sql =
        "SELECT DISTINCT "
            + number
            + " FROM "
            + Dialect.table(layer)
            + " WHERE "
            + number
            + " > ''";
    try (PreparedStatement s = stage.connection().prepareStatement(sql)) {
      s.setFetchSize(LoadStage.ROWS_FETCHED);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          numbers.add(r.getString(1));
        }
      }
    }
    return numbers;
  }

  /**
   * Reads rows of the stage or of the layer in the order of the file.
   *
   * @param numbers which lots to read
   */
  private void read(
      String select, String from, Set<String> numbers, BiConsumer<String, LotHouse> houses)
      throws SQLException {
    String sql = select + " FROM " + from + " ORDER BY 1, 2";
    try (PreparedStatement s = stage.connection().prepareStatement(sql)) {
      s.setFetchSize(LoadStage.ROWS_FETCHED);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          String lot = r.getString(3);
          if (!numbers.contains(lot)) {
            continue;
          }
          List<String> says = new ArrayList<>();
          for (int i = 0; i < telling.size(); i++) {
            says.add(LotHouse.plain(r.getString(4 + i)));
          }
          LotHouse house = new LotHouse(r.getLong(1), r.getString(2), lot, says);
          houses.accept(house.base(), house);
        }
      }
    }
  }

  private void match(
      String base,
      Lot lot,
      Map<LotHouse, String> renamed,
      Map<String, Long> spared,
      int most,
      List<Conflict> conflicts)
      throws SQLException {
    if (lot.there.isEmpty()) {
      return;
    }
    LotMatch match = LotMatch.of(lot.rows, lot.there);
    Set<String> taken = new HashSet<>();
    lot.there.forEach(h -> taken.add(h.id()));
    for (LotHouse row : lot.rows) {
      if (match.unclear().contains(row)) {
        lot.there.forEach(h -> spared.putIfAbsent(h.id(), row.place()));
        stage.take(row.place(), row.id());
        if (conflicts.size() < most) {
          conflicts.add(new Conflict(row.place(), row.id(), layer.idName(), unclear(lot.there)));
        }
      } else if (match.known().containsKey(row)) {
        renamed.put(row, match.known().get(row).id());
      } else {
        renamed.put(row, taken.add(row.id()) ? row.id() : free(base, taken));
      }
    }
  }

  /** An id of the lot that nothing has or had. */
  private String free(String base, Set<String> taken) throws SQLException {
    String had =
        "SELECT COUNT(*) FROM \"maeul_revision\" r WHERE r.\"layer\" = ? AND r.\"feature\" = ?";
    for (int n = 2; ; n++) {
      String id = base + ":" + n;
      if (!taken.contains(id)) {
        try (PreparedStatement s = stage.connection().prepareStatement(had)) {
          s.setString(1, layer.id());
          s.setString(2, id);
          try (ResultSet r = s.executeQuery()) {
            r.next();
            if (r.getLong(1) == 0) {
              taken.add(id);
              return id;
            }
          }
        }
      }
    }
  }

  private Text unclear(List<LotHouse> there) {
    String ids =
        String.join(", ", there.stream().limit(MOST_NAMED).map(LotHouse::id).toList())
            + (there.size() > MOST_NAMED ? ", …" : "");
    String titles = String.join(", ", parcel.apart().stream().map(n -> title(n).ko()).toList());
    String titlesEn = String.join(", ", parcel.apart().stream().map(n -> title(n).en()).toList());
    boolean hasApart = !parcel.apart().isEmpty();
    return new Text(
        "같은 필지에 있는 집("
            + ids
            + ") 가운데 어느 집인지 알 수 없습니다. "
            + (hasApart ? titles + " 열을 채우거나, " : "")
            + "id 열에 그 집의 번호를 적거나, 집을 구별하는 열을 알려 주세요 (--id-from pnu,동명).",
        "may be about any of the houses on its lot ("
            + ids
            + "): "
            + (hasApart ? "fill in " + titlesEn + ", or " : "")
            + "give the id of the house in a column id, or name columns that tell them apart"
            + " (--id-from pnu,동명)");
  }

  private Text title(String name) {
    return layer.property(name).orElseThrow().title();
  }

  /** In two steps, since two rows may change their ids with each other. */
  private void rename(Map<LotHouse, String> renamed) throws SQLException {
    renamed.entrySet().removeIf(e -> e.getKey().id().equals(e.getValue()));
    int n = 0;
    List<String[]> second = new ArrayList<>();
    for (Map.Entry<LotHouse, String> e : renamed.entrySet()) {
      String between = "~" + ++n;
      rename(e.getKey().place(), e.getKey().id(), between);
      second.add(new String[] {Long.toString(e.getKey().place()), between, e.getValue()});
    }
    for (String[] one : second) {
      rename(Long.parseLong(one[0]), one[1], one[2]);
    }
  }

  private void rename(long place, String from, String to) throws SQLException {
    String sql =
        "UPDATE " + stage.name() + " SET \"id\" = ? WHERE " + Dialect.PLACE + " = ? AND \"id\" = ?";
    try (PreparedStatement s = stage.connection().prepareStatement(sql)) {
      s.setString(1, to);
      s.setLong(2, place);
      s.setString(3, from);
      s.executeUpdate();
    }
  }
}

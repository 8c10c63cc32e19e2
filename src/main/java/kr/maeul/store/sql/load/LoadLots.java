package kr.maeul.store.sql.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.text.ComparedText;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad.Conflict;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.load.lot.LotHouse;
import kr.maeul.store.sql.load.lot.LotMatch;
import kr.maeul.store.sql.load.lot.LotUnit;

/**
 * Finds out which house of a lot a staged row is about whose id was made of the lot and of the
 * order of the file: the next file may have another order, or not all of them. For one load.
 */
final class LoadLots {
  private static final int MOST_NAMED = 5;
  private static final Pattern MADE = Pattern.compile("(.*?[0-9]{19})(:[0-9]+)?");

  private final LoadStage stage;
  private final Layer layer;
  private final ImportRules.Parcel parcel;
  private final List<Property> telling = new ArrayList<>();
  private final Map<String, Lot> lots = new TreeMap<>();

  /** That is being read. */
  private Lot current = new Lot();

  /** By number of the lot. */
  private final Map<String, List<LotHouse>> removed = new HashMap<>();

  /** What one lot has: rows of the load, houses of the layer, and those that people removed. */
  private static final class Lot {
    private String number;
    private final List<LotHouse> rows = new ArrayList<>();
    private final List<LotHouse> there = new ArrayList<>();
    private final List<LotHouse> removed = new ArrayList<>();
  }

  LoadLots(LoadStage stage) {
    this.stage = stage;
    this.layer = stage.layer();
    this.parcel = layer.imports().parcel();
    parcel.apart().forEach(name -> telling.add(layer.property(name).orElseThrow()));
    telling.add(parcel.register() == null ? null : layer.property(parcel.register()).orElseThrow());
    telling.add(layer.byRole(PropertyRole.TITLE).orElse(null));
  }

  /**
   * Gives rows the ids of the houses that they are about, and takes those out of the stage of which
   * that is not clear.
   *
   * @param spared houses that rows name which cannot be taken, with the place of the row
   * @param most the most conflicts to have in the list
   */
  void match(Map<String, Long> spared, int most, List<Conflict> conflicts) throws SQLException {
    readRemoved();
    read();
    spareNeighbours(spared);
    Map<LotHouse, String> renamed = new LinkedHashMap<>();
    for (Map.Entry<String, Lot> e : lots.entrySet()) {
      match(e.getKey(), e.getValue(), renamed, spared, most, conflicts);
    }
    rename(renamed);
  }

  /** A row that cannot be taken may be about any house of its lot. */
  private void spareNeighbours(Map<String, Long> spared) throws SQLException {
    Map<String, Long> places = new HashMap<>();
    spared.forEach((id, place) -> base(id).ifPresent(b -> places.putIfAbsent(b, place)));
    if (!places.isEmpty()) {
      new Sql()
          .add("SELECT t.\"id\" FROM " + Dialect.table(layer) + " t")
          .each(
              stage.connection(),
              LoadStage.ROWS_FETCHED,
              r -> {
                String id = r.getString(1);
                base(id).map(places::get).ifPresent(place -> spared.putIfAbsent(id, place));
              });
    }
  }

  /** What ids of one lot have in common. */
  private static Optional<String> base(String id) {
    Matcher made = MADE.matcher(id);
    return made.matches() ? Optional.of(made.group(1)) : Optional.empty();
  }

  private String columns(String of) {
    StringBuilder columns = new StringBuilder();
    telling.forEach(p -> columns.append(", ").append(p == null ? "NULL" : of + Dialect.column(p)));
    return columns.toString();
  }

  /**
   * Fills {@link #lots} with those that rows of the load and houses of the layer have in common. In
   * one pass over both, in the order of the lots: H2 asks a query within a condition anew for each
   * row.
   */
  private void read() throws SQLException {
    String column = Dialect.column(layer.property(parcel.number()).orElseThrow());
    String sql =
        "SELECT 0, s."
            + Dialect.PLACE
            + (", s.\"id\", s." + column + columns("s.") + " FROM " + stage.name() + " s WHERE s.")
            + (Dialect.MARK + " LIKE '%," + layer.idName() + ",%' AND s." + column)
            + (" IS NOT NULL UNION ALL SELECT 1, 0, t.\"id\", t." + column + columns("t."))
            + (" FROM " + Dialect.table(layer) + " t WHERE t." + column + " IS NOT NULL")
            + " ORDER BY 4, 1, 2, 3";
    new Sql().add(sql).each(stage.connection(), LoadStage.ROWS_FETCHED, this::take);
    keep(current);
  }

  private void take(ResultSet r) throws SQLException {
    if (!r.getString(4).equals(current.number)) {
      keep(current);
      current = new Lot();
      current.number = r.getString(4);
    }
    if (r.getInt(1) == 0) {
      current.rows.add(house(r));
    } else if (!current.rows.isEmpty()) {
      current.there.add(house(r));
    }
  }

  /** A row that says again what somebody removed is that one, and no new one beside it. */
  private void readRemoved() throws SQLException {
    Bin.each(
        stage.connection(),
        layer,
        (last, isByPeople) -> {
          Object lot = last.properties().get(parcel.number());
          if (isByPeople && lot != null) {
            List<String> says = new ArrayList<>();
            for (Property p : telling) {
              Object value = p == null ? null : last.properties().get(p.name());
              says.add(value == null ? null : value.toString());
            }
            removed
                .computeIfAbsent(lot.toString(), l -> new ArrayList<>())
                .add(house(0, last.id(), lot.toString(), says));
          }
        });
  }

  private LotHouse house(ResultSet r) throws SQLException {
    List<String> says = new ArrayList<>();
    for (int i = 0; i < telling.size(); i++) {
      says.add(r.getString(5 + i));
    }
    return house(r.getLong(2), r.getString(3), r.getString(4), says);
  }

  private LotHouse house(long place, String id, String lot, List<String> texts) {
    int apart = parcel.apart().size();
    List<String> says = new ArrayList<>(LotUnit.of(texts.subList(0, apart)));
    texts.subList(apart, texts.size()).forEach(t -> says.add(ComparedText.of(t)));
    return new LotHouse(place, id, lot, says);
  }

  private void keep(Lot lot) {
    if (lot.rows.isEmpty()) {
      return;
    }
    lot.removed.addAll(removed.getOrDefault(lot.number, List.of()));
    if (lot.there.isEmpty() && lot.removed.isEmpty()) {
      return;
    }
    lot.rows.forEach(h -> lots.computeIfAbsent(h.base(), b -> new Lot()).rows.add(h));
    lot.there.forEach(h -> ofBase(h).ifPresent(l -> l.there.add(h)));
    lot.removed.forEach(h -> ofBase(h).ifPresent(l -> l.removed.add(h)));
  }

  private Optional<Lot> ofBase(LotHouse house) {
    return Optional.ofNullable(lots.get(house.base()));
  }

  private void match(
      String base,
      Lot lot,
      Map<LotHouse, String> renamed,
      Map<String, Long> spared,
      int most,
      List<Conflict> conflicts)
      throws SQLException {
    LotMatch match = LotMatch.of(lot.rows, lot.there);
    List<LotHouse> others = new ArrayList<>(lot.rows);
    others.removeIf(row -> match.unclear().contains(row) || match.known().containsKey(row));
    LotMatch again = LotMatch.of(others, lot.removed);
    Set<String> taken = new HashSet<>();
    lot.there.forEach(h -> taken.add(h.id()));
    again.known().values().forEach(h -> taken.add(h.id()));
    for (LotHouse row : lot.rows) {
      if (match.unclear().contains(row)) {
        lot.there.forEach(h -> spared.putIfAbsent(h.id(), row.place()));
        stage.take(row.place(), row.id());
        if (conflicts.size() < most) {
          conflicts.add(new Conflict(row.place(), row.id(), layer.idName(), unclear(lot.there)));
        }
      } else if (match.known().containsKey(row)) {
        renamed.put(row, match.known().get(row).id());
      } else if (again.known().containsKey(row)) {
        renamed.put(row, again.known().get(row).id());
      } else {
        renamed.put(row, taken.add(row.id()) ? row.id() : free(base, taken));
      }
    }
  }

  /** An id of the lot that nothing has or had. */
  private String free(String base, Set<String> taken) throws SQLException {
    for (int n = 2; ; n++) {
      String id = base + ":" + n;
      if (!taken.contains(id)) {
        Sql had = new Sql().add("SELECT 1 FROM \"maeul_revision\" r WHERE r.\"layer\" = ");
        had.bind(layer.id()).add(" AND r.\"feature\" = ").bind(id);
        if (!had.add(" FETCH FIRST 1 ROW ONLY").findsAny(stage.connection())) {
          taken.add(id);
          return id;
        }
      }
    }
  }

  private Text unclear(List<LotHouse> there) {
    String ids =
        Text.named(there.stream().limit(MOST_NAMED).map(LotHouse::id).toList(), there.size());
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
    Sql sql = new Sql().add("UPDATE " + stage.name() + " SET \"id\" = ").bind(to);
    sql.add(" WHERE " + Dialect.PLACE + " = ").bind(place).add(" AND \"id\" = ").bind(from);
    sql.run(stage.connection());
  }
}
